package dev.bursar.tagging.violations;

import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
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
 * @param probable whether those of resources that nobody owns and that point at teams of the person who asks are asked for, instead of
 *     those that they see by right
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
        boolean free,
        boolean probable) {
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
            false,
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
            false,
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

    /** What is looked at for the person who asks: what is probably theirs goes by the teams that they lead, whatever else they are. */
    Visible visible(ResourceVisibility visibility) {
        return probable ? visibility.asLead() : visibility.now();
    }

    ViolationQuestion withFree() {
        return new ViolationQuestion(
                states, policies, teams, accounts, types, keys, problems, search, order, descending, true, probable);
    }

    /** The same of what probably belongs to teams of the person who asks. */
    public ViolationQuestion ofProbable() {
        return new ViolationQuestion(
                states, policies, teams, accounts, types, keys, problems, search, order, descending, free, true);
    }

    /** The same of violations that are not closed; empty where the question asks for closed ones only. */
    Optional<ViolationQuestion> notClosed() {
        List<ViolationState> left = (states.isEmpty() ? List.of(ViolationState.values()) : states)
                .stream().filter(state -> !state.isClosed()).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new ViolationQuestion(
                        left,
                        policies,
                        teams,
                        accounts,
                        types,
                        keys,
                        problems,
                        search,
                        order,
                        descending,
                        free,
                        probable));
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
