package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metrics that the CloudWatch agent sends of EC2 instances' NVIDIA GPUs, one of each kind for each GPU. Their dimensions are what
 * somebody configured, so CloudWatch is asked for them. nvidia_smi_utilization_memory is not read: it is the share of time in which memory
 * was read or written, and not how full it is.
 */
final class AgentMetrics {
    static final String USED = "nvidia_smi_utilization_gpu";
    static final String MEMORY = "nvidia_smi_memory_used";
    static final String MEMORY_TOTAL = "nvidia_smi_memory_total";
    static final String GPU = "index";
    static final String AVERAGE = "Average";
    static final String MAXIMUM = "Maximum";

    /** Types that may have NVIDIA GPUs, as a regular expression of Java and of PostgreSQL. */
    static final String TYPES = "^(g|p)[0-9].*";

    private static final String NAMESPACE = "CWAgent";
    private static final String INSTANCE = "InstanceId";
    private static final int MOST_GPUS = 16;
    private static final Map<String, List<String>> STATISTICS = new TreeMap<>(
            Map.of(USED, List.of(AVERAGE, MAXIMUM), MEMORY, List.of(AVERAGE, MAXIMUM), MEMORY_TOTAL, List.of(MAXIMUM)));

    private final MetricSource source;
    private final PointStore points;
    private final MetricLists lists;

    AgentMetrics(MetricSource source, PointStore points, MetricLists lists) {
        this.source = source;
        this.points = points;
        this.lists = lists;
    }

    static boolean isOf(Metric metric) {
        return metric.namespace().equals(NAMESPACE);
    }

    static boolean mayHave(MlWorkload workload, Variant variant) {
        return workload.kind() == WorkloadKind.EC2
                && String.valueOf(variant.instanceType()).matches(TYPES);
    }

    /** Whether metrics came that were not there before: then all hours that are kept are read, which costs no more. */
    static boolean areNew(Variant variant, List<Metric> found) {
        return !found.isEmpty() && (variant.gpuMetrics() == null || variant.gpuMetrics() == 0);
    }

    /**
     * By instance; instances without any are missing. Where AWS refuses, the place says so and none are known, which fails no run: what EC2
     * itself measures is read all the same.
     */
    Map<String, List<Metric>> find(Run run, Place place) {
        @Nullable
        Map<String, List<Metric>> found =
                lists.ask(run, place, () -> ask(place, run.meter())).orElse(null);
        if (found == null) {
            return Map.of();
        }
        run.commit(() -> {
            points.gpuMetrics(place, found);
            return true;
        });
        return found;
    }

    /** Three requests, which are free. */
    private Map<String, List<Metric>> ask(Place place, RequestMeter meter) {
        Map<String, List<Metric>> found = new HashMap<>();
        STATISTICS.forEach((name, statistics) -> {
            Map<String, Set<Map<String, String>>> byInstance = new HashMap<>();
            source.dimensions(place, NAMESPACE, name, INSTANCE, meter)
                    .forEach(one -> byInstance
                            .computeIfAbsent(one.getOrDefault(INSTANCE, ""), any -> new HashSet<>())
                            .add(one));
            byInstance.forEach((instance, all) -> eachGpu(all)
                    .forEach(dimensions -> found.computeIfAbsent(instance, any -> new ArrayList<>())
                            .add(new Metric(NAMESPACE, name, dimensions, statistics))));
        });
        return found;
    }

    /** An agent may send the same under fewer dimensions too: as sums over GPUs, or without their names. */
    private static List<Map<String, String>> eachGpu(Set<Map<String, String>> all) {
        Comparator<Map<String, String>> order = Comparator.comparing(one -> one.containsKey(GPU));
        int most = all.stream()
                .max(order.thenComparingInt(Map::size))
                .map(Map::size)
                .orElse(0);
        boolean gpus = all.stream().anyMatch(one -> one.containsKey(GPU));
        return all.stream()
                .filter(one -> one.containsKey(GPU) == gpus && one.size() == most)
                .sorted(Comparator.comparing(one -> new TreeMap<>(one).toString()))
                .limit(MOST_GPUS)
                .toList();
    }
}
