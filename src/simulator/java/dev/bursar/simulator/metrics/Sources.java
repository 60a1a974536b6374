package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Job;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Oddity;
import dev.bursar.simulator.ml.Variant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the series that a query means; dimensions must be exactly those that are published. */
final class Sources {

    static final String REQUESTS = "AWS/SageMaker";
    static final String UTILISATION = "/aws/sagemaker/Endpoints";
    static final String COMPONENTS = "/aws/sagemaker/InferenceComponents";

    static final String ENDPOINT = "EndpointName";
    static final String VARIANT = "VariantName";
    static final String COMPONENT = "InferenceComponentName";

    static final String EC2 = "AWS/EC2";
    static final String AGENT = "CWAgent";
    static final String INSTANCE = "InstanceId";
    static final String HOST = "Host";

    private static final Map<String, Job.Kind> JOBS = Map.of(
            "/aws/sagemaker/TrainingJobs", Job.Kind.TRAINING,
            "/aws/sagemaker/ProcessingJobs", Job.Kind.PROCESSING,
            "/aws/sagemaker/TransformJobs", Job.Kind.TRANSFORM);
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private final Ml ml;
    private final Machines machines;
    private final Clock clock;

    Sources(Ml ml, Machines machines, Clock clock) {
        this.ml = ml;
        this.machines = machines;
        this.clock = clock;
    }

    Machines machines() {
        return machines;
    }

    /** By namespace the hosts of jobs that ran in the last two weeks. */
    Map<String, List<String>> jobHosts(Caller caller) {
        var since = clock.instant().minus(REMEMBERED);
        var hosts = new TreeMap<String, List<String>>();
        JOBS.forEach((namespace, kind) -> hosts.put(
                namespace,
                ml.jobs().of(kind, caller.account(), caller.region()).stream()
                        .filter(job -> ended(job).isAfter(since))
                        .flatMap(
                                job -> IntStream.rangeClosed(1, job.instances()).mapToObj(number -> host(job, number)))
                        .toList()));
        return hosts;
    }

    private Instant ended(Job job) {
        var ended = job.ended();
        return ended == null ? clock.instant() : ended;
    }

    /** No API gives the second half of a transform job's host but ListMetrics. */
    private static String host(Job job, int number) {
        return job.kind() == Job.Kind.TRANSFORM
                ? job.name() + "/i-0%016x".formatted(job.name().hashCode() * 31L + number & Long.MAX_VALUE)
                : job.name() + "/algo-" + number;
    }

    private @Nullable Series job(Caller caller, Query query, Job.Kind kind) {
        var host = query.dimensions().getOrDefault(HOST, "");
        if (!query.dimensions().keySet().equals(Set.of(HOST)) || !JobSeries.METRICS.contains(query.metric())) {
            return null;
        }
        return ml.jobs()
                .named(kind, caller.account(), caller.region(), host.substring(0, Math.max(0, host.indexOf('/'))))
                .filter(job -> IntStream.rangeClosed(1, job.instances())
                        .anyMatch(number -> host(job, number).equals(host)))
                .map(job -> new JobSeries(job, query.metric(), ml.jobs(), clock))
                .orElse(null);
    }

    @Nullable
    Series series(Caller caller, Query query) {
        var dimensions = query.dimensions();
        return switch (query.namespace()) {
            case REQUESTS ->
                dimensions.containsKey(COMPONENT)
                        ? component(caller, query, ComponentSeries.REQUESTS)
                        : dimensions.keySet().equals(Set.of(ENDPOINT))
                                ? endpoint(caller, dimensions)
                                        .map(endpoint -> QueueSeries.of(endpoint, query.metric()))
                                        .orElse(null)
                                : variant(caller, dimensions)
                                        .map(one -> query.metric().equals(QueueSeries.PROCESSED)
                                                ? QueueSeries.processed(one.endpoint, one.variant)
                                                : EndpointSeries.requests(one.endpoint, one.variant, query.metric()))
                                        .orElse(null);
            case UTILISATION ->
                variant(caller, dimensions)
                        .map(one -> EndpointSeries.utilisation(one.endpoint, one.variant, query.metric()))
                        .orElse(null);
            case COMPONENTS -> component(caller, query, ComponentSeries.UTILISATION);
            case EC2 ->
                dimensions.keySet().equals(Set.of(INSTANCE))
                        ? machines.series(caller, dimensions.getOrDefault(INSTANCE, ""), query.metric())
                        : null;
            case AGENT -> machines.agent(caller, dimensions, query.metric());
            default -> {
                var kind = JOBS.get(query.namespace());
                yield kind == null ? null : job(caller, query, kind);
            }
        };
    }

    /** Whether the series of the query's variant has an oddity. */
    boolean odd(Caller caller, Query query, Oddity oddity) {
        return variant(caller, query.dimensions())
                .filter(one -> one.variant.is(oddity))
                .isPresent();
    }

    private record Of(Endpoint endpoint, Variant variant) {}

    private Optional<Of> variant(Caller caller, Map<String, String> dimensions) {
        return dimensions.keySet().equals(Set.of(ENDPOINT, VARIANT))
                ? endpoint(caller, dimensions)
                        .flatMap(endpoint -> endpoint.variants().stream()
                                .filter(variant -> variant.name().equals(dimensions.get(VARIANT)))
                                .findFirst()
                                .map(variant -> new Of(endpoint, variant)))
                : Optional.empty();
    }

    private Optional<Endpoint> endpoint(Caller caller, Map<String, String> dimensions) {
        return ml.everKnown(caller.account(), caller.region(), dimensions.getOrDefault(ENDPOINT, ""));
    }

    private @Nullable Series component(Caller caller, Query query, Set<String> metrics) {
        if (!query.dimensions().keySet().equals(Set.of(COMPONENT)) || !metrics.contains(query.metric())) {
            return null;
        }
        var name = query.dimensions().getOrDefault(COMPONENT, "");
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            for (var component : endpoint.components()) {
                if (component.name().equals(name)) {
                    return new ComponentSeries(endpoint, component, query.metric());
                }
            }
        }
        return null;
    }
}
