package dev.bursar.tagging.violations;

import dev.bursar.charges.FirstCostRead;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import dev.bursar.tagging.policy.CurrentTeamValues;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.PolicyStore;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagCheckRequest;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TeamValues;
import dev.bursar.tagging.violations.ViolationStore.Changed;
import dev.bursar.tagging.violations.ViolationStore.Closed;
import dev.bursar.tagging.violations.ViolationStore.Found;
import dev.bursar.tagging.violations.ViolationStore.Key;
import dev.bursar.tagging.violations.ViolationStore.Open;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds all resources against all policies, one account after the other: each account's violations change at once, and a run that was
 * stopped or killed is done again. A violation is fixed when its tag is seen to be another, gone when its resource is; whatever was not
 * read stays as it is.
 */
@Component
class TagCheckSync implements SyncJob {
    private final PolicyStore policies;
    private final CurrentTeamValues teamValues;
    private final Inventory inventory;
    private final ViolationStore store;
    private final LikelyTeams likelyTeams;
    private final FirstCostRead firstRead;
    private final Clock clock;

    TagCheckSync(
            PolicyStore policies,
            CurrentTeamValues teamValues,
            Inventory inventory,
            ViolationStore store,
            LikelyTeams likelyTeams,
            FirstCostRead firstRead,
            Clock clock) {
        this.policies = policies;
        this.teamValues = teamValues;
        this.inventory = inventory;
        this.store = store;
        this.likelyTeams = likelyTeams;
        this.firstRead = firstRead;
        this.clock = clock;
    }

    @Override
    public String name() {
        return TagCheckRequest.JOB;
    }

    @Override
    public String title() {
        return "Check tags against policies";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public List<String> after() {
        return List.of("resource-costs", "ml-prices", "ml-resource-costs");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return firstRead.waitsFor("inventory");
    }

    /** Empty while nothing was read, and where a check would find what the last one found. */
    @Override
    public Optional<String> pending() {
        return inventory.readings().isEmpty() || waitsFor().isPresent()
                ? Optional.empty()
                : store.changed().pending(fingerprint(today(), policies.all(), teamValues.now()));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private String fingerprint(LocalDate today, List<TagPolicy> all, TeamValues values) {
        return store.fingerprint(today, all + "/" + values.fingerprint());
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Checking tags against policies"));
        run.commit(this::look).ifPresent(look -> {
            List<String> accounts = inventory.accounts();
            int done = 0;
            for (String account : accounts) {
                int changed = run.longCommit(() -> check(account, look));
                run.report(run.progress()
                        .rows(run.progress().rowsChanged() + changed)
                        .steps(++done, accounts.size()));
            }
            run.commit(() -> {
                store.checked(look.fingerprint(), clock.instant());
                return true;
            });
        });
        return 0;
    }

    /** What all resources are held against; it is read once, and what changes meanwhile is looked at by the next run. */
    private record Look(String fingerprint, LocalDate today, TeamValues values, List<Against> policies) {}

    private record Against(TagPolicy policy, PolicyCheck check) {}

    /** Empty where a check would find what the last one found. */
    private Optional<Look> look() {
        LocalDate today = today();
        List<TagPolicy> all = policies.all();
        TeamValues values = teamValues.now();
        return store.changed().pending(fingerprint(today, all, values)).map(fingerprint -> {
            store.changed().begun();
            return new Look(
                    fingerprint,
                    today,
                    values,
                    all.stream()
                            .map(policy -> new Against(policy, new PolicyCheck(policy, values)))
                            .toList());
        });
    }

    private int check(String account, Look look) {
        var changed = new AtomicInteger();
        inventory.each(account, some -> changed.addAndGet(check(some, look)));
        likelyTeams.learn(account, look.policies().stream().map(Against::policy).toList(), look.values(), look.today());
        return changed.get();
    }

    private int check(List<Resource> resources, Look look) {
        Map<Key, Open> open = store.open(resources);
        var found = new ArrayList<Found>();
        var changed = new ArrayList<Changed>();
        var closed = new ArrayList<Closed>();
        for (Resource resource : resources) {
            for (Against against : look.policies()) {
                TagPolicy policy = against.policy();
                @Nullable Open known = open.remove(new Key(policy.id(), resource.id()));
                boolean counts = against.check().counts(resource, look.today());
                Optional<Finding> finding = counts ? against.check().of(resource.tags()) : Optional.empty();
                if (finding.isEmpty()) {
                    if (known != null) {
                        closed.add(new Closed(known.id(), how(resource, policy, known)));
                    }
                } else if (known == null) {
                    found.add(new Found(
                            policy.id(),
                            resource.id(),
                            finding.get(),
                            policy.key(),
                            look.today(),
                            look.today().plusDays(policy.graceDays())));
                } else {
                    var now = new Open(
                            known.id(),
                            finding.get(),
                            policy.key(),
                            known.since(),
                            later(known.since(), policy.from()).plusDays(policy.graceDays()));
                    if (!now.equals(known)) {
                        changed.add(new Changed(now));
                    }
                }
            }
        }
        // of policies that were removed
        open.values().forEach(one -> closed.add(new Closed(one.id(), "not-counted")));
        store.store(found, changed, closed, clock.instant());
        return found.size() + changed.size() + closed.size();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static String how(Resource resource, TagPolicy policy, Open known) {
        if (resource.goneAt() != null) {
            return "gone";
        }
        if (!policy.key().equals(known.key())) {
            return "not-counted";
        }
        @Nullable String value = resource.tags().get(known.key());
        boolean other = switch (known.finding().problem()) {
            case MISSING -> resource.tags().keySet().stream().anyMatch(known.key()::equalsIgnoreCase);
            case KEY_CASE -> value != null;
            case EMPTY -> value != null && !value.isBlank();
            case VALUE, VALUE_CASE ->
                value != null && !value.equals(known.finding().found());
        };
        return other ? "fixed" : "not-counted";
    }
}
