package dev.bursar.budgets.aws;

/** Addresses of the page of AWS's own budgets, for pages of others. */
public final class AwsBudgetLinks {
    public static final String AWS_BUDGETS = "budgets/aws";

    /** Budgets that Bursar wrote and AWS has otherwise. */
    public static final String DIFFERING = AWS_BUDGETS + "?show=differs";

    private AwsBudgetLinks() {}
}
