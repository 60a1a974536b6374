package dev.bursar.budgets;

import dev.bursar.charges.Exclusion;
import module java.base;

/** Says of a budget what pages, mails and the journal say alike. */
public final class BudgetText {
    /** Why it shall go in AWS too. */
    public static final String ENDED = "The budget has ended in Bursar.";

    private BudgetText() {}

    /** {@code EffectiveCost without credits and tax}. */
    public static String basis(BudgetBasis basis) {
        List<String> without = without(basis);
        return basis.cost().label() + (without.isEmpty() ? "" : " without " + and(without));
    }

    private static List<String> without(BudgetBasis basis) {
        var without = new ArrayList<>(basis.without().stream()
                .sorted()
                .map(Exclusion::label)
                .map(label -> label.toLowerCase(java.util.Locale.ROOT))
                .toList());
        if (basis.withoutSupport()) {
            without.add("AWS Support");
        }
        return without;
    }

    private static String and(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** {@code 80% spent}. */
    public static String threshold(Threshold threshold) {
        return threshold.percent() + "% " + threshold.kind().word();
    }

    /** {@code 50, 80 and 100% spent, 100% projected}; {@code none}. */
    public static String thresholds(List<Threshold> thresholds) {
        var kinds = new ArrayList<String>();
        for (Threshold.Kind kind : Threshold.Kind.values()) {
            List<String> percents = thresholds.stream()
                    .filter(threshold -> threshold.kind() == kind)
                    .map(Threshold::percent)
                    .sorted()
                    .map(String::valueOf)
                    .toList();
            if (!percents.isEmpty()) {
                kinds.add(and(percents) + "% " + kind.word());
            }
        }
        return kinds.isEmpty() ? "none" : String.join(", ", kinds);
    }

    /** What the journal keeps of a budget. */
    public static Map<String, Object> fields(Budget budget) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("period", budget.cadence().label());
        fields.put("currency", budget.currency());
        fields.put(
                "limit",
                budget.limits().entrySet().stream()
                        .map(entry -> entry.getValue().toPlainString() + " from " + entry.getKey())
                        .collect(Collectors.joining(", ")));
        fields.put(
                "costs",
                budget.bases().entrySet().stream()
                        .map(entry -> basis(entry.getValue()) + " from " + entry.getKey())
                        .collect(Collectors.joining(", ")));
        fields.put(
                "thresholds",
                budget.thresholds().stream().map(BudgetText::threshold).collect(Collectors.joining(", ")));
        fields.put("leads", budget.tellsLeads() ? "told" : "not told");
        fields.put(
                "people",
                budget.people().stream()
                        .map(person -> String.valueOf(person.value()))
                        .sorted()
                        .collect(Collectors.joining(", ")));
        return fields;
    }

    /** The limits of a budget from a period on, one a period, up to the one that goes on. */
    public static List<BigDecimal> limitsFrom(Budget budget, LocalDate period) {
        var limits = new ArrayList<BigDecimal>();
        var at = budget.period(period);
        LocalDate last = budget.limits().lastKey();
        do {
            limits.add(budget.limit(at.getStart())
                    .orElse(budget.limits().firstEntry().getValue()));
            at = budget.cadence().shifted(at, 1);
        } while (!at.getStart().isAfter(last));
        return limits;
    }
}
