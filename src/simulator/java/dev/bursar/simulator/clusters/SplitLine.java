package dev.bursar.simulator.clusters;

import dev.bursar.simulator.organisation.Node;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What split cost allocation says of one resource of a pod in an hour or on a day; quantities are hours of a unit, costs are amortized.
 *
 * @param parent the instance
 * @param actual null where it isn't measured
 * @param ratio of the split usage to what the node has
 * @param tags of AWS's own keys
 */
public record SplitLine(
        String parent,
        @Nullable BigDecimal actual,
        BigDecimal reserved,
        BigDecimal usage,
        BigDecimal ratio,
        BigDecimal cost,
        BigDecimal unused,
        BigDecimal netCost,
        BigDecimal netUnused,
        BigDecimal publicCost,
        BigDecimal publicUnused,
        SortedMap<String, String> tags) {
    public static final String CLUSTER = Node.CLUSTER_TAG;
    public static final String NAMESPACE = "aws:eks:namespace";
    public static final String NODE = "aws:eks:node";
    public static final String WORKLOAD_TYPE = "aws:eks:workload-type";
    public static final String WORKLOAD_NAME = "aws:eks:workload-name";
    public static final String DEPLOYMENT = "aws:eks:deployment";

    /** The keys of tags in the order of their bytes. */
    public static final List<String> KEYS = List.of(CLUSTER, DEPLOYMENT, NAMESPACE, NODE, WORKLOAD_NAME, WORKLOAD_TYPE);

    /** A key as maps of CUR 2.0 write it, such as aws_eks_cluster_name. */
    public static String inMap(String key) {
        return key.replace(':', '_').replace('-', '_');
    }
}
