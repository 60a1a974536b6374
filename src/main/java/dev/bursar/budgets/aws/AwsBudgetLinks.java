package dev.bursar.budgets.aws;

/** Addresses of the page of AWS's own budgets, for pages of others. */
public final class AwsBudgetLinks {
    public static final String AWS_BUDGETS = "budgets/aws";

    private AwsBudgetLinks() {}
}
