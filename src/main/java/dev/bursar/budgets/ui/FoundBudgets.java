package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.SearchText;
import dev.bursar.ui.Finding;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Budgets, by the name of what they limit. */
@Component
@Order(5)
class FoundBudgets implements Finding {
    private final BudgetService service;

    FoundBudgets(BudgetService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "Budgets";
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    @Override
    public List<Hit> find(SearchText text, int most) {
        return service.named(text, most).stream()
                .map(budget -> new Hit(
                        budget.name(),
                        budget.cadence().label() + (budget.ended() ? " \u00B7 ended" : ""),
                        BudgetLinks.budget(budget.id()),
                        List.of()))
                .toList();
    }
}
