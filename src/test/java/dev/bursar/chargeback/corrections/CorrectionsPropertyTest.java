package dev.bursar.chargeback.corrections;

import static dev.bursar.chargeback.corrections.CorrectionCharges.MONTH;
import static dev.bursar.chargeback.corrections.CorrectionCharges.issued;
import static dev.bursar.chargeback.corrections.CorrectionCharges.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.corrections.CorrectionLine.Key;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.LargestRemainder;
import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random charges, pools and changes of them: every sum is exact, and cents never drift. */
class CorrectionsPropertyTest {
    @Property(tries = 400)
    void sumsAreExact(@ForAll long seed, @ForAll boolean otherSource) {
        var cuts = new RandomCuts(seed);
        List<CutLine> kept = cuts.lines(6, 40);
        List<CutLine> newest = cuts.changed(kept, 6);
        List<Allocation> issued = issued(kept, cuts.pools());

        List<CorrectionLine> lines = Corrections.of(MONTH, kept, newest, issued, otherSource);

        meetTotals(lines, kept, newest, issued);
        assertThat(lines.stream().map(CorrectionLine::key))
                .doesNotHaveDuplicates()
                .isSorted();
        for (CorrectionLine line : lines) {
            BigDecimal unit = BigDecimal.ONE.movePointLeft(Decimals.of(line.currency()));
            assertThat(line.amount().subtract(line.exact()).abs()).isLessThan(line.pool() == 0 ? unit : unit.add(unit));
            assertThat(line.amount().scale()).isEqualTo(Decimals.of(line.currency()));
            assertThat(line.team()).isEqualTo(line.originTeam());
        }
    }

    private static void meetTotals(
            List<CorrectionLine> lines, List<CutLine> kept, List<CutLine> newest, List<Allocation> issued) {
        var currencies = new TreeSet<String>();
        kept.forEach(line -> currencies.add(line.charge().currency()));
        newest.forEach(line -> currencies.add(line.charge().currency()));
        for (String currency : currencies) {
            BigDecimal before = issued.stream()
                    .filter(allocation -> allocation.currency().equals(currency))
                    .map(Allocation::total)
                    .findFirst()
                    .orElse(BigDecimal.ZERO);
            BigDecimal now = billed(newest, currency).setScale(Decimals.of(currency), RoundingMode.HALF_UP);
            assertThat(sum(lines.stream()
                            .filter(line -> line.currency().equals(currency))
                            .map(CorrectionLine::amount)
                            .toList()))
                    .isEqualByComparingTo(now.subtract(before));
            assertThat(sum(lines.stream()
                            .filter(line -> line.currency().equals(currency))
                            .map(CorrectionLine::exact)
                            .toList()))
                    .isEqualByComparingTo(billed(newest, currency).subtract(billed(kept, currency)));
        }
    }

    private static BigDecimal billed(List<CutLine> lines, String currency) {
        return sum(lines.stream()
                .filter(line -> line.charge().currency().equals(currency))
                .map(line -> line.charge().billed())
                .toList());
    }

    /** Twenty changes, each posted, some after a merge: what was posted in all is what it comes to in all. */
    @Property(tries = 60)
    void centsNeverDrift(@ForAll long seed) {
        var cuts = new RandomCuts(seed);
        List<CutLine> kept = new ArrayList<>(cuts.lines(5, 40));
        kept.add(CorrectionCharges.line(
                5, "theirs", "Amazon EC2", "Usage", "e", "USD", new BigDecimal("7.777"), BigDecimal.ZERO));
        List<CutLine> newest = kept.subList(0, kept.size() - 1);
        List<Pool> pools = cuts.pools();
        List<Allocation> issued = issued(kept, pools);
        var posted = new ArrayList<CorrectionLine>();
        Map<Integer, Integer> merged = new HashMap<>();
        IntUnaryOperator successor = team -> {
            int payer = team;
            while (merged.containsKey(payer)) {
                payer = merged.get(payer);
            }
            return payer;
        };

        Map<Integer, BigDecimal> exactBefore = Map.of();
        for (int step = 0; step < 20; step++) {
            newest = cuts.changed(newest, 5);
            var all = new ArrayList<>(newest);
            all.add(kept.getLast());
            if (step % 7 == 6) {
                merged.put(step / 7 + 1, cuts.below(2) == 0 ? 4 : 0);
            }
            List<CorrectionLine> lines = Corrections.of(MONTH, kept, all, issued, false);

            List<CorrectionLine> now = Corrections.post(lines, posted, successor);
            posted.addAll(now);

            meetTotals(posted, kept, all, issued, lines);
            assertThat(Corrections.post(lines, posted, successor))
                    .as("a second time")
                    .isEmpty();
            assertThat(now).allMatch(line -> line.team() == successor.applyAsInt(line.originTeam()));
            Map<Integer, BigDecimal> exact = usd(lines, CorrectionLine::exact);
            if (pools.isEmpty()) {
                assertThat(posted).as("nothing changed of theirs").noneMatch(line -> line.originTeam() == 5);
                Map<Integer, BigDecimal> amounts = usd(now, CorrectionLine::amount);
                for (int team = 0; team < 5; team++) {
                    if (value(exact, team).compareTo(value(exactBefore, team)) == 0) {
                        assertThat(value(amounts, team).abs())
                                .as("at most the cent of another")
                                .isLessThanOrEqualTo(new BigDecimal("0.01"));
                    }
                }
            }
            exactBefore = exact;
        }
    }

    private static BigDecimal value(Map<Integer, BigDecimal> amounts, int team) {
        return amounts.getOrDefault(team, BigDecimal.ZERO);
    }

    private static Map<Integer, BigDecimal> usd(
            List<CorrectionLine> lines, Function<CorrectionLine, BigDecimal> amount) {
        return lines.stream()
                .filter(line -> line.currency().equals("USD"))
                .collect(Collectors.toMap(CorrectionLine::originTeam, amount, BigDecimal::add));
    }

    private static void meetTotals(
            List<CorrectionLine> posted,
            List<CutLine> kept,
            List<CutLine> newest,
            List<Allocation> issued,
            List<CorrectionLine> cumulative) {
        Map<Key, BigDecimal> sums =
                posted.stream().collect(Collectors.toMap(CorrectionLine::key, CorrectionLine::amount, BigDecimal::add));
        sums.values().removeIf(amount -> amount.signum() == 0);
        Map<Key, BigDecimal> wanted =
                cumulative.stream().collect(Collectors.toMap(CorrectionLine::key, CorrectionLine::amount));
        wanted.values().removeIf(amount -> amount.signum() == 0);
        assertThat(sums).isEqualTo(wanted);
        meetTotals(cumulative, kept, newest, issued);
    }

    @Property(tries = 200)
    void ownersNamesAndTagsAloneAreNoCorrection(@ForAll long seed) {
        var cuts = new RandomCuts(seed);
        List<CutLine> kept = cuts.lines(6, 40);
        List<Allocation> issued = issued(kept, cuts.pools());

        List<CutLine> moved = kept.stream()
                .map(line -> CorrectionCharges.owned(line, cuts.below(6)))
                .toList();
        List<CutLine> renamed = moved.stream()
                .map(line -> CorrectionCharges.named(line, line.charge().service() + " (new)"))
                .toList();
        List<CutLine> retagged = moved.stream()
                .map(line -> new CutLine(line.charge(), 7, "x", line.charges()))
                .toList();

        assertThat(amounts(Corrections.of(MONTH, kept, moved, issued, false))).isEmpty();
        assertThat(amounts(Corrections.of(MONTH, kept, renamed, issued, true))).isEmpty();
        assertThat(amounts(Corrections.of(MONTH, kept, retagged, issued, true))).isEmpty();
        assertThat(amounts(Corrections.of(MONTH, kept, renamed, issued, false))).isEmpty();
        assertThat(amounts(Corrections.of(MONTH, kept, retagged, issued, false)))
                .isEmpty();
    }

    @Property(tries = 200)
    void changesOfOwnersComeToWhatTeamsHaveMore(@ForAll long seed) {
        var cuts = new RandomCuts(seed);
        List<CutLine> kept = cuts.lines(6, 40);
        List<CutLine> moved = kept.stream()
                .map(line -> CorrectionCharges.owned(line, cuts.below(6)))
                .toList();

        Map<String, BigDecimal> more = new TreeMap<>();
        moved.forEach(line -> more.merge(owner(line), line.charge().billed(), BigDecimal::add));
        kept.forEach(line -> more.merge(owner(line), line.charge().billed().negate(), BigDecimal::add));
        OwnerChanges.of(MONTH, kept, moved, List.of(), false, team -> team).forEach(change -> {
            more.merge(change.currency() + change.to(), change.amount().negate(), BigDecimal::add);
            more.merge(change.currency() + change.from(), change.amount(), BigDecimal::add);
        });

        assertThat(more.values()).allMatch(amount -> amount.signum() == 0);
    }

    private static String owner(CutLine line) {
        return line.charge().currency() + line.charge().team();
    }

    private static List<CorrectionLine> amounts(List<CorrectionLine> lines) {
        return lines.stream().filter(line -> line.exact().signum() != 0).toList();
    }

    /** So that the newest total less the issued one, and each level below it, can be divided. */
    @Property(tries = 300)
    void whatIsLessThanOneUnitAwayCanBeDivided(@ForAll long seed) {
        var cuts = new RandomCuts(seed);
        List<BigDecimal> parts = IntStream.rangeClosed(0, cuts.below(12))
                .mapToObj(i -> cuts.amount(2_000_000))
                .toList();
        BigDecimal exact = sum(parts);
        for (RoundingMode mode : List.of(RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_UP)) {
            BigDecimal whole = exact.setScale(2, mode);
            List<BigDecimal> rounded = LargestRemainder.round(whole, 2, parts);
            assertThat(sum(rounded)).isEqualByComparingTo(whole);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(rounded.get(i).subtract(parts.get(i)).abs()).isLessThan(new BigDecimal("0.01"));
            }
        }
    }
}
