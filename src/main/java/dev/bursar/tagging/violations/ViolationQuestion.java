package dev.bursar.tagging.violations;

import dev.bursar.list.Conditions;
import dev.bursar.list.Dimension;
import dev.bursar.tagging.policy.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Which violations are asked for; empty lists ask for all.
 *
 * @param teams numbers of teams, 0 for nobody
 * @param keys of tags
 * @param problems what is wrong with the tag
 * @param search part of a resource's name or ARN, case ignored; "" for all
 * @param free whether those of resources that AWS doesn't charge for are asked for too
 */
public record ViolationQuestion(
        List<ViolationState> states,
        List<Integer> policies,
        List<Integer> teams,
        List<String> accounts,
        List<String> types,
        List<String> keys,
        List<Problem> problems,
        String search,
        Order order,
        boolean descending,
        boolean free) {
    /** What a person sees who has chosen nothing. */
    public static final ViolationQuestion USUAL = new ViolationQuestion(
            List.of(ViolationState.OPEN, ViolationState.GRACE),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "",
            Order.COST,
            true,
            false);

    /** What is said to be untagged: the tag is missing, or its value is. */
    public static final ViolationQuestion UNTAGGED = new ViolationQuestion(
            USUAL.states,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(Problem.MISSING, Problem.EMPTY),
            "",
            Order.COST,
            true,
            false);

    private static final int MOST = 200;

    public ViolationQuestion {
        states = List.copyOf(states);
        policies = Conditions.values(policies, MOST);
        teams = Conditions.values(teams, MOST);
        accounts = Conditions.values(accounts, MOST);
        types = Conditions.values(types, MOST);
        keys = Conditions.values(keys, MOST);
        problems = List.copyOf(problems);
        if (search.length() > Dimension.LONGEST_SEARCH) {
            throw new IllegalArgumentException("A search has at most 200 characters");
        }
    }

    ViolationQuestion withFree() {
        return new ViolationQuestion(
                states, policies, teams, accounts, types, keys, problems, search, order, descending, true);
    }

    /** The same of violations that are not closed; empty where the question asks for closed ones only. */
    Optional<ViolationQuestion> notClosed() {
        List<ViolationState> left = (states.isEmpty() ? List.of(ViolationState.values()) : states)
                .stream().filter(state -> !state.isClosed()).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new ViolationQuestion(
                        left, policies, teams, accounts, types, keys, problems, search, order, descending, free));
    }

    /** What rows are sorted by. */
    public enum Order {
        COST,
        RESOURCE,
        PROBLEM,
        OWNER,
        SINCE
    }

    /** What violations are counted by. */
    public enum Group {
        TEAM,
        ACCOUNT,
        TYPE,
        KEY
    }
}
