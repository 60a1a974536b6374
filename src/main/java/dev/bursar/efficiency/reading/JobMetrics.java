package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.Workloads.Job;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import module java.base;

/**
 * The metrics of the instances that jobs ran on. Training and processing jobs number their instances; those of transform jobs are named by
 * ids that only CloudWatch knows, for two weeks.
 */
final class JobMetrics {
    static final String HOST = "Host";

    private static final String TRANSFORM = "transform";
    private static final Map<String, String> NAMESPACES = Map.of(
            "training",
            "/aws/sagemaker/TrainingJobs",
            "processing",
            "/aws/sagemaker/ProcessingJobs",
            TRANSFORM,
            "/aws/sagemaker/TransformJobs");
    private static final String CPU = "CPUUtilization";

    private final MetricSource source;
    private final MetricLists lists;
    private final Map<Long, List<Job>> jobs;
    private final Map<Place, List<String>> transformHosts = new HashMap<>();

    /** @param jobs by family */
    JobMetrics(MetricSource source, MetricLists lists, Map<Long, List<Job>> jobs) {
        this.source = source;
        this.lists = lists;
        this.jobs = jobs;
    }

    static boolean isOf(Metric metric) {
        return NAMESPACES.containsValue(metric.namespace());
    }

    /**
     * The metrics of the jobs that ran at some time from an hour on and before another, on instances of the variant's type. Asking for the
     * hosts of transform jobs is free; where AWS refuses that, the place says so, and these jobs are not measured.
     */
    List<Metric> of(MlWorkload family, Variant variant, Place place, Instant from, Instant to, Run run) {
        var metrics = new ArrayList<Metric>();
        for (Job job : ran(family, variant, from, to)) {
            List<String> hosts = job.kind().equals(TRANSFORM)
                    ? transformHosts.computeIfAbsent(place, one -> listed(one, run)).stream()
                            .filter(host -> host.startsWith(job.name() + "/"))
                            .toList()
                    : IntStream.rangeClosed(1, job.instances())
                            .mapToObj(number -> job.name() + "/algo-" + number)
                            .toList();
            hosts.forEach(host -> metrics.addAll(
                    WantedMetrics.utilisation(NAMESPACES.getOrDefault(job.kind(), ""), Map.of(HOST, host), variant)));
        }
        return metrics;
    }

    /** How many metrics are asked for of these hours, before anything is asked. */
    int count(MlWorkload family, Variant variant, Instant from, Instant to) {
        int each = WantedMetrics.utilisation("", Map.of(), variant).size();
        return each
                * ran(family, variant, from, to).stream()
                        .mapToInt(Job::instances)
                        .sum();
    }

    private List<Job> ran(MlWorkload family, Variant variant, Instant from, Instant to) {
        return jobs.getOrDefault(family.id(), List.of()).stream()
                .filter(job -> String.valueOf(job.instanceType()).equals(variant.instanceType()))
                .filter(job -> job.created().isBefore(to)
                        && (job.ended() == null || job.ended().isAfter(from)))
                .toList();
    }

    private List<String> listed(Place place, Run run) {
        return lists
                .ask(
                        run,
                        place,
                        () -> source.dimensions(place, NAMESPACES.getOrDefault(TRANSFORM, ""), CPU, HOST, run.meter()))
                .orElse(List.of())
                .stream()
                .filter(one -> one.size() == 1)
                .map(one -> one.getOrDefault(HOST, ""))
                .sorted()
                .toList();
    }
}
