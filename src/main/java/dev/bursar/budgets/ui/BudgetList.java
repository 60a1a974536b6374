package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.org.DepartmentId;
import module java.base;

/** What can be chosen on the Budgets page. */
final class BudgetList {
    static final Setting<Optional<BudgetState>> STATE = Setting.optional("state", BudgetState.class, "state");
    static final Setting<Optional<Cadence>> CADENCE = Setting.optional("cadence", Cadence.class, "period length");
    static final Setting<Optional<Integer>> DEPARTMENT = Setting.optional(
            "department",
            text -> text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
            String::valueOf,
            "expected the number of a department");

    /** Whether people have acknowledged its alerts. */
    enum Alerts {
        NEW
    }

    static final Setting<Optional<Alerts>> ALERTS = Setting.optional("alerts", Alerts.class, "alerts");

    static final ListAddress ADDRESS =
            new ListAddress(BudgetLinks.BUDGETS, Dimensions.none(), STATE, ALERTS, CADENCE, DEPARTMENT);

    private BudgetList() {}

    static boolean narrowed(ListState list) {
        return !list.equals(ADDRESS.usual());
    }

    /** Ended budgets are shown only where they are asked for, or their alerts. */
    static boolean shows(ListState list, BudgetRow row) {
        BudgetState its = row.figures().state();
        boolean alerted = list.get(ALERTS).isPresent();
        return list.get(STATE).map(state -> state == its).orElse(alerted || its != BudgetState.ENDED)
                && (!alerted || !row.waiting().isEmpty())
                && list.get(CADENCE)
                        .filter(one -> one != row.budget().cadence())
                        .isEmpty()
                && list.get(DEPARTMENT)
                        .filter(one -> !row.departments().contains(new DepartmentId(one)))
                        .isEmpty();
    }
}
