package dev.bursar.costexplorer;

import dev.bursar.costexplorer.spi.CostDimension;
import module java.base;

/**
 * Decides which pairs of dimensions are worth one more monthly question before the plan is made. The probes give account ×
 * record type and tag × service for nothing; another pair costs a page and is asked for only where it can save more.
 */
final class Discovery {
    /** Share of all account × service (or × tag) combinations that real organisations use at least. */
    private static final double USED = 0.4;

    private Discovery() {}

    /** The next pair to ask for, or empty when the plan can't become cheaper by asking. */
    static Optional<List<CostDimension>> next(Cooccurrence support) {
        infer(support);
        int best = QuestionPlan.cheapest(support, support, true).queries().size();
        int recordTypes = values(support, CostDimension.RECORD_TYPE).size();
        int accounts = values(support, CostDimension.ACCOUNT).size();
        for (CostDimension other : List.of(CostDimension.SERVICE, CostDimension.TAG)) {
            if (unknown(support, CostDimension.RECORD_TYPE, other) && 2 * recordTypes + 2 < best) {
                return Optional.of(List.of(CostDimension.RECORD_TYPE, other));
            }
        }
        for (CostDimension other : List.of(CostDimension.SERVICE, CostDimension.TAG)) {
            int others = values(support, other).size();
            double expected = Math.max(Math.max(accounts, others), USED * accounts * others) + 1;
            if (unknown(support, CostDimension.ACCOUNT, other) && expected < best) {
                return Optional.of(List.of(CostDimension.ACCOUNT, other));
            }
        }
        return Optional.empty();
    }

    /** A dimension with one value occurs with every value of every other. */
    private static void infer(Cooccurrence support) {
        for (CostDimension single : CostDimension.values()) {
            Set<String> only = values(support, single);
            if (only.size() != 1) {
                continue;
            }
            for (CostDimension other : CostDimension.values()) {
                if (other != single && unknown(support, single, other)) {
                    support.learn(single, other);
                    values(support, other)
                            .forEach(
                                    value -> support.add(single, only.iterator().next(), other, value));
                }
            }
        }
    }

    private static boolean unknown(Cooccurrence support, CostDimension one, CostDimension other) {
        return support.given(one, other).isEmpty();
    }

    private static Set<String> values(Cooccurrence support, CostDimension dimension) {
        Set<String> values = new TreeSet<>();
        for (CostDimension other : CostDimension.values()) {
            support.given(dimension, other).map(Map::keySet).ifPresent(values::addAll);
        }
        return values;
    }
}
