package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WhyUnmatched.Plain;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.CostMetric;
import module java.base;

/** Which cost AWS adds up for a budget, and whether Bursar has the same. */
public sealed interface CostBasis {
    /** As AWS calls it: {@code Amortized cost}. */
    String label();

    /**
     * Bursar has it too.
     *
     * @param without AWS's record types that the budget leaves out
     */
    record Same(String label, CostMetric metric, Set<String> without) implements CostBasis {
        public Same {
            without = Set.copyOf(without);
        }

        /** The same without these record types too. */
        Same without(Set<String> more) {
            var all = new HashSet<>(without);
            all.addAll(more);
            return new Same(label, metric, all);
        }
    }

    record Other(String label, WhyUnmatched why) implements CostBasis {}

    private static Map<String, CostBasis> byMetric() {
        return Map.of(
                "AmortizedCost", new Same("Amortized cost", CostMetric.EFFECTIVE, Set.of()),
                "NetAmortizedCost", new Same("Net amortized cost", CostMetric.EFFECTIVE, Set.of()),
                "UnblendedCost", new Same("Unblended cost", CostMetric.BILLED, Set.of()),
                "NetUnblendedCost", new Same("Net unblended cost", CostMetric.BILLED, Set.of()),
                "BlendedCost", new Other("Blended cost", Plain.BLENDED_COST));
    }

    /** What a cost type of false leaves out, where that can be told by AWS's record types. */
    Map<String, List<String>> RECORD_TYPES = Map.of(
            "IncludeCredit", List.of("Credit"),
            "IncludeRefund", List.of("Refund"),
            "IncludeSupport", List.of("Support"),
            "IncludeTax", List.of("Tax"));

    static CostBasis of(AwsBudget budget) {
        if (!budget.type().equals(AwsBudget.COST)) {
            return switch (budget.type()) {
                case "USAGE" -> new Other("Usage", Plain.USAGE);
                case "RI_UTILIZATION", "SAVINGS_PLANS_UTILIZATION" -> new Other("Utilization", Plain.UTILIZATION);
                case "RI_COVERAGE", "SAVINGS_PLANS_COVERAGE" -> new Other("Coverage", Plain.COVERAGE);
                default -> new Other("Unknown type", Plain.TYPE_UNKNOWN);
            };
        }
        List<String> metrics = budget.filter().metrics();
        if (!metrics.isEmpty()) {
            CostBasis known = metrics.size() == 1 ? byMetric().get(metrics.getFirst()) : null;
            return known == null
                    ? new Other(metrics.getFirst(), new WhyUnmatched.MetricNotCompared(metrics.getFirst()))
                    : known;
        }
        return ofTypes(budget.filter().costTypes());
    }

    private static CostBasis ofTypes(Map<String, Boolean> types) {
        if (types.getOrDefault("UseBlended", false)) {
            return new Other("Blended cost", Plain.BLENDED_COST);
        }
        boolean amortized = types.getOrDefault("UseAmortized", false);
        String label = amortized ? "Amortized cost" : "Unblended cost";
        var without = new HashSet<String>();
        for (Map.Entry<String, Boolean> type : new TreeMap<>(types).entrySet()) {
            if (!type.getKey().startsWith("Include") || type.getValue()) {
                continue;
            }
            List<String> records = RECORD_TYPES.get(type.getKey());
            if (records == null) {
                return new Other(label, new WhyUnmatched.LeavesOut(type.getKey()));
            }
            without.addAll(records);
        }
        return new Same(label, amortized ? CostMetric.EFFECTIVE : CostMetric.BILLED, without);
    }
}
