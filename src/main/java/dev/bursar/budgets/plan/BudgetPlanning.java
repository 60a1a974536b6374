package dev.bursar.budgets.plan;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.cost.BudgetCosts;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.budgets.plan.BudgetHistory.Past;
import dev.bursar.budgets.plan.BudgetHistory.Suggestion;
import dev.bursar.budgets.plan.BudgetHistory.WouldHave;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.Teams;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an admin chooses limits by: teams and people there are, what past periods cost, and what a limit would have done. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class BudgetPlanning {
    private final BudgetStore store;
    private final BudgetCosts costs;
    private final Teams teams;
    private final Departments departments;
    private final BudgetPeople people;

    BudgetPlanning(BudgetStore store, BudgetCosts costs, Teams teams, Departments departments, BudgetPeople people) {
        this.store = store;
        this.costs = costs;
        this.teams = teams;
        this.departments = departments;
        this.people = people;
    }

    /**
     * What a limit can be chosen by.
     *
     * @param suggestion empty where no whole period is stored
     * @param wouldHave what the limit would have done, the newest period first; empty without a limit
     */
    public record Preview(Optional<Suggestion> suggestion, List<WouldHave> wouldHave) {
        public Preview {
            wouldHave = List.copyOf(wouldHave);
        }
    }

    /**
     * What the form offers.
     *
     * @param currencies of the costs, the largest first; USD where there are none
     */
    public record Choices(
            Map<TeamId, String> teams,
            Map<DepartmentId, String> departments,
            List<String> currencies,
            Map<PersonId, String> people,
            Month yearStart,
            LocalDate today) {}

    public Choices choices() {
        LocalDate today = costs.today();
        List<String> currencies = costs.open().currencies();
        return new Choices(
                teams.all().stream()
                        .filter(team -> team.isThere(today) && team.confirmed())
                        .collect(BudgetPeople.ordered(team -> team.id(), team -> team.name())),
                departments.all().stream()
                        .filter(department -> department.isThere(today))
                        .collect(BudgetPeople.ordered(department -> department.id(), department -> department.name())),
                currencies.isEmpty() ? List.of("USD") : currencies,
                people.names(),
                store.yearStart(),
                today);
    }

    /**
     * What the past says about a limit.
     *
     * @param yearStart the first month of fiscal years
     * @param limit null where none is chosen yet
     */
    public Preview preview(
            BudgetScope scope,
            Cadence cadence,
            Month yearStart,
            String currency,
            BudgetBasis basis,
            List<Threshold> thresholds,
            @Nullable BigDecimal limit) {
        Book book = costs.open();
        List<Past> past = BudgetHistory.past(book, scope, basis, currency, cadence, yearStart, costs.today());
        if (limit == null || limit.signum() <= 0) {
            return new Preview(BudgetHistory.suggestion(past), List.of());
        }
        boolean looksAhead = cadence == Cadence.MONTH
                && thresholds.stream().anyMatch(threshold -> threshold.kind() == Threshold.Kind.PROJECTED);
        List<Past> told = looksAhead ? BudgetHistory.withEvenings(past, book, scope, basis, currency) : past;
        return new Preview(BudgetHistory.suggestion(past), BudgetHistory.wouldHave(told, limit, thresholds));
    }

    /**
     * A team in the table that sets limits for all.
     *
     * @param budget its monthly budget, if it has one
     * @param limit of the present month
     * @param past its last six whole months by {@link BudgetBasis#USUAL}, or by its budget's own basis
     */
    public record TeamLimit(
            TeamId team,
            String name,
            Optional<Budget> budget,
            Optional<BigDecimal> limit,
            Optional<Suggestion> suggestion,
            List<Past> past) {
        /** What a limit would have done in its last whole months. */
        public List<WouldHave> wouldHave(BigDecimal other) {
            return BudgetHistory.wouldHave(
                    past, other, budget.map(Budget::thresholds).orElse(BudgetDraft.USUAL_THRESHOLDS));
        }
    }

    /** All teams that there are today but new ones, by name. */
    public List<TeamLimit> teamLimits(String currency) {
        Book book = costs.open();
        LocalDate today = costs.today();
        LocalDate month = today.withDayOfMonth(1);
        List<Budget> all = store.all();
        return teams.all().stream()
                .filter(team -> team.isThere(today) && team.confirmed())
                .map(team -> {
                    var scope = new BudgetScope.OfTeam(team.id());
                    Optional<Budget> budget = Budget.present(all, scope, Cadence.MONTH);
                    List<Past> past = BudgetHistory.past(
                            book,
                            scope,
                            budget.map(one -> one.basis(month)).orElse(BudgetBasis.USUAL),
                            budget.map(Budget::currency).orElse(currency),
                            Cadence.MONTH,
                            Month.JANUARY,
                            today);
                    return new TeamLimit(
                            team.id(),
                            team.name(),
                            budget,
                            budget.flatMap(one -> one.limit(month)),
                            BudgetHistory.suggestion(past),
                            past);
                })
                .toList();
    }
}
