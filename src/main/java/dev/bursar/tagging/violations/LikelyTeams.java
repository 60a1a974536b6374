package dev.bursar.tagging.violations;

import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.policy.AwsTagValue;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.policy.TeamValues;
import dev.bursar.tagging.violations.LikelyTeamStore.Creator;
import dev.bursar.tagging.violations.LikelyTeamStore.Untagged;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds at which teams untagged resources that nobody owns point: by a likely value that names a team, or by who created them. Only under
 * policies whose values name teams.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LikelyTeams {
    private static final int LEAST_CREATED = 3;
    private static final int RESOURCES_A_PART = 5_000;

    private final LikelyTeamStore store;
    private final Inventory inventory;

    LikelyTeams(LikelyTeamStore store, Inventory inventory) {
        this.store = store;
        this.inventory = inventory;
    }

    /**
     * A team at which a violation points.
     *
     * @param value that names the team
     */
    record Pointed(TeamId team, String value, Sign sign) {}

    /** Replaces what is known of an account's violations, which are those of now. */
    void learn(String account, List<TagPolicy> all, TeamValues values, LocalDate today) {
        Map<Integer, TagPolicy> policies = all.stream()
                .filter(policy -> policy.rule() instanceof ValueRule.Team)
                .collect(Collectors.toMap(TagPolicy::id, Function.identity()));
        store.forget(account);
        List<Untagged> untagged = store.untagged(account, policies.keySet());
        if (untagged.isEmpty()) {
            return;
        }
        var known = new KnownValues(values.values());
        List<Resource> tagged = inventory.inAccount(account);
        Map<Integer, PolicyCheck> checks = new HashMap<>();
        Map<String, Neighbours> neighbours = new HashMap<>();
        for (int i = 0; i < untagged.size(); i += RESOURCES_A_PART) {
            List<Untagged> some = untagged.subList(i, Math.min(untagged.size(), i + RESOURCES_A_PART));
            List<Long> ids = some.stream().map(Untagged::resource).distinct().toList();
            Map<Long, Resource> resources = inventory.findAll(ids);
            Map<Long, List<Creator>> creators = store.creators(ids, today);
            Map<Long, List<Pointed>> found = new LinkedHashMap<>();
            for (Untagged one : some) {
                @Nullable Resource resource = resources.get(one.resource());
                @Nullable TagPolicy policy = policies.get(one.policy());
                if (resource == null || policy == null) {
                    continue;
                }
                PolicyCheck check = checks.computeIfAbsent(policy.id(), id -> new PolicyCheck(policy, values));
                List<Likely> likely = new ArrayList<>(LikelyValues.of(
                        policy,
                        check,
                        resource,
                        new Finding(one.problem(), null),
                        known,
                        Optional.empty(),
                        neighbours.computeIfAbsent(policy.key(), key -> LikelyValues.neighbours(key, tagged))));
                // a name that has values of two teams points at both
                known.allNamed(resource).forEach(value -> likely.add(new Likely(value, Sign.of(Sign.Kind.NAME))));
                List<Pointed> pointed = pointed(likely, creators.getOrDefault(resource.id(), List.of()), values);
                if (!pointed.isEmpty()) {
                    found.put(one.violation(), pointed);
                }
            }
            store.store(found);
        }
    }

    /** The strongest sign first, each team once. What most of an account has says something only where nothing else does. */
    static List<Pointed> pointed(List<Likely> likely, List<Creator> creators, TeamValues values) {
        var signs = new ArrayList<Pointed>();
        for (Likely one : likely) {
            // how many others there are is of other teams
            values.team(one.value())
                    .ifPresent(team -> signs.add(new Pointed(
                            team,
                            asRulesHaveIt(one.value(), team, values),
                            new Sign(
                                    one.sign().kind(),
                                    one.sign().detail(),
                                    one.sign().count(),
                                    0))));
        }
        created(creators)
                .forEach((team, sign) -> values.of(Set.of(team)).stream()
                        .min(Comparator.comparing(value -> !AwsTagValue.isTaken(value)))
                        .ifPresent(value -> signs.add(new Pointed(team, value, sign))));
        boolean strong = signs.stream().anyMatch(one -> one.sign().kind() != Sign.Kind.ACCOUNT);
        var teams = new LinkedHashMap<TeamId, Pointed>();
        signs.stream()
                .filter(one -> !strong || one.sign().kind() != Sign.Kind.ACCOUNT)
                .sorted(Comparator.comparing(one -> one.sign().kind()))
                .forEach(one -> teams.putIfAbsent(one.team(), one));
        return List.copyOf(teams.values());
    }

    /** A team's name is no more than a rule's value in another case. */
    private static String asRulesHaveIt(String value, TeamId team, TeamValues values) {
        return values.of(Set.of(team)).stream()
                .filter(value::equalsIgnoreCase)
                .findFirst()
                .orElse(value);
    }

    /** Teams that whoever created a resource leads, and the only one whose resources they created. */
    private static Map<TeamId, Sign> created(List<Creator> creators) {
        Map<TeamId, Sign> signs = new LinkedHashMap<>();
        Collection<Creator> owned =
                creators.stream().filter(one -> one.resources() > 0).toList();
        if (owned.size() == 1) {
            Creator one = owned.iterator().next();
            if (one.resources() >= LEAST_CREATED) {
                signs.put(one.team(), new Sign(Sign.Kind.CREATOR, one.person(), one.resources(), 0));
            }
        }
        if (owned.size() <= 1) {
            creators.stream()
                    .filter(Creator::leads)
                    .filter(one ->
                            owned.isEmpty() || owned.iterator().next().team().equals(one.team()))
                    .forEach(one -> signs.putIfAbsent(one.team(), new Sign(Sign.Kind.LEAD, one.person(), 0, 0)));
        }
        return signs;
    }

    /** What was found of these violations, as far as it concerns teams of the person who asks; the strongest first. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Long, List<Likely>> of(Collection<Long> violations, Visible visible) {
        return store.of(violations, visible.teamNumbers());
    }
}
