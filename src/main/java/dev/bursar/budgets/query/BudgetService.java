package dev.bursar.budgets.query;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetAction;
import dev.bursar.budgets.BudgetAlert;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.budgets.cost.BudgetCosts;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.budgets.cost.BudgetCosts.BudgetNames;
import dev.bursar.budgets.cost.BudgetMovement;
import dev.bursar.budgets.cost.BudgetMovement.Compared;
import dev.bursar.budgets.cost.BudgetMovement.Movement;
import dev.bursar.budgets.cost.BudgetQuestions;
import dev.bursar.budgets.store.AlertStore;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.charges.CostMetric;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalHistory;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/**
 * Where budgets stand, and who has seen their alerts. Who sees all costs sees all budgets, a lead those of teams that they lead today;
 * others don't exist for them. The figures are the same for all.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class BudgetService {
    private static final int PAST_PERIODS = 12;

    private final BudgetStore store;
    private final AlertStore alerts;
    private final BudgetCosts costs;
    private final BudgetMovement movement;
    private final Organisation organisation;
    private final JournalHistory changes;
    private final Journal journal;
    private final Scope scope;

    BudgetService(
            BudgetStore store,
            AlertStore alerts,
            BudgetCosts costs,
            BudgetMovement movement,
            Organisation organisation,
            JournalHistory changes,
            Journal journal,
            Scope scope) {
        this.store = store;
        this.alerts = alerts;
        this.costs = costs;
        this.movement = movement;
        this.organisation = organisation;
        this.changes = changes;
        this.journal = journal;
        this.scope = scope;
    }

    /**
     * What the Budgets page shows.
     *
     * @param rows those that need somebody most first; ended ones last
     * @param departments names of departments that budgets lie in
     * @param coverage only for those who see everything
     * @param stored the days with costs; empty while there are none
     */
    public record Page(
            List<BudgetRow> rows,
            Map<DepartmentId, String> departments,
            Optional<Coverage> coverage,
            Optional<LocalDateRange> stored,
            LocalDate today) {
        public Page {
            rows = List.copyOf(rows);
            departments = Map.copyOf(departments);
        }
    }

    /**
     * How much of a month's EffectiveCost in the largest currency belongs to teams that have a budget today.
     *
     * @param month the present one, or the last one of which any day is read
     * @param teams how many teams there are today
     * @param without teams of today that have none, by name
     */
    public record Coverage(
            LocalDateRange month,
            String currency,
            BigDecimal budgeted,
            BigDecimal spend,
            int teams,
            List<String> without) {
        public Coverage {
            without = List.copyOf(without);
        }
    }

    /**
     * A period that is over, and what its limit was.
     *
     * @param stored whether all of its days are read
     */
    public record PastPeriod(
            LocalDateRange period, BudgetBasis basis, BigDecimal limit, BigDecimal spent, boolean stored) {
        /** Empty where the limit held. */
        public Optional<BigDecimal> overBy() {
            return Optional.of(spent.subtract(limit)).filter(by -> by.signum() > 0);
        }
    }

    /**
     * Everything about one budget.
     *
     * @param costs of the period shown
     * @param costsBefore of the period before, while no day of the one shown is read; empty where none of its days is either
     * @param movement what grew most; empty before the period has a whole day
     * @param compared what events are looked for in; empty where nothing is to compare with, or of long periods
     * @param past the newest first, at most 12
     * @param changes the newest first
     * @param spend address of the same question on the Spend page
     * @param mayAcknowledge whether the person may acknowledge its alerts
     */
    public record Sheet(
            BudgetRow row,
            PeriodCosts costs,
            Optional<PeriodCosts> costsBefore,
            Optional<Movement> movement,
            Optional<Compared> compared,
            List<PastPeriod> past,
            List<BudgetAlert> alerts,
            List<JournalEntry> changes,
            String spend,
            boolean mayAcknowledge,
            LocalDate today) {
        public Sheet {
            past = List.copyOf(past);
            alerts = List.copyOf(alerts);
            changes = List.copyOf(changes);
        }
    }

    public Page page() {
        Book book = costs.open();
        LocalDate today = costs.today();
        List<BudgetRow> rows = rows(book, today);
        return new Page(
                rows,
                departments(book, rows),
                scope.visibility().everything() ? coverage(rows, book, today) : Optional.empty(),
                book.stored(),
                today);
    }

    /** Budgets that haven't ended, those that need somebody most first. */
    public List<BudgetRow> present() {
        LocalDate today = costs.today();
        return rows(costs.open(), today).stream()
                .filter(row -> row.figures().state() != BudgetState.ENDED)
                .toList();
    }

    /**
     * Budgets with alerts that nobody has acknowledged, of those that the person may acknowledge.
     *
     * @param budgets how many
     * @param first the name of that with the newest alert; "" where there are none
     * @param over by how much they were over when people were told, by currency; without what is projected
     */
    public record Alerted(int budgets, String first, Map<String, BigDecimal> over) {
        public Alerted {
            over = Map.copyOf(over);
        }
    }

    /** Empty where they are not the person's to acknowledge, as an admin's aren't, or the person sees no budget. */
    public Optional<Alerted> alerted() {
        if (!scope.has(Role.LEAD) && !scope.has(Role.FINANCE)) {
            return Optional.empty();
        }
        Predicate<BudgetScope> sees = sees(costs.today());
        List<AlertStore.Waiting> seen = alerts.waitingByBudget().stream()
                .filter(one -> sees.test(one.scope()))
                .toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        List<AlertStore.Waiting> alerted =
                seen.stream().filter(one -> one.alerts() > 0).toList();
        Map<String, BigDecimal> over = new HashMap<>();
        alerted.stream()
                .filter(one -> one.over().signum() > 0)
                .forEach(one -> over.merge(one.currency(), one.over(), BigDecimal::add));
        return Optional.of(new Alerted(
                alerted.size(),
                alerted.stream()
                        .findFirst()
                        .map(one -> costs.names().of(one.scope()))
                        .orElse(""),
                over));
    }

    /** Empty where there is no such budget, and where the person may not see it. */
    public Optional<Sheet> sheet(int id) {
        LocalDate today = costs.today();
        return seen(today).stream()
                .filter(budget -> budget.id() == id)
                .findFirst()
                .map(budget -> {
                    Book book = costs.open();
                    BudgetRow row = row(budget, book, today, alerts.waiting());
                    return new Sheet(
                            row,
                            costs(budget, row.period(), book),
                            row.before().map(before -> costs(budget, before.period(), book)),
                            movement.drivers(budget, row.period(), book),
                            BudgetMovement.compared(budget, row.period(), book),
                            past(budget, book, today),
                            alerts.of(id),
                            changes.of(BudgetAction.subject(id)),
                            BudgetQuestions.address(budget, row.period(), book),
                            mayAcknowledge(),
                            today);
                });
    }

    /** Empty where there is no such budget, and where the person may not see it. */
    public Optional<Budget> find(int id) {
        return seen(costs.today()).stream().filter(budget -> budget.id() == id).findFirst();
    }

    /** Acknowledges all alerts of a budget that wait; how many this call did. */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN')")
    public int acknowledgeAll(int budget) {
        return (int) alerts.waiting().stream()
                .filter(alert -> alert.budget() == budget)
                .filter(alert -> acknowledge(alert.id()))
                .count();
    }

    /**
     * A budget by name, without where it stands.
     *
     * @param name of its team or department, {@code All costs} or {@code Unallocated}
     */
    public record NamedBudget(int id, String name, Cadence cadence, boolean ended) {}

    /** The best matches first, ended ones last. */
    public List<NamedBudget> named(SearchText text, int most) {
        LocalDate today = costs.today();
        BudgetNames names = costs.names();
        List<NamedBudget> seen = seen(today).stream()
                .map(budget -> new NamedBudget(
                        budget.id(),
                        names.of(budget.scope()),
                        budget.cadence(),
                        budget.hasEnded(budget.period(today).getStart())))
                .sorted(Comparator.comparing(NamedBudget::ended)
                        .thenComparing(budget -> budget.name().toLowerCase(Locale.ROOT))
                        .thenComparing(NamedBudget::cadence)
                        .thenComparing(NamedBudget::id))
                .toList();
        return text.best(seen, NamedBudget::name, budget -> List.of(), most);
    }

    /** Whether this call did it; false where somebody was faster, and where there is no such alert for the person. */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN')")
    public boolean acknowledge(long alert) {
        Optional<BudgetAlert> found = alerts.find(alert);
        if (found.isEmpty()) {
            return false;
        }
        int budget = found.get().budget();
        if (seen(costs.today()).stream().noneMatch(one -> one.id() == budget)) {
            journal.denied(CommonAction.DENIED, BudgetAction.subject(budget));
            return false;
        }
        if (!found.get().isWaiting() || !alerts.acknowledge(alert, scope.actor().id(), costs.now())) {
            return false;
        }
        journal.record(
                BudgetAction.BUDGET_ALERT_ACKNOWLEDGED,
                BudgetAction.subject(found.get().budget()),
                null,
                Map.of(
                        "period",
                        found.get().period(),
                        "threshold",
                        found.get().threshold().percent() + "% "
                                + found.get().threshold().kind().word()));
        return true;
    }

    private boolean mayAcknowledge() {
        return scope.has(Role.LEAD) || scope.has(Role.FINANCE) || scope.has(Role.ADMIN);
    }

    /** Budgets that the person may see. */
    private List<Budget> seen(LocalDate today) {
        Predicate<BudgetScope> sees = sees(today);
        return store.all().stream().filter(budget -> sees.test(budget.scope())).toList();
    }

    /** Whoever doesn't see all costs sees budgets of teams that they lead today. */
    private Predicate<BudgetScope> sees(LocalDate today) {
        Visibility visibility = scope.visibility();
        if (visibility.everything()) {
            return any -> true;
        }
        Set<TeamId> led = visibility.spans().stream()
                .filter(span -> !today.isBefore(span.from()) && today.isBefore(span.to()))
                .map(Visibility.Span::team)
                .collect(Collectors.toSet());
        return of -> of instanceof BudgetScope.OfTeam(TeamId team) && led.contains(team);
    }

    private List<BudgetRow> rows(Book book, LocalDate today) {
        List<BudgetAlert> waiting = alerts.waiting();
        List<Budget> budgets = seen(today);
        Map<BudgetBasis, LocalDateRange> spans = new HashMap<>();
        for (Budget budget : budgets) {
            LocalDateRange period = budget.shown(today);
            spans.merge(budget.basis(period.getStart()), period, LocalDateRange::span);
        }
        book.prepare(spans);
        return budgets.stream()
                .map(budget -> row(budget, book, today, waiting))
                .sorted(BudgetRow.BY_RISK)
                .toList();
    }

    private BudgetRow row(Budget budget, Book book, LocalDate today, List<BudgetAlert> waiting) {
        BudgetFigures figures = figures(budget, book, today);
        return new BudgetRow(
                budget,
                book.name(budget.scope()),
                lyingIn(budget.scope(), book, today),
                figures,
                figures.spent().isPresent() ? Optional.empty() : before(budget, figures.period(), book),
                figures.gone(today),
                waiting.stream().filter(alert -> alert.budget() == budget.id()).toList());
    }

    private static BudgetFigures figures(Budget budget, Book book, LocalDate today) {
        LocalDateRange period = budget.shown(today);
        return BudgetFigures.of(
                period,
                budget.limit(period.getStart())
                        .orElseGet(() -> budget.limits().firstEntry().getValue()),
                costs(budget, period, book),
                book.forecast(budget.scope(), budget.basis(period.getStart()), budget.currency(), period),
                budget.hasEnded(budget.period(today).getStart()));
    }

    private static PeriodCosts costs(Budget budget, LocalDateRange period, Book book) {
        return book.of(budget.scope(), budget.basis(period.getStart()), budget.currency(), period);
    }

    private List<PastPeriod> past(Budget budget, Book book, LocalDate today) {
        var past = new ArrayList<PastPeriod>();
        LocalDateRange period = budget.cadence().shifted(budget.shown(today), -1);
        while (!period.getStart().isBefore(budget.firstPeriod()) && past.size() < PAST_PERIODS) {
            past.add(past(budget, period, book));
            period = budget.cadence().shifted(period, -1);
        }
        return past;
    }

    /** The period before, as far as it is read. */
    private static Optional<PastPeriod> before(Budget budget, LocalDateRange period, Book book) {
        LocalDateRange before = budget.cadence().shifted(period, -1);
        return before.getStart().isBefore(budget.firstPeriod())
                ? Optional.empty()
                : book.stored().filter(stored -> stored.overlaps(before)).map(any -> past(budget, before, book));
    }

    private static PastPeriod past(Budget budget, LocalDateRange period, Book book) {
        return new PastPeriod(
                period,
                budget.basis(period.getStart()),
                budget.limit(period.getStart()).orElseThrow(),
                book.spent(budget.scope(), budget.basis(period.getStart()), budget.currency(), period),
                book.stored().filter(stored -> stored.encloses(period)).isPresent());
    }

    private static List<DepartmentId> lyingIn(BudgetScope of, Book book, LocalDate today) {
        return switch (of) {
            case BudgetScope.OfTeam(TeamId team) -> book.departments(team, today);
            case BudgetScope.OfDepartment(DepartmentId department) -> book.departments(department, today);
            case BudgetScope.OfEverything any -> List.of();
            case BudgetScope.OfUnallocated any -> List.of();
        };
    }

    private static Map<DepartmentId, String> departments(Book book, List<BudgetRow> rows) {
        return rows.stream()
                .flatMap(row -> row.departments().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        department -> book.attributes().departmentNames().getOrDefault(department, "")));
    }

    private Optional<Coverage> coverage(List<BudgetRow> rows, Book book, LocalDate today) {
        LocalDate latest = book.stored()
                .map(LocalDateRange::getEndInclusive)
                .filter(last -> last.isBefore(today))
                .orElse(today);
        LocalDateRange month = Cadence.MONTH.period(latest, Month.JANUARY);
        var basis = new BudgetBasis(CostMetric.EFFECTIVE, Set.of(), false);
        Set<TeamId> budgeted = rows.stream()
                .map(BudgetRow::budget)
                .filter(budget -> budget.endedOn() == null)
                .map(Budget::scope)
                .filter(BudgetScope.OfTeam.class::isInstance)
                .map(of -> ((BudgetScope.OfTeam) of).team())
                .collect(Collectors.toSet());
        Map<TeamId, Organisation.TeamDays> days = organisation.days();
        Set<TeamId> unconfirmed = organisation.unconfirmed();
        var open = organisation.teams().stream()
                .filter(team -> isThere(days.get(team.id()), today) && !unconfirmed.contains(team.id()))
                .toList();
        return book.currency()
                .map(currency -> new Coverage(
                        month,
                        currency,
                        budgeted.stream()
                                .map(team -> book.spent(new BudgetScope.OfTeam(team), basis, currency, month))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        book.spent(new BudgetScope.OfEverything(), basis, currency, month),
                        open.size(),
                        open.stream()
                                .filter(team -> !budgeted.contains(team.id()))
                                .map(Team::name)
                                .toList()));
    }

    private static boolean isThere(Organisation.@Nullable TeamDays days, LocalDate day) {
        return days != null && !day.isBefore(days.from()) && (days.to() == null || day.isBefore(days.to()));
    }
}
