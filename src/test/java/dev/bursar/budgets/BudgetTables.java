package dev.bursar.budgets;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of budgets, which tests empty: only a table's owner may. */
public final class BudgetTables {
    private BudgetTables() {}

    public static void clear(JdbcClient owner) {
        for (String table : List.of(
                "budget_alert",
                "budget_look",
                "budget_person",
                "budget_threshold",
                "budget_basis",
                "budget_limit",
                "budget")) {
            owner.sql("delete from " + table).update();
        }
    }
}
