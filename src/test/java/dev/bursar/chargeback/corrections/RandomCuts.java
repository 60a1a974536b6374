package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.split.PoolSplit.Basis;
import module java.base;

/** Random cuts of teams 0 to 5, and what AWS and people make of them. */
final class RandomCuts {
    private static final List<String> SERVICES = List.of("Amazon EC2", "Amazon S3", "AWS Glue", "AWS Support");
    private static final List<String> TYPES = List.of("Usage", "Tax", "Support", "Credit", "RIFee");
    private static final List<String> TAGS = List.of("", "a", "b", "c");

    private final Random random;

    RandomCuts(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    BigDecimal amount(int most) {
        return new BigDecimal(random.nextInt(-most / 4, most)).movePointLeft(random.nextInt(0, 9));
    }

    CutLine line(int teams) {
        String type = one(TYPES);
        BigDecimal billed = amount(2_000_000);
        BigDecimal unused = type.equals("RIFee") && billed.signum() > 0 && random.nextBoolean()
                ? billed.multiply(new BigDecimal(random.nextInt(101)).movePointLeft(2))
                : BigDecimal.ZERO;
        return CorrectionCharges.line(
                random.nextInt(teams),
                "account-" + random.nextInt(3),
                one(SERVICES),
                type,
                one(TAGS),
                random.nextInt(4) == 0 ? "JPY" : "USD",
                billed,
                unused);
    }

    List<CutLine> lines(int teams, int most) {
        var lines = new ArrayList<CutLine>();
        for (int i = random.nextInt(1, most); i > 0; i--) {
            lines.add(line(teams));
        }
        return lines;
    }

    List<Pool> pools() {
        var pools = new ArrayList<Pool>();
        int all = random.nextInt(0, 5);
        for (int id = 1; id <= all; id++) {
            var selection = new PoolSelection(
                    one(List.of(Kind.values())),
                    random.nextInt(4) == 0 ? Set.of("Usage", "Tax") : Set.of(),
                    random.nextInt(3) == 0 ? Set.of(one(SERVICES)) : Set.of(),
                    Set.of(),
                    random.nextInt(4) == 0);
            pools.add(
                    new Pool(id, "Pool " + id, BigDecimal.valueOf(random.nextInt(3)), selection, split(), passes(all)));
        }
        return pools;
    }

    /** Some of them to a pool that isn't there, or isn't later. */
    private Optional<Passed> passes(int pools) {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new Passed(
                        1 + random.nextInt(pools), new BigDecimal(random.nextInt(1, 1_000_000)).movePointLeft(4)));
    }

    private PoolSplit split() {
        return switch (random.nextInt(4)) {
            case 0 -> new PoolSplit.Even(Set.of(1));
            case 3 -> new PoolSplit.Quantity(Set.of(one(SERVICES)), "GB", Set.of(2));
            case 1 ->
                new PoolSplit.Fixed(Map.of(
                        1, new BigDecimal("33.3333"), 3, new BigDecimal("33.3333"), 4, new BigDecimal("33.3334")));
            default -> new PoolSplit.Proportional(one(List.of(Basis.USAGE, Basis.DIRECT)), Set.of(), Set.of());
        };
    }

    /** Charges are restated and get other owners, and refunds come: nothing is named otherwise, and nothing goes. */
    List<CutLine> restated(List<CutLine> lines, int teams) {
        var restated = new ArrayList<>(lines);
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            int at = random.nextInt(restated.size());
            CutLine line = restated.get(at);
            switch (random.nextInt(4)) {
                case 0 -> restated.set(at, CorrectionCharges.owned(line, random.nextInt(teams)));
                case 1 ->
                    restated.add(CorrectionCharges.line(
                            random.nextInt(teams),
                            line.charge().account(),
                            line.charge().service(),
                            "Refund",
                            one(TAGS),
                            line.charge().currency(),
                            amount(5_000).abs().negate(),
                            BigDecimal.ZERO));
                default ->
                    restated.set(
                            at,
                            CorrectionCharges.billed(
                                    line, line.charge().billed().add(amount(5_000))));
            }
        }
        return restated;
    }

    /** What happens to some of the lines: AWS restates, withdraws, adds and renames, people retag and move. */
    List<CutLine> changed(List<CutLine> lines, int teams) {
        var changed = new ArrayList<>(lines);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = changed.isEmpty() ? 0 : random.nextInt(changed.size());
            if (changed.isEmpty() || random.nextInt(6) == 0) {
                changed.add(line(teams));
                continue;
            }
            CutLine line = changed.get(at);
            switch (random.nextInt(6)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.set(at, CorrectionCharges.owned(line, random.nextInt(teams)));
                case 2 -> changed.set(at, CorrectionCharges.named(line, one(SERVICES) + " (new)"));
                case 3 -> changed.set(at, new CutLine(line.charge(), line.rule(), one(TAGS) + "2", line.charges()));
                default ->
                    changed.set(
                            at,
                            CorrectionCharges.billed(
                                    line, line.charge().billed().add(amount(5_000))));
            }
        }
        return changed;
    }
}
