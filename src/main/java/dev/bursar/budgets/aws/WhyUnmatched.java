package dev.bursar.budgets.aws;

import module java.base;

/** Why a budget in AWS isn't a team's. */
public sealed interface WhyUnmatched {
    /** What says everything by itself. */
    enum Plain implements WhyUnmatched {
        NO_TEAM_TAG,
        /** Other tags name teams on some of its days than on others. */
        KEYS_CHANGE,
        FILTER_NOT_COMPARED,
        ALL_COSTS,
        TAG_WITHOUT_USER,
        UNTAGGED_COSTS,
        BLENDED_COST,
        USAGE,
        UTILIZATION,
        COVERAGE,
        TYPE_UNKNOWN
    }

    record MetricNotCompared(String metric) implements WhyUnmatched {}

    /** @param type of cost, as AWS calls the setting: {@code IncludeUpfront} */
    record LeavesOut(String type) implements WhyUnmatched {}

    /** @param others what it filters by, in words: {@code a service} */
    record NoTag(List<String> others) implements WhyUnmatched {}

    /** Both in the order in which a charge is asked for them. */
    record OtherTag(List<String> keys, List<String> teamKeys) implements WhyUnmatched {}

    /** It filters by the teams' tag, and by more. */
    record MoreThanTheTag(List<String> keys, List<String> others) implements WhyUnmatched {}

    record NoOwner(String value) implements WhyUnmatched {}

    record SeveralTeams(int teams) implements WhyUnmatched {}

    record ValuesMissing(String team, int all, List<String> missing) implements WhyUnmatched {}
}
