package dev.bursar.spend.ui;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.BreakdownAnswer;
import dev.bursar.spend.BreakdownAnswer.Check;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import module java.base;

/** The sentences of a breakdown, on its page and in its file. */
final class BreakdownText {
    private BreakdownText() {}

    /** @param any whether there are others */
    static EmptyState none(boolean any) {
        return any
                ? EmptyState.missing("Breakdown not found", "It was turned off, or its address is wrong.")
                : EmptyState.notSetUp(
                        Icons.TAGS,
                        "Break costs down by another tag",
                        "A breakdown reads one more tag key from Cost Explorer, by service, account or record type."
                                + " Each is read with paid requests. The keys above need none.");
    }

    /** Whether what was read agrees with the charges of the same days. */
    static Optional<String> check(BreakdownAnswer answered, String currency) {
        return answered.checks().stream()
                .filter(check -> check.currency().equals(currency))
                .findFirst()
                .map(BreakdownText::check);
    }

    private static String check(Check check) {
        return check.difference().abs().compareTo(BreakdownAnswer.ROUNDING) <= 0
                ? "The total equals the charges for the same days."
                : Formats.money(check.difference().abs(), check.currency())
                        + (check.difference().signum() > 0 ? " more" : " less") + " than Spend shows ("
                        + Formats.money(check.charges(), check.currency())
                        + "), because they were read at different times.";
    }

    /** {@code env is prod or dev; Account is not Sandbox}; empty without filters. */
    static Optional<String> filters(BreakdownAnswer answered, List<CostFilter> filters) {
        return filters.isEmpty()
                ? Optional.empty()
                : Optional.of("Filters: "
                        + filters.stream()
                                .map(filter -> filter(answered, filter))
                                .collect(Collectors.joining("; ")));
    }

    private static String filter(BreakdownAnswer answered, CostFilter filter) {
        boolean tag = filter.dimension() == Dimension.TAG_VALUE;
        List<Choice> choices = tag ? answered.tagValues() : answered.values();
        return (tag ? answered.breakdown().tagKey() : filter.dimension().label())
                + switch (filter.operator()) {
                    case IS -> " is ";
                    case IS_NOT -> " is not ";
                    case CONTAINS -> " contains ";
                }
                + filter.values().stream()
                        .map(value -> PlainText.cut(named(choices, value), 60))
                        .collect(Collectors.joining(" or "));
    }

    /** A value as it is shown. */
    static String named(List<Choice> choices, String key) {
        return choices.stream()
                .filter(choice -> choice.key().equals(key))
                .map(Choice::label)
                .findFirst()
                .orElse(key);
    }
}
