package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.corrections.CorrectionLine.Key;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import module java.base;

/**
 * What AWS changed of an issued month: the newest cut less the kept one, by the kept cut's teams and the issued pools, in all since the
 * month was issued.
 *
 * <p>It goes to the team that the kept cut gives to the same account, service, record type and tag value; where it names several, each
 * has their own change if these have one sign, else who had most. What is new there is the newest cut's team's. What is the same by another
 * name, tag value or source is taken together ({@link SameCharges}). What an issued pool takes is split by the weights that were issued.
 */
public final class Corrections {
    private Corrections() {}

    /**
     * In each currency the amounts add up to the newest cut, rounded once, less what was issued; the exact ones to the difference of the
     * cuts. Each amount is less than two smallest units away from its exact one. What nothing changed of isn't among them;
     * of what changed once, a later change of others may move a cent.
     *
     * <p>Charges that retention has deleted are no change. So the newest cut's lines have to have them as the kept cut has them: those of
     * charge months that have expired, and all if the month itself has.
     *
     * @param kept the lines of the cut that the statements were issued from, of all currencies
     * @param newest the same of the newest cut
     * @param issued what was made of the kept cut
     * @param otherSource whether the cuts are from other sources, Cost Explorer or exports
     */
    public static List<CorrectionLine> of(
            YearMonth month, List<CutLine> kept, List<CutLine> newest, List<Allocation> issued, boolean otherSource) {
        Map<String, List<CutLine>> before = byCurrency(kept);
        Map<String, List<CutLine>> now = byCurrency(newest);
        Map<String, Allocation> allocations =
                issued.stream().collect(Collectors.toMap(Allocation::currency, allocation -> allocation));
        List<Pool> pools = issued.stream()
                .flatMap(allocation -> allocation.pools().stream())
                .map(PoolResult::pool)
                .distinct()
                .sorted(Comparator.comparing(Pool::position).thenComparing(Pool::id))
                .toList();
        var currencies = new TreeSet<>(before.keySet());
        currencies.addAll(now.keySet());
        currencies.addAll(allocations.keySet());
        return currencies.stream()
                .flatMap(currency -> new OneCurrency(
                                month, currency, pools, Optional.ofNullable(allocations.get(currency)))
                                .lines(
                                        before.getOrDefault(currency, List.of()),
                                        now.getOrDefault(currency, List.of()),
                                        otherSource)
                                .stream())
                .toList();
    }

    private static Map<String, List<CutLine>> byCurrency(List<CutLine> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(line -> line.charge().currency()));
    }

    /**
     * What is to be posted so that in all the cumulative lines are posted; those that are gone are posted back. Once it is posted there is
     * nothing more to post.
     *
     * @param cumulative of all months that the posted ones are of
     * @param posted all lines that were posted, in any order
     * @param successor who pays now for a team, itself as a rule; 0 for Unallocated
     */
    public static List<CorrectionLine> post(
            List<CorrectionLine> cumulative, List<CorrectionLine> posted, IntUnaryOperator successor) {
        Map<Key, CorrectionLine> lines = new TreeMap<>();
        Map<Key, BigDecimal> open = new TreeMap<>();
        for (CorrectionLine line : posted) {
            open.merge(line.key(), line.amount().negate(), BigDecimal::add);
            lines.putIfAbsent(line.key(), gone(line));
        }
        for (CorrectionLine line : cumulative) {
            open.merge(line.key(), line.amount(), BigDecimal::add);
            lines.put(line.key(), line);
        }
        var post = new ArrayList<CorrectionLine>();
        lines.forEach((key, line) -> {
            BigDecimal amount = open.getOrDefault(key, BigDecimal.ZERO);
            if (amount.signum() != 0) {
                int origin = line.originTeam();
                post.add(line.posting(amount, origin == 0 ? 0 : successor.applyAsInt(origin)));
            }
        });
        return post;
    }

    private static CorrectionLine gone(CorrectionLine line) {
        return new CorrectionLine(
                line.ofMonth(),
                line.team(),
                line.originTeam(),
                line.pool(),
                line.account(),
                line.service(),
                line.category(),
                line.currency(),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }
}
