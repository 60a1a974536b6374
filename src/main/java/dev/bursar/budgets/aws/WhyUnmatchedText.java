package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.WhyUnmatched.LeavesOut;
import dev.bursar.budgets.aws.WhyUnmatched.MetricNotCompared;
import dev.bursar.budgets.aws.WhyUnmatched.MoreThanTheTag;
import dev.bursar.budgets.aws.WhyUnmatched.NoOwner;
import dev.bursar.budgets.aws.WhyUnmatched.NoTag;
import dev.bursar.budgets.aws.WhyUnmatched.OtherTag;
import dev.bursar.budgets.aws.WhyUnmatched.Plain;
import dev.bursar.budgets.aws.WhyUnmatched.SeveralTeams;
import dev.bursar.budgets.aws.WhyUnmatched.ValuesMissing;
import module java.base;

/** What AWS's budgets count, and why none of a team is among them, in words. */
public final class WhyUnmatchedText {
    /** What a cost type of false leaves out, where AWS's record types don't tell. */
    private static final Map<String, String> TYPES = Map.of(
            "IncludeDiscount", "discounts",
            "IncludeOtherSubscription", "other subscriptions",
            "IncludeRecurring", "recurring fees",
            "IncludeSubscription", "subscriptions",
            "IncludeUpfront", "upfront fees");

    private WhyUnmatchedText() {}

    /** One sentence without a full stop: {@code Also filters by a service}. */
    public static String why(WhyUnmatched why) {
        return switch (why) {
            case Plain.NO_TEAM_TAG -> "No tag names teams yet";
            case Plain.KEYS_CHANGE -> "Other tags name teams on some days of its period";
            case Plain.FILTER_NOT_COMPARED -> "Has a filter that Bursar doesn\u2019t compare";
            case Plain.ALL_COSTS -> "Counts all costs, not those of a team";
            case Plain.TAG_WITHOUT_USER -> "Its tag filter lacks \u201Cuser:\u201D";
            case Plain.UNTAGGED_COSTS -> "Includes untagged costs";
            case Plain.BLENDED_COST -> "Counts blended cost";
            case Plain.USAGE -> "Counts usage, not costs";
            case Plain.UTILIZATION -> "Measures the utilization of commitments, not costs";
            case Plain.COVERAGE -> "Measures the coverage by commitments, not costs";
            case Plain.TYPE_UNKNOWN -> "Has a type that Bursar doesn\u2019t know";
            case MetricNotCompared(String metric) -> "Counts " + quoted(metric) + ", which Bursar doesn\u2019t compare";
            case LeavesOut(String type) ->
                "Leaves out " + TYPES.getOrDefault(type, quoted(type.substring("Include".length())));
            case NoTag(var others) -> "Filters on " + String.join(" and ", others) + ", not on the tag of a team";
            case OtherTag(var keys, var teamKeys) ->
                "Filters on the tag " + inOrder(keys) + "; teams are named by " + inOrder(teamKeys);
            case MoreThanTheTag(var keys, var others) ->
                Stream.concat(keys.stream().map(key -> "the tag " + quoted(key)), others.stream())
                        .collect(Collectors.joining(" and ", "Also filters by ", ""));
            case NoOwner(String value) -> "No rule gives the tag value " + quoted(value) + " to one team";
            case SeveralTeams(int teams) -> "Its tag values belong to " + teams + " teams";
            case ValuesMissing(String team, int all, var missing) ->
                "Has " + (all - missing.size()) + " of the " + all + " tag values of " + team + ": "
                        + missing.stream()
                                .limit(3)
                                .map(WhyUnmatchedText::quoted)
                                .collect(Collectors.joining(", "))
                        + (missing.size() > 3 ? " and others are" : missing.size() == 1 ? " is" : " are") + " missing";
        };
    }

    /** Why it can never alert; one sentence without a full stop. */
    public static String why(WatchesNothing nothing) {
        return switch (nothing) {
            case WatchesNothing.Ended() -> "Its period has ended";
            case WatchesNothing.Unhealthy(String why) ->
                why == null ? "AWS reports it as unhealthy" : "AWS reports it as unhealthy (" + why + ")";
            case WatchesNothing.NoPrefix(String key) ->
                "Its filter names the tag " + quoted(key) + " without \u201Cuser:\u201D";
            case WatchesNothing.KeyNotActive(String key) ->
                "The tag " + quoted(key) + " is not an active cost allocation tag";
            case WatchesNothing.ValueNotFound(var values) -> "No charge has the tag value " + quoted(values);
        };
    }

    private static String inOrder(List<String> keys) {
        return keys.stream().map(WhyUnmatchedText::quoted).collect(Collectors.joining(", then "));
    }

    private static String quoted(List<String> values) {
        return values.stream().limit(3).map(WhyUnmatchedText::quoted).collect(Collectors.joining(" or "))
                + (values.size() > 3 ? " or others" : "");
    }

    private static String quoted(String text) {
        return "\u201C" + text + "\u201D";
    }
}
