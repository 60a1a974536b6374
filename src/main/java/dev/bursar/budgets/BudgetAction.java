package dev.bursar.budgets;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
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
}
