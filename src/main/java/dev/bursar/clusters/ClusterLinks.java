package dev.bursar.clusters;

import module java.base;

/** Addresses of this module's page. */
public final class ClusterLinks {
    public static final String CLUSTERS = "spend/clusters";

    private ClusterLinks() {}

    /** One cluster in a month. */
    public static String of(YearMonth month, String cluster) {
        return CLUSTERS + "?month=" + month + "&cluster=" + URLEncoder.encode(cluster, StandardCharsets.UTF_8);
    }
}
