package dev.bursar.efficiency;

/** Addresses of this module's pages. */
public final class EfficiencyLinks {
    public static final String WORKLOADS = "efficiency";
    public static final String PRICES = WORKLOADS + "/prices";
    public static final String PROVISIONED = WORKLOADS + "/provisioned";

    private EfficiencyLinks() {}

    /** The page of a workload. */
    public static String workload(long id) {
        return WORKLOADS + "/" + id;
    }
}
