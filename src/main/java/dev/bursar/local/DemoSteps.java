package dev.bursar.local;

import dev.bursar.changes.write.WriteKind;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.clusters.ClusterMonth;
import dev.bursar.clusters.ClusterService;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Today;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.SetupState;
import dev.bursar.setup.reach.ReachChoice;
import dev.bursar.setup.reach.ReachService;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.SavedViews;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.control.SyncService;
import dev.bursar.tagging.policy.Exemption;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.TagPolicy;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What an organisation's admin and finance would have set in their first week with Bursar, through the services that people use. Each
 * returns whether it is made; what needs costs or statements waits until they are there, and what somebody has set already stays.
 */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoSteps {
    private static final String ADMIN = "admin";
    private static final String FINANCE = "finance";
    private static final String LEAD = "lead";
    private static final String COSTS = "costs";
    private static final String OWNERSHIP = "ownership";
    private static final String OF_CALLERS = "iamPrincipal/team";

    private final SetupService setup;
    private final JobRequests requests;
    private final ReachService reach;
    private final PolicyService policies;
    private final PoolService pools;
    private final ChargebackService chargeback;
    private final DemoBooks books;
    private final DemoGateway gateway;
    private final DemoChanges changes;
    private final DemoAwsBudgets awsBudgets;
    private final DemoBudgets budgets;
    private final DemoAnswers answers;
    private final ExemptionService exemptions;
    private final Breakdowns breakdowns;
    private final SavedViews views;
    private final SyncService sync;
    private final ClusterService clusters;
    private final Clock clock;

    DemoSteps(
            SetupService setup,
            JobRequests requests,
            ReachService reach,
            PolicyService policies,
            PoolService pools,
            ChargebackService chargeback,
            DemoBooks books,
            DemoGateway gateway,
            DemoChanges changes,
            DemoAwsBudgets awsBudgets,
            DemoBudgets budgets,
            DemoAnswers answers,
            ExemptionService exemptions,
            Breakdowns breakdowns,
            SavedViews views,
            SyncService sync,
            ClusterService clusters,
            Clock clock) {
        this.setup = setup;
        this.requests = requests;
        this.reach = reach;
        this.policies = policies;
        this.pools = pools;
        this.chargeback = chargeback;
        this.books = books;
        this.gateway = gateway;
        this.changes = changes;
        this.awsBudgets = awsBudgets;
        this.budgets = budgets;
        this.answers = answers;
        this.exemptions = exemptions;
        this.breakdowns = breakdowns;
        this.views = views;
        this.sync = sync;
        this.clusters = clusters;
        this.clock = clock;
    }

    /**
     * A choice.
     *
     * @param name unique, as it is noted
     * @param person the user name of who makes it
     * @param choice returns whether it is made
     */
    record Step(String name, String person, BooleanSupplier choice) {}

    /** In the order in which people make them. */
    List<Step> all() {
        return List.of(
                new Step("limit-of-unallocated", ADMIN, budgets::ofUnallocated),
                new Step("access-to-accounts", ADMIN, this::accounts),
                new Step("team-keys", ADMIN, this::teamKeys),
                new Step("tag-policy", ADMIN, this::policy),
                new Step("pools", FINANCE, this::pools),
                new Step("statements-shown", FINANCE, this::statements),
                new Step("gateway-pool", FINANCE, () -> havePools() && gateway.pooled()),
                new Step(
                        "ledger",
                        FINANCE,
                        () -> havePools() && haveCharges(lastMonths()) && gateway.settled() && books.begun()),
                new Step("first-month-issued", FINANCE, () -> areCostsRead() && books.firstIssued()),
                new Step("first-month-closed", FINANCE, () -> areCostsRead() && books.firstClosed()),
                new Step("second-month-issued", FINANCE, () -> areCostsRead() && books.secondIssued()),
                new Step("line-disputed", LEAD, answers::disputed),
                new Step("budgets", ADMIN, () -> areCostsRead() && budgets.made()),
                new Step("quarter", ADMIN, () -> areCostsRead() && budgets.ofQuarter()),
                new Step("limits", ADMIN, () -> areCostsRead() && budgets.limited()),
                new Step("anomaly-rated", LEAD, answers::rated),
                new Step("cluster-split", ADMIN, this::cluster),
                new Step("exemption", ADMIN, this::exemption),
                new Step("tags-written", ADMIN, () -> changes.on(WriteKind.TAGS)),
                new Step("tags-proposed", ADMIN, changes::proposed),
                new Step("tags-approved", ADMIN, changes::approved),
                new Step("tags-proposed-by-lead", LEAD, changes::proposedByLead),
                new Step("aws-budgets-written", ADMIN, () -> changes.on(WriteKind.BUDGETS)),
                new Step("aws-budgets-published", ADMIN, awsBudgets::proposed),
                new Step("aws-budgets-approved", ADMIN, awsBudgets::approved),
                new Step("aws-budget-raised", ADMIN, awsBudgets::raised),
                new Step("aws-budgets-read", ADMIN, awsBudgets::readAgain),
                new Step("tag-keys-activated", ADMIN, () -> changes.on(WriteKind.TAG_KEYS)),
                new Step("breakdown", ADMIN, this::breakdown),
                new Step("finance-view", FINANCE, this::financeView),
                new Step("lead-view", LEAD, this::leadView));
    }

    private boolean accounts() {
        var settings = reach.state().settings();
        if (!settings.enabled()) {
            reach.change(
                    new ReachChoice(
                            true, settings.role().name(), settings.role().externalId(), settings.regions()),
                    settings.version());
        }
        return true;
    }

    /** Calls of models by roles with a team's tag are that team's, from this month on: what was issued stays. */
    private boolean teamKeys() {
        if (!areCostsRead() || isReading()) {
            return false;
        }
        SetupState state = setup.state();
        TeamKeys now = state.teamKeys();
        if (!now.single()) {
            return true;
        }
        if (now.keys().isEmpty()
                || state.imported().stream().noneMatch(found -> found.key().equals(OF_CALLERS))) {
            return false;
        }
        LocalDate first = Today.of(clock).withDayOfMonth(1);
        setup.choose(
                new TeamKeys(List.of(now.keys().getFirst(), new TeamKeys.Key(OF_CALLERS, first))),
                state.teamKey().version());
        List.of(OWNERSHIP, COSTS).forEach(requests::add);
        return true;
    }

    private boolean isReading() {
        return sync.jobs().stream().anyMatch(job -> job.name().equals(COSTS) && job.running() != null);
    }

    /** Teams pay for their pods of the largest cluster, from the last whole month on. */
    private boolean cluster() {
        YearMonth last = YearMonth.from(Today.of(clock)).minusMonths(1);
        if (!haveCharges(List.of(last)) || isReading()) {
            return false;
        }
        Optional<String> largest =
                clusters.of(last).clusters().stream().findFirst().map(ClusterMonth.OfCluster::key);
        largest.filter(key -> clusters.choices(key).isEmpty())
                .ifPresent(key -> clusters.choose(
                        new ClusterChoices.Choice(key, last.atDay(1), true, ClusterChoices.Idle.PODS), List.of()));
        return largest.isPresent();
    }

    /** Without days of grace: what violates it is open at once. */
    private boolean policy() {
        if (!policies.all().isEmpty()) {
            return true;
        }
        Optional<TagPolicy> team = policies.presets().stream()
                .map(PolicyService.Preset::draft)
                .filter(draft -> draft.rule() instanceof TagPolicy.ValueRule.Team)
                .findFirst();
        team.ifPresent(draft -> policies.save(new TagPolicy(
                draft.id(),
                draft.name(),
                draft.key(),
                draft.anyKeyCase(),
                draft.rule(),
                draft.types(),
                draft.accounts(),
                draft.withFree(),
                draft.withServiceMade(),
                draft.from(),
                0,
                draft.version())));
        return team.isPresent();
    }

    /** From the first month that has charges on, which arrives last. */
    private boolean pools() {
        if (!haveCharges(List.of(YearMonth.from(Today.of(clock)).minusMonths(12)))) {
            return false;
        }
        var page = pools.page(Optional.empty());
        List<PoolDraft> usual = pools.usual();
        if (page.rows().isEmpty() && !usual.isEmpty()) {
            YearMonth first = page.months().getLast();
            pools.create(usual.stream().map(draft -> draft.since(first)).toList());
        }
        return true;
    }

    private boolean havePools() {
        return areCostsRead() && !pools.page(Optional.empty()).rows().isEmpty();
    }

    private boolean statements() {
        if (!haveCharges(lastMonths())) {
            return false;
        }
        lastMonths().forEach(chargeback::show);
        return true;
    }

    /** The two months before this one, the older first. */
    private List<YearMonth> lastMonths() {
        YearMonth present = YearMonth.from(Today.of(clock));
        return List.of(present.minusMonths(2), present.minusMonths(1));
    }

    /** Once costs were read to their end: earlier months arrive last. */
    private boolean haveCharges(List<YearMonth> months) {
        return areCostsRead()
                && chargeback.months().stream()
                        .filter(row -> row.cut().isPresent())
                        .map(ChargebackService.MonthRow::month)
                        .collect(Collectors.toSet())
                        .containsAll(months);
    }

    private boolean areCostsRead() {
        return sync.jobs().stream().anyMatch(job -> job.name().equals(COSTS) && job.last() != null);
    }

    /** Queues that nobody tags, until the quarter is over. */
    private boolean exemption() {
        if (policies.all().isEmpty()) {
            return false;
        }
        Optional<String> queues = policies.choices().types().stream()
                .filter(type -> type.startsWith("sqs"))
                .findFirst();
        if (exemptions.all().isEmpty()) {
            queues.ifPresent(type -> exemptions.add(new ExemptionService.Draft(
                    null,
                    Exemption.Scope.TYPE,
                    type,
                    "Queues are tagged with the next release of their stacks",
                    null,
                    Today.of(clock).plusMonths(3))));
        }
        return queues.isPresent();
    }

    private boolean breakdown() {
        if (breakdowns.all().isEmpty()) {
            breakdowns.turnOn("environment", Dimension.SERVICE);
        }
        return true;
    }

    private boolean financeView() {
        return kept("All services, last month", true, Dimension.SERVICE);
    }

    private boolean leadView() {
        return kept("My team by account, last month", false, Dimension.ACCOUNT);
    }

    private boolean kept(String name, boolean shared, Dimension by) {
        if (views.views().isEmpty()) {
            String address = "period=last-month&by=" + by.word();
            views.save(name, address, List.of(), shared);
        }
        return true;
    }
}
