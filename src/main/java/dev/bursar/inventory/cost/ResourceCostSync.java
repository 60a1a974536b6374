package dev.bursar.inventory.cost;

import dev.bursar.charges.spi.Owners;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.cost.ChargedStore.Named;
import dev.bursar.inventory.cost.CostStore.Owner;
import dev.bursar.inventory.spi.ResourcesChanged;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Joins charges to resources: what each costs on the latest 30 days and in each of three months, and whose it is. The owner is the team
 * that most of its cost belongs to; where no team has any, the one that the ownership rules give its account and tags to. Each account's
 * resources change at once; a run that was stopped or killed is done again from its beginning.
 */
@Component
public class ResourceCostSync implements SyncJob {
    public static final String NAME = "resource-costs";
    private static final int DAYS = 30;
    private static final int MONTHS = 3;

    private final CostStore store;
    private final ChargedStore charged;
    private final Inventory inventory;
    private final OwnershipRules rules;
    private final TeamKey teamKey;
    private final ObjectProvider<ResourcesChanged> followers;
    private final Clock clock;

    ResourceCostSync(
            CostStore store,
            ChargedStore charged,
            Inventory inventory,
            OwnershipRules rules,
            TeamKey teamKey,
            ObjectProvider<ResourcesChanged> followers,
            Clock clock) {
        this.store = store;
        this.charged = charged;
        this.inventory = inventory;
        this.rules = rules;
        this.teamKey = teamKey;
        this.followers = followers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Match costs to resources";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public List<String> after() {
        return List.of("exports", "ownership", "inventory", "cloudtrail", "cloudtrail-files");
    }

    @Override
    public Optional<String> pending() {
        return store.changed().pending(store.fingerprint(LocalDate.now(clock.withZone(ZoneOffset.UTC))));
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Joining costs to resources"));
        // taken first: what changes meanwhile is joined by the next run
        run.longCommit(this::pending).ifPresent(fingerprint -> join(run, fingerprint));
        return 0;
    }

    /** Gathers what charges say, month by month, then gives it to the resources of one account after the other. */
    private void join(Run run, String fingerprint) {
        Optional<Days> days = run.longCommit(() -> {
            charged.clear();
            store.changed().begun();
            return store.lastDay().map(Days::new);
        });
        List<LocalDate> months = days.map(Days::months).orElse(List.of());
        List<String> accounts = inventory.accounts();
        int steps = months.size() + 1 + accounts.size() + 1;
        int done = 0;
        for (LocalDate month : months) {
            run.longCommit(() -> {
                charged.gather(
                        month,
                        days.orElseThrow().endOf(month),
                        days.orElseThrow().first());
                return true;
            });
            run.report(run.progress().steps(++done, steps));
        }
        findNamed(run);
        run.report(run.progress().steps(++done, steps));
        Joining joining = run.longCommit(() -> new Joining(days));
        for (String account : accounts) {
            int changed = run.longCommit(() -> joining.join(account));
            run.report(
                    run.progress().rows(run.progress().rowsChanged() + changed).steps(++done, steps));
        }
        run.longCommit(() -> {
            store.replaceElsewhere();
            store.joined(
                    days.map(Days::first).orElse(null),
                    days.map(Days::last).orElse(null),
                    fingerprint,
                    clock.instant());
            charged.clear();
            followers.forEach(ResourcesChanged::changed);
            return true;
        });
        run.report(run.progress().steps(steps, steps));
    }

    private void findNamed(Run run) {
        run.longCommit(() -> {
            charged.counted();
            return true;
        });
        Optional<Named> last = Optional.empty();
        do {
            @Nullable Named after = last.orElse(null);
            last = run.longCommit(() -> {
                List<Named> some = charged.after(after);
                charged.find(some);
                return some.isEmpty() ? Optional.<Named>empty() : Optional.of(some.getLast());
            });
            run.report(run.progress());
        } while (last.isPresent());
        run.longCommit(() -> {
            charged.counted();
            return true;
        });
    }

    /** The days whose costs are joined. */
    private record Days(LocalDate last) {
        LocalDate first() {
            return last.minusDays(DAYS - 1L);
        }

        /** Their first days, the last 30 days within. */
        List<LocalDate> months() {
            return IntStream.range(0, MONTHS)
                    .mapToObj(i -> last.withDayOfMonth(1).minusMonths(MONTHS - 1L - i))
                    .toList();
        }

        /** The day after the month's last one. */
        LocalDate endOf(LocalDate month) {
            LocalDate next = month.plusMonths(1);
            return next.isAfter(last) ? last.plusDays(1) : next;
        }
    }

    /** What all accounts' resources are joined by. */
    private final class Joining {
        private final LocalDate windowFrom;
        private final Set<String> charged = store.charged();
        private final List<OwnershipRule> inOrder = rules.all();
        private final LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        private final TeamKeys keys = new TeamKeys(teamKey.keys().keys().stream()
                .map(key -> new TeamKeys.Key(bare(key.key()), key.from()))
                .toList());

        Joining(Optional<Days> days) {
            windowFrom = days.map(Days::first).orElse(today);
        }

        /** How many resources have another owner, or another thing known of their cost. */
        int join(String account) {
            var changed = new AtomicInteger();
            // it remembers answers: for one account they are few
            var ownership = new Ownership(inOrder);
            inventory.each(account, some -> {
                List<Long> ids = some.stream().map(Resource::id).toList();
                store.replaceCosts(ids, windowFrom);
                Map<Long, Integer> teams = store.dearestTeams(ids);
                changed.addAndGet(store.replaceOwners(some.stream()
                        .map(resource -> owner(resource, teams.get(resource.id()), ownership))
                        .toList()));
            });
            return changed.get();
        }

        /** @param dearest the team that most of its cost belongs to; 0 where it has cost but no team, null where it has none */
        private Owner owner(Resource resource, @Nullable Integer dearest, Ownership ownership) {
            boolean costKnown = charged.contains(resource.account());
            boolean hasCost = dearest != null;
            if (dearest != null && dearest != 0) {
                return new Owner(resource.id(), dearest, "costs", costKnown, hasCost);
            }
            int team = ownership
                    .of(today, resource.account(), "", keys.value(resource.tags(), today), "", resource.arn(), "")
                    .team()
                    .value();
            return new Owner(
                    resource.id(),
                    team,
                    team == Owners.UNALLOCATED.team().value() ? "nobody" : "rules",
                    costKnown,
                    hasCost);
        }
    }

    /** The key that resources carry, of a key as costs write it: {@code team} of {@code user:team}. */
    private static String bare(String key) {
        for (String before : List.of("user:", "resourceTags/user:", "resourceTags/")) {
            if (key.startsWith(before)) {
                return key.substring(before.length());
            }
        }
        return key;
    }
}
