package dev.bursar.tagging.violations;

import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Today;
import dev.bursar.list.ListState;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Violations with what is to be known to write their tags; whoever asks has checked who may see them. */
@Component
@Transactional(readOnly = true, propagation = Propagation.MANDATORY)
public class TagProposals {
    private final ViolationQueries queries;
    private final Inventory inventory;
    private final Proposals proposals;
    private final Clock clock;

    TagProposals(ViolationQueries queries, Inventory inventory, Proposals proposals, Clock clock) {
        this.queries = queries;
        this.inventory = inventory;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * A violation, its resource and policy.
     *
     * @param value that is likely; null where none is
     * @param sign what the value rests on; null where there is none
     * @param values to choose from, as far as the person may know them; empty where the policy names none
     */
    public record Proposed(
            ViolationRow row,
            Resource resource,
            TagPolicy policy,
            PolicyCheck check,
            @Nullable String value,
            @Nullable Sign sign,
            List<String> values) {
        /** Whether the policy allows the value; one that names a team must be among those that the person may know. */
        public boolean allows(String value) {
            return check.of(Map.of(policy.key(), value)).isEmpty()
                    && (!(policy.rule() instanceof ValueRule.Team)
                            || values.stream().anyMatch(value::equalsIgnoreCase));
        }
    }

    /** @param left how many were chosen and are not among them */
    public record Found(List<Proposed> proposed, long left) {
        public Found {
            proposed = List.copyOf(proposed);
        }
    }

    /** Of the chosen violations that are not closed, the first ones in the question's order, each once. */
    public Found of(Visible visible, ListState state, ChosenViolations chosen, int most) {
        if (chosen.isNone()) {
            return new Found(List.of(), 0);
        }
        // a resource with costs in two currencies has two rows
        List<ViolationRow> rows = once(queries.chosen(state, chosen, visible, Today.of(clock), 2 * most + 2));
        long left = rows.size() > most ? queries.count(state, chosen, visible, Today.of(clock)) - most : 0;
        return new Found(proposed(visible, rows.subList(0, Math.min(most, rows.size()))), left);
    }

    /** Of those with these numbers that are not closed; what is probably the person's, too. */
    public List<Proposed> named(Visible visible, Collection<Long> ids) {
        List<ViolationRow> rows = new ArrayList<>(named(Violations.ALL, visible, ids));
        if (!visible.everything()) {
            rows.addAll(named(Violations.probable(Violations.ALL), visible, ids));
        }
        return proposed(visible, once(rows));
    }

    private List<ViolationRow> named(ListState state, Visible visible, Collection<Long> ids) {
        return queries.chosen(
                state, new ChosenViolations(false, Set.copyOf(ids)), visible, Today.of(clock), 2 * ids.size() + 2);
    }

    private static List<ViolationRow> once(List<ViolationRow> rows) {
        var seen = new HashSet<Long>();
        return rows.stream().filter(row -> seen.add(row.id())).toList();
    }

    private List<Proposed> proposed(Visible visible, List<ViolationRow> rows) {
        Proposals.Question asked = proposals.of(visible, rows);
        Map<Long, Resource> resources = inventory.findAll(
                rows.stream().map(ViolationRow::resource).distinct().toList());
        var proposed = new ArrayList<Proposed>();
        for (ViolationRow row : rows) {
            @Nullable Resource resource = resources.get(row.resource());
            if (resource != null) {
                asked.policy(row.policy()).ifPresent(policy -> {
                    Optional<Likely> likely =
                            asked.of(row, policy, resource).stream().findFirst();
                    proposed.add(new Proposed(
                            row,
                            resource,
                            policy,
                            asked.check(policy),
                            likely.map(Likely::value).orElse(null),
                            likely.map(Likely::sign).orElse(null),
                            asked.values(policy)));
                });
            }
        }
        return proposed;
    }
}
