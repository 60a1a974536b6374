package dev.bursar.tagging.violations;

import dev.bursar.changes.write.AwsChanges;
import dev.bursar.changes.write.Fixing;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.policy.AwsTagValue;
import dev.bursar.tagging.policy.CurrentTeamValues;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.PolicyStore;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.policy.TeamValues;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.springframework.stereotype.Component;

/** Proposes what the tags of resources most likely should be, from what the person who asks may see. */
@Component
class Proposals {
    private final PolicyStore policies;
    private final CurrentTeamValues teamValues;
    private final Inventory inventory;
    private final AwsChanges changes;
    private final LikelyTeams likelyTeams;

    Proposals(
            PolicyStore policies,
            CurrentTeamValues teamValues,
            Inventory inventory,
            AwsChanges changes,
            LikelyTeams likelyTeams) {
        this.policies = policies;
        this.teamValues = teamValues;
        this.inventory = inventory;
        this.changes = changes;
        this.likelyTeams = likelyTeams;
    }

    /** Open changes to AWS that fix some violations, by their numbers; as far as the person may see them. */
    Map<Long, Fixing> fixing(List<ViolationRow> rows) {
        return changes.fixing(
                WriteKind.TAGS, rows.stream().map(ViolationRow::id).distinct().toList());
    }

    /** @param rows that the person may see, or that are probably theirs */
    Question of(Visible visible, List<ViolationRow> rows) {
        List<Long> probable = rows.stream()
                .filter(row -> !visible.showsCost(row.team(), row.account()))
                .map(ViolationRow::id)
                .distinct()
                .toList();
        return new Question(
                visible,
                policies.all(),
                teamValues.now(),
                probable.isEmpty() ? Map.of() : likelyTeams.of(probable, visible));
    }

    /** One person's question: what it asks of policies, teams and accounts is read once. */
    final class Question {
        private final Visible visible;
        private final TeamValues values;
        private final Map<Integer, TagPolicy> byId;
        private final Map<Integer, PolicyCheck> checks = new HashMap<>();
        private final Map<Long, List<Likely>> probable;
        private final Map<Integer, KnownValues> known = new HashMap<>();
        private final Map<String, List<Resource>> accounts = new HashMap<>();
        private final Map<String, Neighbours> neighbours = new HashMap<>();

        private Question(
                Visible visible, List<TagPolicy> policies, TeamValues values, Map<Long, List<Likely>> probable) {
            this.visible = visible;
            this.values = values;
            this.probable = probable;
            byId = policies.stream().collect(Collectors.toMap(TagPolicy::id, Function.identity()));
        }

        /** Empty where it was removed meanwhile. */
        Optional<TagPolicy> policy(int id) {
            return Optional.ofNullable(byId.get(id));
        }

        /** The likeliest first; none where nothing is to be mended. */
        List<Likely> of(ViolationRow row, TagPolicy policy, Resource resource) {
            if (row.state().isClosed()) {
                return List.of();
            }
            List<Likely> likely = visible.shows(resource)
                    ? LikelyValues.of(
                            policy,
                            check(policy),
                            resource,
                            row.finding(),
                            known.computeIfAbsent(policy.id(), id -> new KnownValues(known(policy))),
                            owned(policy, resource),
                            neighbours.computeIfAbsent(
                                    resource.account() + " " + policy.key(),
                                    any -> LikelyValues.neighbours(
                                            policy.key(),
                                            accounts.computeIfAbsent(resource.account(), this::inAccount))))
                    : probable.getOrDefault(row.id(), List.of()).stream()
                            .filter(one -> known(policy).contains(one.value()))
                            .toList();
            // what AWS doesn't take is no value to set
            return likely.stream()
                    .filter(one -> AwsTagValue.isTaken(one.value()))
                    .toList();
        }

        PolicyCheck check(TagPolicy policy) {
            return checks.computeIfAbsent(policy.id(), id -> new PolicyCheck(policy, values));
        }

        /** Values to choose from, in order. */
        List<String> values(TagPolicy policy) {
            return known(policy).stream().sorted().toList();
        }

        private List<Resource> inAccount(String account) {
            return inventory.inAccount(account).stream().filter(visible::shows).toList();
        }

        /** Values to choose from; a lead is not told what names other teams. */
        private Collection<String> known(TagPolicy policy) {
            return switch (policy.rule()) {
                case ValueRule.OneOf(var allowed) -> allowed;
                case ValueRule.Team team -> visible.everything() ? values.values() : values.of(visible.teams());
                case ValueRule.Any any -> List.of();
                case ValueRule.Matching matching -> List.of();
            };
        }

        private Optional<String> owned(TagPolicy policy, Resource resource) {
            return policy.rule() instanceof ValueRule.Team && !resource.team().equals(TeamId.UNALLOCATED)
                    ? values.of(Set.of(resource.team())).stream()
                            .filter(AwsTagValue::isTaken)
                            .findFirst()
                    : Optional.empty();
        }
    }

    /** What a policy allows: {@code values that name a team}. */
    static String allowed(TagPolicy policy) {
        return switch (policy.rule()) {
            case ValueRule.Any any -> "any value";
            case ValueRule.OneOf(var values) ->
                values.size() == 1 ? "the value " + values.getFirst() : values.size() + " values";
            case ValueRule.Matching(var pattern) -> "values that match " + pattern;
            case ValueRule.Team team -> "values that name a team";
        };
    }
}
