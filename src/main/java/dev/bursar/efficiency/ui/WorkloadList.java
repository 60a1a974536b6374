package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.query.EfficiencyQuestion;
import dev.bursar.efficiency.query.EfficiencyQuestion.Order;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.list.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.list.Sort;
import module java.base;

/** What can be chosen on the Efficiency page. */
final class WorkloadList {
    static final Dimension KIND = Dimension.oneOf(
            "kind",
            "Kind",
            Arrays.stream(WorkloadKind.values()).map(WorkloadKind::stored).collect(Collectors.toSet()),
            "kind of workload");
    static final Dimension TEAM = Dimension.number("team", "Team", "team");
    static final Dimension ACCOUNT = Dimension.of("account", "Account");
    private static final Dimensions FILTERS = Dimensions.of(KIND, TEAM, ACCOUNT);

    static final Setting<Optional<FindingState>> STATE = Setting.optional("state", FindingState.class, "state");
    /** Part of a workload's name. */
    static final Setting<String> SEARCH = Setting.search("q");

    static final Setting<Sort> SORT = Setting.sort(Order.class, Order.SAVING, true);

    static final ListAddress ADDRESS =
            new ListAddress(EfficiencyLinks.WORKLOADS, FILTERS, STATE, FILTERS.setting(), SEARCH, SORT);

    private WorkloadList() {}

    static EfficiencyQuestion question(ListState list) {
        return new EfficiencyQuestion(
                list.get(STATE).stream().toList(),
                list.values(KIND).stream().map(WorkloadKind::of).toList(),
                list.numbers(TEAM),
                list.values(ACCOUNT),
                list.get(SEARCH),
                list.get(SORT).by(Order.class),
                list.get(SORT).descending());
    }

    /** Whether less than everything is asked for. */
    static boolean narrowed(ListState list) {
        return !list.equals(all(list));
    }

    /** All workloads, in the same order. */
    static ListState all(ListState list) {
        return list.without(STATE, FILTERS.setting(), SEARCH);
    }
}
