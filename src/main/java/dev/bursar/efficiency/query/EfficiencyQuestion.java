package dev.bursar.efficiency.query;

import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.list.Conditions;
import dev.bursar.list.Dimension;
import module java.base;

/**
 * Which workloads are asked for; empty lists ask for all.
 *
 * @param teams numbers of teams, 0 for nobody
 * @param search part of a workload's name, case ignored; "" for all
 */
public record EfficiencyQuestion(
        List<FindingState> states,
        List<WorkloadKind> kinds,
        List<Integer> teams,
        List<String> accounts,
        String search,
        Order order,
        boolean descending) {
    /** What a person sees who has chosen nothing. */
    public static final EfficiencyQuestion USUAL =
            new EfficiencyQuestion(List.of(), List.of(), List.of(), List.of(), "", Order.SAVING, true);

    private static final int MOST = 200;

    public EfficiencyQuestion {
        states = List.copyOf(states);
        kinds = List.copyOf(kinds);
        teams = Conditions.values(teams, MOST);
        accounts = Conditions.values(accounts, MOST);
        if (search.length() > Dimension.LONGEST_SEARCH) {
            throw new IllegalArgumentException("A search has at most 200 characters");
        }
    }

    /** What rows are sorted by. */
    public enum Order {
        SAVING,
        COST,
        IDLE,
        NAME,
        TEAM,
        CPU,
        MEMORY,
        GPU,
        GPU_MEMORY,
        PER_INFERENCE
    }
}
