package dev.bursar.efficiency;

/** Names of the jobs that follow one another: each makes the next one due where it found something new. */
public final class EfficiencyJobs {
    public static final String WORKLOADS = "ml-workloads";
    public static final String PRICES = "ml-prices";
    public static final String RESOURCE_COSTS = "ml-resource-costs";
    public static final String METRICS = "ml-metrics";
    public static final String JUDGE = "efficiency";

    private EfficiencyJobs() {}
}
