package dev.bursar.setup;

import module java.base;

/** Every action at AWS that Bursar uses, and what for. */
public enum Permission {
    GET_CALLER_IDENTITY("sts:GetCallerIdentity", "Identifies the account of the credentials", false, false),
    GET_COST_AND_USAGE("ce:GetCostAndUsage", "Reads costs by account, service and tag", true, true),
    LIST_ACCOUNTS("organizations:ListAccounts", "Reads the accounts\u2019 names and states", false, false),
    LIST_COST_ALLOCATION_TAGS("ce:ListCostAllocationTags", "Lists the tags to choose from on this page", false, false),
    VIEW_BUDGET("budgets:ViewBudget", "Reads the budgets that exist in AWS", false, false),
    LIST_INVOICE_SUMMARIES(
            "invoicing:ListInvoiceSummaries", "Reads invoices and credit memos, to check costs against", false, false),
    DESCRIBE_SAVINGS_PLANS(
            "savingsplans:DescribeSavingsPlans",
            "Reads when Savings Plans begin and end, to explain changes in price",
            false,
            false),
    GET_COST_FORECAST("ce:GetCostForecast", "Adds the AWS forecast for the month to Overview", false, true),
    GET_COST_AND_USAGE_WITH_RESOURCES(
            "ce:GetCostAndUsageWithResources",
            "Reads costs of ML workloads where no charge file names them, if turned on in Efficiency",
            false,
            true),
    GET_ANOMALIES("ce:GetAnomalies", "Reads anomalies that AWS found itself, if turned on in Anomalies", false, true);

    private static final BigDecimal PAGE_USD = new BigDecimal("0.01");

    private final String action;
    private final String purpose;
    private final boolean needed;
    private final boolean paid;

    Permission(String action, String purpose, boolean needed, boolean paid) {
        this.action = action;
        this.purpose = purpose;
        this.needed = needed;
        this.paid = paid;
    }

    public String action() {
        return action;
    }

    public String purpose() {
        return purpose;
    }

    /** Without it there are no costs; without the others something is missing beside them. */
    public boolean needed() {
        return needed;
    }

    /** Whether the test asks for it. What is turned on elsewhere isn't paid for here; its first run says what AWS thinks of it. */
    public boolean tested() {
        return this != GET_COST_AND_USAGE_WITH_RESOURCES && this != GET_ANOMALIES;
    }

    /** What the test of all of them pays at most, in USD. */
    public static BigDecimal testUsd() {
        return pagesUsd((int)
                Arrays.stream(values()).filter(one -> one.paid && one.tested()).count());
    }

    /** What so many pages of Cost Explorer cost in USD; a tag's spend is one where it has no more values than a page holds. */
    public static BigDecimal pagesUsd(int pages) {
        return PAGE_USD.multiply(BigDecimal.valueOf(pages));
    }

    /** The policy that grants exactly these actions; everybody may ask who they are, so that needs none. */
    public static String policy() {
        return """
                {"Version": "2012-10-17", "Statement": [{
                  "Sid": "Bursar", "Effect": "Allow", "Resource": "*",
                  "Action": [%s]}]}""".formatted(Arrays.stream(values())
                .filter(permission -> permission != GET_CALLER_IDENTITY)
                .map(permission -> "\"" + permission.action + "\"")
                .sorted()
                .collect(Collectors.joining(",\n             ")));
    }

    static Permission of(String action) {
        return Arrays.stream(values())
                .filter(permission -> permission.action.equals(action))
                .findFirst()
                .orElseThrow();
    }
}
