package dev.bursar.inventory.cost;

import dev.bursar.charges.spi.Owners;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.cost.CostStore.AccountCurrency;
import dev.bursar.inventory.cost.CostStore.ChargedCost;
import dev.bursar.inventory.cost.CostStore.CostRow;
import dev.bursar.inventory.cost.CostStore.Elsewhere;
import dev.bursar.inventory.cost.CostStore.Owner;
import dev.bursar.inventory.spi.ResourcesChanged;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Joins charges to resources: what each costs on the latest 30 days and in each of three months, and whose it is. The owner is the team
 * that most of its cost belongs to; where no team has any, the one that the ownership rules give its account and tags to.
 */
@Component
public class ResourceCostSync implements SyncJob {
    public static final String NAME = "resource-costs";
    private static final int DAYS = 30;
    private static final int MONTHS = 3;

    private final CostStore store;
    private final Inventory inventory;
    private final OwnershipRules rules;
    private final TeamKey teamKey;
    private final ObjectProvider<ResourcesChanged> followers;
    private final Clock clock;

    ResourceCostSync(
            CostStore store,
            Inventory inventory,
            OwnershipRules rules,
            TeamKey teamKey,
            ObjectProvider<ResourcesChanged> followers,
            Clock clock) {
        this.store = store;
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
        return "Join costs to resources";
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
        String fingerprint = store.fingerprint();
        return store.joined().filter(fingerprint::equals).isPresent() ? Optional.empty() : Optional.of(fingerprint);
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Joining costs to resources"));
        int changed = run.commit(() -> {
            // taken first: what changes meanwhile is joined by the next run
            Optional<String> fingerprint = pending();
            if (fingerprint.isEmpty()) {
                return 0;
            }
            int owners = join(fingerprint.get());
            followers.forEach(ResourcesChanged::changed);
            return owners;
        });
        run.report(run.progress().rows(changed));
        return 0;
    }

    private int join(String fingerprint) {
        Optional<LocalDate> last = store.lastDay();
        var join = new Join();
        last.ifPresent(day -> {
            LocalDate windowFrom = day.minusDays(DAYS - 1L);
            LocalDate firstMonth = day.withDayOfMonth(1).minusMonths(MONTHS - 1L);
            LocalDate from = windowFrom.isBefore(firstMonth) ? windowFrom : firstMonth;
            store.charged(from, windowFrom, day.plusDays(1), cost -> join.add(cost, windowFrom, firstMonth));
        });
        store.replaceCosts(join.rows());
        store.replaceElsewhere(join.elsewhere);
        int changed = store.replaceOwners(join.owners());
        store.joined(
                last.map(day -> day.minusDays(DAYS - 1L)).orElse(null),
                last.orElse(null),
                fingerprint,
                clock.instant());
        return changed;
    }

    /** What is gathered while charges are read. */
    private final class Join {
        private final Map<Long, Known> resources = new HashMap<>();
        private final ChargedResources charged = new ChargedResources();
        private final Map<Cost, BigDecimal> costs = new HashMap<>();
        private final Map<AccountCurrency, Elsewhere> elsewhere = new HashMap<>();
        private final Set<String> accounts = new HashSet<>();

        private record Known(String account, String tagValue) {}

        private record Cost(long resource, boolean month, LocalDate first, String currency, int team) {}

        Join() {
            String key = teamKey.key().map(ResourceCostSync::bare).orElse("");
            inventory.each(resource -> {
                resources.put(
                        resource.id(),
                        new Known(resource.account(), resource.tags().getOrDefault(key, "")));
                charged.add(resource.id(), resource.arn(), resource.account());
            });
        }

        void add(ChargedCost cost, LocalDate windowFrom, LocalDate firstMonth) {
            OptionalLong resource = charged.of(cost.account(), cost.resource(), cost.service());
            if (cost.window() != null) {
                accounts.add(cost.account());
                if (resource.isEmpty()) {
                    elsewhere
                            .computeIfAbsent(
                                    new AccountCurrency(cost.account(), cost.currency()), any -> new Elsewhere())
                            .add(cost.resource(), cost.window());
                } else {
                    add(resource.getAsLong(), false, windowFrom, cost, cost.window());
                }
            }
            if (resource.isPresent() && !cost.month().isBefore(firstMonth)) {
                add(resource.getAsLong(), true, cost.month(), cost, cost.cost());
            }
        }

        private void add(long resource, boolean month, LocalDate first, ChargedCost cost, BigDecimal amount) {
            costs.merge(new Cost(resource, month, first, cost.currency(), cost.team()), amount, BigDecimal::add);
        }

        List<CostRow> rows() {
            var rows = new ArrayList<CostRow>();
            costs.forEach((cost, amount) -> rows.add(
                    new CostRow(cost.resource(), cost.month(), cost.first(), cost.currency(), cost.team(), amount)));
            return rows;
        }

        List<Owner> owners() {
            var ownership = new Ownership(rules.all());
            LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
            Map<Long, Cost> largest = new HashMap<>();
            Set<Long> having = new HashSet<>();
            costs.forEach((cost, amount) -> {
                if (!cost.month()) {
                    having.add(cost.resource());
                    if (cost.team() != 0) {
                        largest.merge(cost.resource(), cost, this::larger);
                    }
                }
            });
            var owners = new ArrayList<Owner>();
            resources.forEach((id, known) -> {
                boolean costKnown = accounts.contains(known.account());
                boolean hasCost = having.contains(id);
                @Nullable Cost of = largest.get(id);
                if (of != null) {
                    owners.add(new Owner(id, of.team(), "costs", costKnown, hasCost));
                    return;
                }
                int team = ownership
                        .of(today, known.account(), "", known.tagValue())
                        .team()
                        .value();
                owners.add(new Owner(
                        id, team, team == Owners.UNALLOCATED.team().value() ? "nobody" : "rules", costKnown, hasCost));
            });
            return owners;
        }

        private BigDecimal cost(Cost of) {
            return costs.getOrDefault(of, BigDecimal.ZERO);
        }

        private Cost larger(Cost one, Cost other) {
            int order = cost(one).compareTo(cost(other));
            return order > 0 || order == 0 && one.team() <= other.team() ? one : other;
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
