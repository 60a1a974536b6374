package dev.bursar.budgets;

import dev.bursar.budgets.cost.BudgetCosts;
import dev.bursar.budgets.cost.BudgetNames;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of budgets. */
@Component
public final class BudgetAction extends JournalActions {
    public static final JournalAction AWS_BUDGET_ADOPTED = action("aws-budget-adopted", "AWS budget adopted");
    public static final JournalAction AWS_BUDGET_RELEASED =
            action("aws-budget-released", "AWS budget no longer managed");
    public static final JournalAction BUDGET_ALERT_ACKNOWLEDGED =
            action("budget-alert-acknowledged", "Budget alert acknowledged");
    public static final JournalAction BUDGET_ALERTS_DECIDED = action("budget-alerts-decided", "Budget alerts decided");
    public static final JournalAction BUDGET_CHANGED = action("budget-changed", "Budget changed");
    public static final JournalAction BUDGET_CREATED = action("budget-created", "Budget added");
    public static final JournalAction BUDGET_ENDED = action("budget-ended", "Budget ended");
    public static final JournalAction FISCAL_YEAR_SET = action("fiscal-year-set", "Fiscal year changed");

    public static String subject(int budget) {
        return "budget:" + budget;
    }

    /** Budgets by what they are for: who may read the journal may see all of them. */
    @Bean
    static SubjectNames budgetNames(BudgetStore store, BudgetCosts costs) {
        return SubjectNames.of(
                "budget",
                ids -> {
                    BudgetNames names = costs.names();
                    return store.all().stream()
                            .filter(budget -> ids.contains(String.valueOf(budget.id())))
                            .collect(Collectors.toMap(
                                    budget -> String.valueOf(budget.id()),
                                    budget -> names.of(budget.scope()) + ", "
                                            + budget.cadence().label().toLowerCase(Locale.ROOT)));
                },
                id -> id.matches("[1-9]\\d{0,8}")
                        ? Optional.of(BudgetLinks.budget(Integer.parseInt(id)))
                        : Optional.empty());
    }
}
