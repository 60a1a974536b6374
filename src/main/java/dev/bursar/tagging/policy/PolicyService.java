package dev.bursar.tagging.policy;

import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.JobRequests;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tag policies: those who see all costs see them, an admin changes them after a look at what they find. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class PolicyService {
    private static final String ADMIN = "hasRole('ADMIN')";
    private static final int EXAMPLES = 20;
    private static final int USUAL_GRACE = 14;

    private final PolicyStore store;
    private final CurrentTeamValues teamValues;
    private final Inventory inventory;
    private final Organisation organisation;
    private final TeamKey teamKey;
    private final JobRequests jobs;
    private final Journal journal;
    private final Clock clock;

    PolicyService(
            PolicyStore store,
            CurrentTeamValues teamValues,
            Inventory inventory,
            Organisation organisation,
            TeamKey teamKey,
            JobRequests jobs,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.teamValues = teamValues;
        this.inventory = inventory;
        this.organisation = organisation;
        this.teamKey = teamKey;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
    }

    /** By name. */
    public List<TagPolicy> all() {
        return store.all();
    }

    /** The names of all policies, removed ones too, by number. */
    public Map<Integer, String> names() {
        return store.names();
    }

    /** Names of AWS accounts by id, as policies and exemptions show them. */
    public Map<String, String> accountNames() {
        return organisation.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
    }

    public Optional<TagPolicy> find(int id) {
        return store.all().stream().filter(policy -> policy.id() == id).findFirst();
    }

    /** A policy to begin with. */
    public record Preset(Usual usual, TagPolicy draft) {
        public String title() {
            return usual.label;
        }
    }

    /** Policies that most organisations have. */
    public enum Usual {
        TEAM("Every resource names a team"),
        ENVIRONMENT("Every resource names its environment"),
        COST_CENTRE("Every resource has a cost centre of four digits"),
        OWNER("Every resource has an owner");

        private final String label;

        Usual(String label) {
            this.label = label;
        }
    }

    /** The usual policies; that of the team key only where there is one. */
    public List<Preset> presets() {
        var presets = new ArrayList<Preset>();
        teamKey.key().ifPresent(key -> presets.add(new Preset(Usual.TEAM, draft("Team", key, new ValueRule.Team()))));
        presets.add(new Preset(
                Usual.ENVIRONMENT,
                draft("Environment", "environment", new ValueRule.OneOf(List.of("prod", "staging", "test", "dev")))));
        presets.add(
                new Preset(Usual.COST_CENTRE, draft("Cost centre", "cost-centre", new ValueRule.Matching("[0-9]{4}"))));
        presets.add(new Preset(Usual.OWNER, draft("Owner", "owner", new ValueRule.Any())));
        return presets;
    }

    private TagPolicy draft(String name, String key, ValueRule rule) {
        return new TagPolicy(0, name, key, false, rule, null, null, false, false, Today.of(clock), USUAL_GRACE, 0);
    }

    /**
     * What a form offers: types and accounts that resources have, by name.
     *
     * @param keys of tags: the one that names teams, then those that most resources have
     */
    public record Choices(List<String> types, List<String> accounts, List<String> keys) {
        public Choices {
            types = List.copyOf(types);
            accounts = List.copyOf(accounts);
            keys = List.copyOf(keys);
        }
    }

    public Choices choices() {
        Inventory.Values values = inventory.values();
        return new Choices(
                values.types(),
                values.accounts(),
                Stream.concat(teamKey.key().stream(), values.keys().stream())
                        .filter(key -> !PolicyChecks.isOfAws(key))
                        .distinct()
                        .limit(Inventory.MOST_KEYS)
                        .toList());
    }

    /**
     * What a policy would find now.
     *
     * @param counted resources that it would look at
     * @param found of these, violations
     * @param cost of the violations on the latest 30 days, by currency
     * @param costUnknown violations whose cost is not known
     * @param teams how many own them; nobody is none
     * @param problems by kind
     * @param examples the dearest
     */
    public record Preview(
            long counted,
            long found,
            Map<String, BigDecimal> cost,
            long costUnknown,
            int teams,
            Map<Problem, Long> problems,
            List<Example> examples) {
        public Preview {
            cost = new TreeMap<>(cost);
            problems = new EnumMap<>(problems);
            examples = List.copyOf(examples);
        }
    }

    /** @param cost by currency; empty where it costs nothing or its cost is not known */
    public record Example(Resource resource, Finding finding, Map<String, BigDecimal> cost) {}

    /** @throws PolicyRefused when it can't be saved */
    @PreAuthorize(ADMIN)
    public Preview preview(TagPolicy draft) {
        TagPolicy policy = checked(draft);
        var check = new PolicyCheck(policy, teamValues.now());
        LocalDate day = policy.from().isAfter(Today.of(clock)) ? policy.from() : Today.of(clock);
        var tally = new Tally();
        for (String account : inventory.accounts()) {
            inventory.each(account, some -> {
                Map<Long, Map<String, BigDecimal>> costOf = inventory.windowCosts(some);
                for (Resource resource : some) {
                    if (check.counts(resource, day)) {
                        tally.counted++;
                        check.of(resource.tags())
                                .ifPresent(finding ->
                                        tally.add(resource, finding, costOf.getOrDefault(resource.id(), Map.of())));
                    }
                }
            });
        }
        return tally.preview();
    }

    private static final class Tally {
        private static final Comparator<Example> DEAREST = Comparator.comparing(
                        (Example example) -> example.cost().values().stream().reduce(BigDecimal.ZERO, BigDecimal::max))
                .reversed()
                .thenComparing(example -> example.resource().id());
        private long counted;
        private long found;
        private long unknown;
        private final Map<String, BigDecimal> cost = new TreeMap<>();
        private final Set<TeamId> teams = new java.util.HashSet<>();
        private final Map<Problem, Long> problems = new EnumMap<>(Problem.class);
        private List<Example> examples = new ArrayList<>();

        void add(Resource resource, Finding finding, Map<String, BigDecimal> costs) {
            found++;
            costs.forEach((currency, amount) -> cost.merge(currency, amount, BigDecimal::add));
            unknown += resource.costKnown() ? 0 : 1;
            if (!resource.team().equals(TeamId.UNALLOCATED)) {
                teams.add(resource.team());
            }
            problems.merge(finding.problem(), 1L, Long::sum);
            examples.add(new Example(resource, finding, costs));
            if (examples.size() > 50 * EXAMPLES) {
                examples = dearest();
            }
        }

        private List<Example> dearest() {
            return examples.stream().sorted(DEAREST).limit(EXAMPLES).collect(Collectors.toCollection(ArrayList::new));
        }

        Preview preview() {
            return new Preview(counted, found, cost, unknown, teams.size(), problems, dearest());
        }
    }

    /**
     * Adds or changes a policy; resources are held against it at once.
     *
     * @throws PolicyRefused when it can't be
     * @throws dev.bursar.kernel.StaleEdit when somebody else changed it meanwhile; nothing was changed
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public int save(TagPolicy draft) {
        TagPolicy policy = checked(draft);
        int id = policy.id();
        if (id == 0) {
            id = store.add(policy);
            journal.record(PolicyAction.TAG_POLICY_CREATED, PolicyAction.subject(id), null, fields(policy));
        } else {
            Map<String, @Nullable Object> before =
                    find(id).map(PolicyService::fields).orElse(null);
            store.change(policy);
            journal.record(PolicyAction.TAG_POLICY_CHANGED, PolicyAction.subject(id), before, fields(policy));
        }
        jobs.add(TagCheckRequest.JOB);
        return id;
    }

    /** Its violations are no longer shown. */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public void remove(int id, int version) {
        Map<String, @Nullable Object> before =
                find(id).map(PolicyService::fields).orElse(null);
        store.remove(id, version, clock.instant());
        journal.record(PolicyAction.TAG_POLICY_REMOVED, PolicyAction.subject(id), before, null);
        jobs.add(TagCheckRequest.JOB);
    }

    private TagPolicy checked(TagPolicy draft) {
        return PolicyChecks.of(
                draft,
                store.all().stream()
                        .filter(other -> other.id() != draft.id())
                        .map(TagPolicy::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Map<String, @Nullable Object> fields(TagPolicy policy) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", policy.name());
        fields.put("key", policy.key());
        fields.put("anyKeyCase", policy.anyKeyCase());
        switch (policy.rule()) {
            case ValueRule.Any any -> fields.put("value", "any");
            case ValueRule.OneOf(var values) -> fields.put("values", values);
            case ValueRule.Matching(var pattern) -> fields.put("pattern", pattern);
            case ValueRule.Team team -> fields.put("value", "a team");
        }
        fields.put("types", policy.types());
        fields.put("accounts", policy.accounts());
        fields.put("withFree", policy.withFree());
        fields.put("withServiceMade", policy.withServiceMade());
        fields.put("from", policy.from().toString());
        fields.put("graceDays", policy.graceDays());
        return fields;
    }
}
