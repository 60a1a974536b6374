package dev.bursar.local;

import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.plan.BudgetPlanning;
import dev.bursar.budgets.plan.BudgetPlanning.TeamLimit;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's admin sets budgets that began three months ago: one team is over its limit, and one will be, whichever day it is. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoBudgets {
    private static final String CURRENCY = "USD";
    private static final String OVER = "Fraud";
    private static final String NEARLY_OVER = "Recommendations";
    private static final int MONTHS_BEFORE = 3;
    /** Of the median of the last months, because costs grow. */
    private static final int USUAL_PERCENT = 108;

    private static final int LIMITED = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Less is rounded to a limit that holds. */
    private static final BigDecimal ENOUGH = BigDecimal.valueOf(2_000);

    private static final BigDecimal UNALLOCATED = BigDecimal.valueOf(70_000);
    /** Bursar says nothing of a projection that is less than 2 % above the limit. */
    private static final BigDecimal NOTICED = new BigDecimal("1.025");

    private final BudgetPlanning planning;
    private final BudgetEdits edits;
    private final BudgetService budgets;
    private final Clock clock;

    DemoBudgets(BudgetPlanning planning, BudgetEdits edits, BudgetService budgets, Clock clock) {
        this.planning = planning;
        this.edits = edits;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** A budget for each team, and one for everything that is planned month by month. */
    boolean made() {
        List<TeamLimit> teams = planning.teamLimits(CURRENCY);
        if (teams.isEmpty() || teams.stream().anyMatch(team -> team.suggestion().isEmpty())) {
            return false;
        }
        if (teams.stream().allMatch(team -> team.budget().isEmpty())) {
            Map<TeamId, BigDecimal> limits = teams.stream()
                    .collect(Collectors.toMap(
                            TeamLimit::team,
                            team -> share(team.suggestion().orElseThrow().limit(), USUAL_PERCENT)));
            LocalDate first = Today.of(clock).withDayOfMonth(1).minusMonths(MONTHS_BEFORE);
            edits.setAll(limits, Map.of(), CURRENCY, first);
            BigDecimal whole = limits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            edits.create(draft(
                    new BudgetScope.OfEverything(),
                    Cadence.MONTH,
                    first,
                    IntStream.range(0, 12 + MONTHS_BEFORE)
                            .mapToObj(ahead -> share(whole, 104 + 2 * ahead))
                            .toList()));
        }
        return true;
    }

    private static BudgetDraft draft(BudgetScope scope, Cadence cadence, LocalDate from, List<BigDecimal> limits) {
        return new BudgetDraft(
                scope,
                cadence,
                CURRENCY,
                from,
                limits,
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                false,
                Set.of());
    }

    /**
     * Before costs are read: what is over when it is set is told to nobody, so it would wait for nobody. A quarter that lies so has had
     * at least one whole month, which is more than half of it.
     */
    boolean ofUnallocated() {
        LocalDate today = Today.of(clock);
        Month year = yearStart(today);
        edits.create(
                draft(
                        new BudgetScope.OfUnallocated(),
                        Cadence.QUARTER,
                        Cadence.QUARTER.period(today, year).getStart(),
                        List.of(UNALLOCATED)),
                year);
        return true;
    }

    /** One for the quarter, whose costs have always begun to arrive: its fiscal year begins where no quarter begins this month. */
    boolean ofQuarter() {
        Optional<BudgetRow> team = ofMonth(OVER);
        team.ifPresent(row -> {
            if (budgets.present().stream()
                    .noneMatch(other -> other.isOfTeam() && other.budget().cadence() == Cadence.QUARTER)) {
                LocalDate today = Today.of(clock);
                Month year = yearStart(today);
                LocalDate from = Cadence.QUARTER
                        .shifted(Cadence.QUARTER.period(today, year), -1)
                        .getStart();
                edits.create(
                        draft(
                                row.budget().scope(),
                                Cadence.QUARTER,
                                from,
                                List.of(row.figures().limit().multiply(BigDecimal.valueOf(3)))),
                        year);
            }
        });
        return team.isPresent();
    }

    static Month yearStart(LocalDate today) {
        return today.getMonthValue() % 3 == 1 ? Month.FEBRUARY : Month.JANUARY;
    }

    private Optional<BudgetRow> ofMonth(String team) {
        return budgets.present().stream()
                .filter(row -> row.isOfTeam() && row.budget().cadence() == Cadence.MONTH)
                .filter(row -> row.name().equals(team))
                .findFirst();
    }

    /** Returns whether limits are set by what was spent and is expected; that is known once costs have been read. */
    boolean limited() {
        List<BudgetRow> rows = budgets.present().stream()
                .filter(row ->
                        row.isOfTeam() && (row.name().equals(OVER) || row.name().equals(NEARLY_OVER)))
                .toList();
        if (rows.size() < LIMITED
                || rows.stream().anyMatch(row -> row.figures().projected().isEmpty())) {
            return false;
        }
        rows.forEach(row -> limit(row, share(limit(row.name().equals(OVER), row.figures()), 100)));
        return true;
    }

    /** Of a period without costs only what is expected is over. */
    static BigDecimal limit(boolean over, BudgetFigures figures) {
        return limit(
                over,
                figures.spent().orElse(BigDecimal.ZERO),
                figures.projected().orElseThrow());
    }

    static BigDecimal limit(boolean over, BigDecimal spent, BigDecimal projected) {
        if (over && spent.compareTo(ENOUGH) > 0) {
            return spent.multiply(new BigDecimal("0.92"));
        }
        BigDecimal most = projected.divide(NOTICED, 2, RoundingMode.DOWN);
        BigDecimal between = spent.add(most).divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
        return projected.multiply(new BigDecimal("0.94")).max(between).min(most);
    }

    private void limit(BudgetRow row, BigDecimal limit) {
        edits.change(
                row.budget().id(),
                row.budget().version(),
                new BudgetDraft(
                        row.budget().scope(),
                        row.budget().cadence(),
                        row.budget().currency(),
                        row.period().getStart(),
                        List.of(limit),
                        row.basis(),
                        row.budget().thresholds(),
                        row.budget().tellsLeads(),
                        row.budget().people()));
    }

    /** In whole hundreds. */
    private static BigDecimal share(BigDecimal amount, int percent) {
        return amount.multiply(BigDecimal.valueOf(percent))
                .divide(HUNDRED.multiply(HUNDRED), 0, RoundingMode.CEILING)
                .multiply(HUNDRED);
    }
}
