package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Budgets that passed a threshold, which nobody has acknowledged. */
@Component
@Order(30)
class BudgetAlertsWaiting implements Waiting {
    private final BudgetService service;

    BudgetAlertsWaiting(BudgetService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "budget-alerts";
    }

    @Override
    public String page() {
        return BudgetLinks.BUDGETS;
    }

    @Override
    public Optional<Waits> look() {
        return service.alerted()
                .map(found -> new Waits(found.budgets(), found.over(), null, found.first(), BudgetLinks.ALERTED));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "budget with a new alert", "budgets with new alerts");
    }

    @Override
    public String lookedAt() {
        return "budget alerts";
    }
}
