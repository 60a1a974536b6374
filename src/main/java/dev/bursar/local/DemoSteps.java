package dev.bursar.local;

import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetEdits;
import dev.bursar.budgets.BudgetRow;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetService;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetPlanning;
import dev.bursar.budgets.plan.BudgetPlanning.TeamLimit;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.chargeback.ChargebackService;
import dev.bursar.chargeback.PoolService;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.setup.reach.ReachChoice;
import dev.bursar.setup.reach.ReachService;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.SavedViews;
import dev.bursar.sync.SyncService;
import dev.bursar.tagging.policy.Exemption;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.TagPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final String CURRENCY = "USD";
    private static final String COSTS = "costs";
    private static final String OVER = "Fraud";
    private static final String NEARLY_OVER = "Recommendations";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ReachService reach;
    private final PolicyService policies;
    private final PoolService pools;
    private final ChargebackService chargeback;
    private final DemoBooks books;
    private final DemoChanges changes;
    private final DemoAwsBudgets awsBudgets;
    private final BudgetPlanning planning;
    private final BudgetEdits budgets;
    private final BudgetService standing;
    private final ExemptionService exemptions;
    private final Breakdowns breakdowns;
    private final SavedViews views;
    private final SyncService sync;
    private final Clock clock;

    DemoSteps(
            ReachService reach,
            PolicyService policies,
            PoolService pools,
            ChargebackService chargeback,
            DemoBooks books,
            DemoChanges changes,
            DemoAwsBudgets awsBudgets,
            BudgetPlanning planning,
            BudgetEdits budgets,
            BudgetService standing,
            ExemptionService exemptions,
            Breakdowns breakdowns,
            SavedViews views,
            SyncService sync,
            Clock clock) {
        this.reach = reach;
        this.policies = policies;
        this.pools = pools;
        this.chargeback = chargeback;
        this.books = books;
        this.changes = changes;
        this.awsBudgets = awsBudgets;
        this.planning = planning;
        this.budgets = budgets;
        this.standing = standing;
        this.exemptions = exemptions;
        this.breakdowns = breakdowns;
        this.views = views;
        this.sync = sync;
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
                new Step("access-to-accounts", ADMIN, this::accounts),
                new Step("tag-policy", ADMIN, this::policy),
                new Step("pools", FINANCE, this::pools),
                new Step("statements-shown", FINANCE, this::statements),
                new Step("ledger", FINANCE, () -> havePools() && books.begun()),
                new Step("first-month-issued", FINANCE, () -> areCostsRead() && books.firstIssued()),
                new Step("first-month-closed", FINANCE, () -> areCostsRead() && books.firstClosed()),
                new Step("second-month-issued", FINANCE, () -> areCostsRead() && books.secondIssued()),
                new Step("budgets", ADMIN, this::budgets),
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

    /** A budget for each team, and one for everything that is planned month by month. */
    private boolean budgets() {
        List<TeamLimit> teams = areCostsRead() ? planning.teamLimits(CURRENCY) : List.of();
        if (teams.isEmpty() || teams.stream().anyMatch(team -> team.suggestion().isEmpty())) {
            return false;
        }
        if (teams.stream().allMatch(team -> team.budget().isEmpty())) {
            Map<TeamId, BigDecimal> limits = teams.stream()
                    .collect(Collectors.toMap(
                            TeamLimit::team,
                            team -> team.suggestion().orElseThrow().limit()));
            LocalDate month = Today.of(clock).withDayOfMonth(1);
            budgets.setAll(limits, Map.of(), CURRENCY, month);
            BigDecimal whole = limits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            budgets.create(new BudgetDraft(
                    new BudgetScope.OfEverything(),
                    Cadence.MONTH,
                    CURRENCY,
                    month,
                    IntStream.range(0, 12)
                            .mapToObj(ahead -> share(whole, 110 + 2 * ahead))
                            .toList(),
                    BudgetBasis.USUAL,
                    BudgetDraft.USUAL_THRESHOLDS,
                    false,
                    Set.of()));
            limits();
        }
        return true;
    }

    /** One team is over its limit, and one is nearly there, whichever day of the month it is. */
    private void limits() {
        standing.present().stream()
                .forEach(row -> row.figures()
                        .spent()
                        .filter(spent -> spent.compareTo(HUNDRED) > 0)
                        .ifPresent(spent -> {
                            if (row.name().equals(OVER)) {
                                limit(row, share(spent, 92));
                            } else if (row.name().equals(NEARLY_OVER)) {
                                limit(row, share(spent, 104));
                            }
                        }));
    }

    private void limit(BudgetRow row, BigDecimal limit) {
        if (row.budget().scope() instanceof BudgetScope.OfTeam(TeamId team)) {
            budgets.setAll(
                    Map.of(team, limit),
                    Map.of(team, row.budget().version()),
                    CURRENCY,
                    row.period().getStart());
        }
    }

    /** In whole hundreds. */
    private static BigDecimal share(BigDecimal amount, int percent) {
        return amount.multiply(BigDecimal.valueOf(percent))
                .divide(HUNDRED.multiply(HUNDRED), 0, RoundingMode.CEILING)
                .multiply(HUNDRED);
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
