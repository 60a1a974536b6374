package dev.bursar.budgets.cost;

import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.journal.SubjectNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says in the journal which budget is meant: who may read the journal may see all of them. */
@Component
public class BudgetSubjects implements SubjectNames {
    private static final String KIND = "budget";

    private final BudgetStore store;
    private final BudgetCosts costs;

    BudgetSubjects(BudgetStore store, BudgetCosts costs) {
        this.store = store;
        this.costs = costs;
    }

    public static String subject(int budget) {
        return KIND + ":" + budget;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        BudgetNames all = costs.names();
        Map<String, String> names = new HashMap<>();
        store.all().stream()
                .filter(budget -> ids.contains(String.valueOf(budget.id())))
                .forEach(budget -> names.put(
                        String.valueOf(budget.id()),
                        all.of(budget.scope()) + ", " + budget.cadence().label().toLowerCase(java.util.Locale.ROOT)));
        return names;
    }

    @Override
    public Optional<String> address(String id) {
        return id.matches("[1-9]\\d{0,8}") ? Optional.of(BudgetLinks.budget(Integer.parseInt(id))) : Optional.empty();
    }
}
