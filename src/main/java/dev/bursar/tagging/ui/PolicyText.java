package dev.bursar.tagging.ui;

import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A tag policy in words. */
final class PolicyText {
    private static final int SHOWN = 4;
    private static final int LONGEST = 60;

    private PolicyText() {}

    /** {@code prod, staging, test or dev}, {@code a value that matches [0-9]{4}}, {@code a value that names a team}. */
    static String allowed(ValueRule rule) {
        return switch (rule) {
            case ValueRule.Any any -> "any value that is not empty";
            case ValueRule.OneOf(var values) -> oneOf(values);
            case ValueRule.Matching(var pattern) -> "a value that matches " + PlainText.cut(pattern, LONGEST);
            case ValueRule.Team team -> "a value that names a team";
        };
    }

    private static String oneOf(List<String> values) {
        List<String> shown = values.stream()
                .limit(SHOWN)
                .map(value -> PlainText.cut(value, LONGEST))
                .toList();
        int more = values.size() - shown.size();
        if (more > 0) {
            return String.join(", ", shown) + " or one of " + Formats.count(more) + " more";
        }
        return shown.size() == 1
                ? shown.getFirst()
                : String.join(", ", shown.subList(0, shown.size() - 1)) + " or " + shown.getLast();
    }

    /**
     * {@code All types, 2 accounts, resources without cost too}.
     *
     * @param accounts names by id
     */
    static String scope(TagPolicy policy, Map<String, String> accounts) {
        var parts = new ArrayList<String>();
        parts.add(listed(policy.types(), "all types", "types", type -> PlainText.cut(type, LONGEST)));
        parts.add(listed(policy.accounts(), "all accounts", "accounts", id -> account(id, accounts)));
        if (policy.withFree()) {
            parts.add("resources without cost too");
        }
        if (policy.withServiceMade()) {
            parts.add("resources made by AWS services too");
        }
        String words = String.join(", ", parts);
        return words.substring(0, 1).equals("a") ? "A" + words.substring(1) : words;
    }

    private static String listed(@Nullable List<String> values, String all, String many, UnaryOperator<String> words) {
        if (values == null) {
            return all;
        }
        return values.size() > 2
                ? Formats.count(values.size()) + " " + many
                : values.stream().map(words).collect(Collectors.joining(" and "));
    }

    /** {@code vision-labs (1111-2222-3333)}. */
    static String account(String id, Map<String, String> names) {
        String name = names.getOrDefault(id, "");
        return name.isEmpty() ? Formats.account(id) : PlainText.cut(name, LONGEST) + " (" + Formats.account(id) + ")";
    }

    /** {@code 14 days}. */
    static String grace(int days) {
        return days == 0 ? "none" : Formats.count(days, "day", "days");
    }

    /** All of it, to compare two versions. */
    static String whole(TagPolicy policy, Map<String, String> accounts) {
        return PlainText.cut(policy.name(), 100) + ": " + PlainText.cut(policy.key(), LONGEST)
                + (policy.anyKeyCase() ? " in any case" : "") + " is " + allowed(policy.rule()) + ". "
                + scope(policy, accounts) + ". From " + Formats.date(policy.from()) + ", days of grace: "
                + grace(policy.graceDays()) + ".";
    }

    /** {@code $8,210.00 and EUR 12.00}: each currency by itself. */
    static String money(Map<String, BigDecimal> costs) {
        return new TreeMap<>(costs)
                .entrySet().stream()
                        .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                        .collect(Collectors.joining(" and "));
    }
}
