package dev.bursar.budgets.plan;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetAction;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetChecks;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.alerts.BudgetWatch;
import dev.bursar.budgets.cost.BudgetCosts;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.budgets.store.AlertStore;
import dev.bursar.budgets.store.AlertStore.Passed;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Departments;
import dev.bursar.org.Teams;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/**
 * Sets budgets. What can't be set is refused with {@link BudgetRefused}, a change of what somebody else has changed meanwhile with
 * {@link StaleEdit}. Each change is journalled with before and after.
 *
 * <p>Thresholds that a new limit passes at once are recorded, and told to nobody: whoever sets it sees them. The sums are those of one
 * moment, so the record holds until {@link BudgetWatch} has seen the same sums twice, which confirms it or withdraws it.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class BudgetEdits {
    private static final int MOST_PAST_PERIODS = 12;
    /** What becomes of a budget of AWS's when its own one ends. */
    public interface Ended {
        /**
         * In the transaction in which it ends.
         *
         * @return the number of the change that is proposed
         */
        Optional<Long> ended(Budget budget, String reason);
    }

    private final BudgetStore store;
    private final AlertStore alerts;
    private final BudgetCosts costs;
    private final Teams teams;
    private final Departments departments;
    private final BudgetPeople people;
    private final Ended ended;
    private final Journal journal;

    BudgetEdits(
            BudgetStore store,
            AlertStore alerts,
            BudgetCosts costs,
            Teams teams,
            Departments departments,
            BudgetPeople people,
            Ended ended,
            Journal journal) {
        this.store = store;
        this.alerts = alerts;
        this.costs = costs;
        this.teams = teams;
        this.departments = departments;
        this.people = people;
        this.ended = ended;
        this.journal = journal;
    }

    /** A new budget may begin in a period that is over: what its limit was is known elsewhere. */
    @Writes(Guard.CONSTRAINT)
    public int create(BudgetDraft draft) {
        return create(draft, store.yearStart());
    }

    /**
     * The same with other fiscal years, which the next quarterly or yearly budget begins with too.
     *
     * @param yearStart the first month of fiscal years
     */
    @Writes(Guard.CONSTRAINT)
    public int create(BudgetDraft draft, Month yearStart) {
        if (draft.cadence() != Cadence.MONTH) {
            setYearStart(yearStart);
        }
        return create(draft, yearStart, costs.open());
    }

    private int create(BudgetDraft draft, Month yearStart, Book book) {
        check(draft, yearStart, book, MOST_PAST_PERIODS);
        return add(draft, yearStart, book);
    }

    private int add(BudgetDraft draft, Month yearStart, Book book) {
        int id = store.add(draft, yearStart);
        Budget made = store.find(id).orElseThrow();
        journal.record(BudgetAction.BUDGET_CREATED, BudgetAction.subject(id), null, BudgetText.fields(made));
        recordPassed(null, made, book);
        return id;
    }

    /** Changes a budget from the draft's period on; its scope, cadence and currency stay what they are. */
    @Writes(Guard.CONDITION)
    public void change(int id, int version, BudgetDraft draft) {
        change(id, version, draft, costs.open());
    }

    private void change(int id, int version, BudgetDraft draft, Book book) {
        Budget before = store.find(id)
                .filter(budget -> budget.endedOn() == null)
                .orElseThrow(() -> new StaleEdit(BudgetAction.subject(id)));
        if (!before.scope().equals(draft.scope())
                || before.cadence() != draft.cadence()
                || !before.currency().equals(draft.currency())) {
            throw new IllegalArgumentException("Scope, cadence and currency of a budget don't change");
        }
        check(draft, before.yearStart(), book, 0);
        if (draft.from().isBefore(before.firstPeriod())) {
            throw new BudgetRefused(BudgetRefused.Reason.PERIOD);
        }
        store.change(id, version, draft, before.yearStart());
        Budget after = store.find(id).orElseThrow();
        if (!after.equals(before)) {
            journal.record(
                    BudgetAction.BUDGET_CHANGED,
                    BudgetAction.subject(id),
                    BudgetText.fields(before),
                    BudgetText.fields(after));
        }
        recordPassed(before, after, book);
    }

    /**
     * Sets the monthly limits of several teams together, from a month on: all of them or none. A team without a budget gets one with
     * the usual basis and thresholds, whose leads are told.
     *
     * @param limits by team
     * @param versions of the budgets that are changed
     */
    @Writes(Guard.CONDITION)
    public void setAll(Map<TeamId, BigDecimal> limits, Map<TeamId, Integer> versions, String currency, LocalDate from) {
        List<Budget> all = store.all();
        Month yearStart = store.yearStart();
        Book book = costs.open();
        limits.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            var scope = new BudgetScope.OfTeam(entry.getKey());
            Optional<Budget> budget = Budget.present(all, scope, Cadence.MONTH);
            Integer version = versions.get(entry.getKey());
            if (budget.isPresent() != (version != null)) {
                throw new StaleEdit("budget of team:" + entry.getKey().value());
            }
            if (budget.isEmpty()) {
                var usual = new BudgetDraft(
                        scope,
                        Cadence.MONTH,
                        currency,
                        from,
                        List.of(entry.getValue()),
                        BudgetBasis.USUAL,
                        BudgetDraft.USUAL_THRESHOLDS,
                        true,
                        Set.of());
                create(usual, yearStart, book);
            } else {
                Budget one = budget.get();
                LocalDate since = from.isBefore(one.firstPeriod()) ? one.firstPeriod() : from;
                change(
                        one.id(),
                        Objects.requireNonNull(version),
                        new BudgetDraft(
                                one.scope(),
                                one.cadence(),
                                one.currency(),
                                since,
                                List.of(entry.getValue()),
                                one.basis(since),
                                one.thresholds(),
                                one.tellsLeads(),
                                one.people()),
                        book);
            }
        });
    }

    /** From the present period on it has ended; what it was before stays. */
    @Writes(Guard.CONDITION)
    public void end(int id, int version) {
        Budget budget = store.find(id)
                .filter(one -> one.endedOn() == null)
                .orElseThrow(() -> new StaleEdit(BudgetAction.subject(id)));
        end(
                budget,
                version,
                Collections.max(List.of(budget.period(costs.today()).getStart(), budget.firstPeriod())));
    }

    private void end(Budget budget, int version, LocalDate period) {
        store.end(budget.id(), version, period);
        journal.record(
                BudgetAction.BUDGET_ENDED,
                BudgetAction.subject(budget.id()),
                BudgetText.fields(budget),
                Map.of("ended", period));
        if (!period.isAfter(costs.today())) {
            ended.ended(budget, BudgetText.ENDED);
        }
    }

    /**
     * What becomes of a budget of a team that ends.
     *
     * @param period the first one without it
     * @param into the team that gets a budget like it; null where it only ends
     */
    public record Ending(
            Budget budget, LocalDate period, @Nullable TeamId into) {}

    /**
     * What becomes of a team's budgets when it ends: they end with the period in which it ends; one moves to the team that gets its
     * costs, where that team has none of the same cadence.
     *
     * @param since the first day without the team
     */
    public List<Ending> endings(TeamId team, LocalDate since, @Nullable TeamId into) {
        List<Budget> all = store.all();
        var endings = new ArrayList<Ending>();
        for (Budget budget : all) {
            if (budget.endedOn() == null && budget.scope().equals(new BudgetScope.OfTeam(team))) {
                LocalDateRange period = budget.period(since);
                LocalDate first = since.equals(period.getStart()) ? since : period.getEnd();
                boolean moves = into != null
                        && Budget.present(all, new BudgetScope.OfTeam(into), budget.cadence())
                                .isEmpty();
                endings.add(
                        new Ending(budget, Collections.max(List.of(first, budget.firstPeriod())), moves ? into : null));
            }
        }
        return endings;
    }

    /** Does what {@link #endings} says, in the transaction in which the team ends. */
    @Writes(Guard.CONDITION)
    public void teamEnds(TeamId team, LocalDate since, @Nullable TeamId into) {
        for (Ending ending : endings(team, since, into)) {
            Budget budget = ending.budget();
            end(budget, budget.version(), ending.period());
            TeamId successor = ending.into();
            if (successor != null) {
                LocalDate from = budget.period(since).getStart();
                add(
                        new BudgetDraft(
                                new BudgetScope.OfTeam(successor),
                                budget.cadence(),
                                budget.currency(),
                                ending.period(),
                                BudgetText.limitsFrom(budget, ending.period()),
                                budget.basis(from),
                                budget.thresholds(),
                                budget.tellsLeads(),
                                budget.people()),
                        budget.yearStart(),
                        costs.open());
            }
        }
    }

    /** The first month of fiscal years, for quarterly and yearly budgets that are made from now on. */
    private void setYearStart(Month month) {
        Month before = store.yearStart();
        if (before != month) {
            store.yearStart(month);
            journal.record(
                    BudgetAction.FISCAL_YEAR_SET,
                    "settings:fiscal-year",
                    Map.of("starts", before),
                    Map.of("starts", month));
        }
    }

    private void check(BudgetDraft draft, Month yearStart, Book book, int back) {
        LocalDate today = costs.today();
        BudgetChecks.check(draft, yearStart, today, back);
        boolean there = switch (draft.scope()) {
            case BudgetScope.OfTeam(TeamId team) -> teams.find(team).stream().anyMatch(one -> one.isThere(today));
            case BudgetScope.OfDepartment(var department) ->
                departments.all().stream().anyMatch(one -> one.id().equals(department) && one.isThere(today));
            case BudgetScope.OfEverything any -> true;
            case BudgetScope.OfUnallocated any -> true;
        };
        if (!there) {
            throw new BudgetRefused(BudgetRefused.Reason.SCOPE_MISSING);
        }
        List<String> currencies = book.currencies();
        if (!currencies.isEmpty() && !currencies.contains(draft.currency())) {
            throw new BudgetRefused(BudgetRefused.Reason.CURRENCY);
        }
        if (!draft.people().isEmpty() && !people.names().keySet().containsAll(draft.people())) {
            throw new BudgetRefused(BudgetRefused.Reason.PEOPLE);
        }
    }

    /** Records thresholds that are passed by the change and weren't before: those are up to the watch. */
    private void recordPassed(@Nullable Budget before, Budget after, Book book) {
        for (LocalDateRange period : BudgetWatch.periods(after, costs.today())) {
            List<Passed> earlier = before == null ? List.of() : BudgetWatch.passed(before, period, book, false);
            List<Passed> passed = BudgetWatch.passed(after, period, book, false).stream()
                    .filter(one -> earlier.stream()
                            .noneMatch(other -> other.threshold().equals(one.threshold())))
                    .toList();
            alerts.decide(passed, costs.now());
        }
    }
}
