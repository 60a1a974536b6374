package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.MenuCount;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Alerts that the person may acknowledge and nobody has. */
@Component
class BudgetMenuCount implements MenuCount {
    private final BudgetService service;

    BudgetMenuCount(BudgetService service) {
        this.service = service;
    }

    @Override
    public String address() {
        return BudgetLinks.BUDGETS;
    }

    @Override
    public int count() {
        try {
            return service.waiting();
        } catch (AccessDeniedException e) {
            return 0;
        }
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "new alert", "new alerts");
    }
}
