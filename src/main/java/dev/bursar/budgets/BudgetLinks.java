package dev.bursar.budgets;

/** Addresses of this module's pages, for pages of others. */
public final class BudgetLinks {
    public static final String BUDGETS = "budgets";
    public static final String NEW = BUDGETS + "/new";
    public static final String ALL_TEAMS = BUDGETS + "/all-teams";

    /** Budgets with alerts that nobody has acknowledged. */
    public static final String ALERTED = BUDGETS + "?alerts=new";

    private BudgetLinks() {}

    public static String budget(int id) {
        return BUDGETS + "/" + id;
    }

    public static String edit(int id) {
        return BUDGETS + "/" + id + "/edit";
    }

    /** Budgets that stand like this. */
    public static String in(BudgetState state) {
        return BUDGETS + "?state=" + state.word();
    }
}
