package dev.bursar.budgets;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of budgets. */
public enum BudgetAction implements JournalAction {
    AWS_BUDGET_ADOPTED("aws-budget-adopted", "AWS budget adopted"),
    AWS_BUDGET_RELEASED("aws-budget-released", "AWS budget no longer managed"),
    BUDGET_ALERT_ACKNOWLEDGED("budget-alert-acknowledged", "Budget alert acknowledged"),
    BUDGET_ALERTS_DECIDED("budget-alerts-decided", "Budget alerts decided"),
    BUDGET_CHANGED("budget-changed", "Budget changed"),
    BUDGET_CREATED("budget-created", "Budget added"),
    BUDGET_ENDED("budget-ended", "Budget ended"),
    FISCAL_YEAR_SET("fiscal-year-set", "Fiscal year changed");

    private final Called called;

    BudgetAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
