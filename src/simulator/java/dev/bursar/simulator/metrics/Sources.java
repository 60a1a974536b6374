package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.metrics.EndpointSeries.VariantDay;
import dev.bursar.simulator.metrics.Series.Chance;
import dev.bursar.simulator.metrics.Series.Samples;
import dev.bursar.simulator.ml.Bedrock;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.InstanceType;
import dev.bursar.simulator.ml.Job;
import dev.bursar.simulator.ml.Jobs;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Oddity;
import dev.bursar.simulator.ml.ProvisionedModels.Provisioned;
import dev.bursar.simulator.ml.Variant;
import module java.base;
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
    static final String BEDROCK = "AWS/Bedrock";
    static final String MODEL = "ModelId";
    static final String INSTANCE = "InstanceId";
    static final String HOST = "Host";

    private static final Map<String, Job.Kind> JOBS = Map.of(
            "/aws/sagemaker/TrainingJobs", Job.Kind.TRAINING,
            "/aws/sagemaker/ProcessingJobs", Job.Kind.PROCESSING,
            "/aws/sagemaker/TransformJobs", Job.Kind.TRANSFORM);
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private final Ml ml;
    private final Machines machines;
    private final Bedrock bedrock;
    private final Clock clock;

    Sources(Ml ml, Machines machines, Bedrock bedrock, Clock clock) {
        this.ml = ml;
        this.machines = machines;
        this.bedrock = bedrock;
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
                        ? component(caller, query, ComponentSeries.REQUESTS.keySet())
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
            case COMPONENTS -> component(caller, query, ComponentSeries.UTILISATION.keySet());
            case EC2 ->
                dimensions.keySet().equals(Set.of(INSTANCE))
                        ? machines.series(caller, dimensions.getOrDefault(INSTANCE, ""), query.metric())
                        : null;
            case BEDROCK -> provisioned(caller, query);
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

    private @Nullable Series provisioned(Caller caller, Query query) {
        var arn = query.dimensions().getOrDefault(MODEL, "");
        if (!query.dimensions().keySet().equals(Set.of(MODEL)) || !ProvisionedSeries.METRICS.contains(query.metric())) {
            return null;
        }
        return bedrock.models(caller.account(), caller.region()).stream()
                .filter(model -> model.arn().equals(arn) && model.requestsADay() > 0)
                .findFirst()
                .map(model -> new ProvisionedSeries(model, query.metric(), bedrock.since(model)))
                .orElse(null);
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

    /** A metric of one instance of a job, in the time between its start and its end that is charged. */
    record JobSeries(Job job, String metric, Jobs jobs, Clock clock) implements Series {
        static final Set<String> METRICS = Set.of(
                "CPUUtilization", "MemoryUtilization", "DiskUtilization", "GPUUtilization", "GPUMemoryUtilization");

        private static final int HUNDRED = 100;
        private static final long SECONDS_A_DAY = 86_400;

        @Override
        public String unit() {
            return "Percent";
        }

        @Override
        public Day on(LocalDate date) {
            var type = InstanceType.named(job.type());
            var midnight = date.toEpochDay() * SECONDS_A_DAY;
            var minutes = jobs.minutes(job, date);
            var what = job.name().hashCode() * 31L + metric.hashCode();
            var gpus = metric.startsWith("GPU");
            var first = job.started().getEpochSecond();
            var ended = job.ended();
            var end = (ended == null ? clock.instant() : ended).getEpochSecond();
            return minute -> {
                var time = midnight + minute * 60L;
                if (minute >= minutes || time < first || time >= end || gpus && type.gpus() == 0) {
                    return null;
                }
                var chance = Chance.of(what, time);
                var share = switch (metric) {
                    case "CPUUtilization" -> 0.25 + 0.15 * chance;
                    case "GPUUtilization" -> 0.7 + 0.25 * chance;
                    case "GPUMemoryUtilization" -> 0.82;
                    case "MemoryUtilization" -> 0.4 + 0.02 * chance;
                    default -> 0.2;
                };
                var whole = gpus ? type.gpus() : metric.equals("CPUUtilization") ? type.vcpus() : 1;
                return Samples.same(SLOT_MINUTES, HUNDRED * share * whole);
            };
        }
    }

    /** A metric of an asynchronous endpoint's queue, which has the endpoint as its only dimension; what is processed has the variant too. */
    record QueueSeries(Endpoint endpoint, Variant variant, String metric) implements Series {
        static final String PROCESSED = "InvocationsProcessed";

        private static final Set<String> METRICS =
                Set.of("ApproximateBacklogSize", "ApproximateBacklogSizePerInstance", "HasBacklogWithoutCapacity");

        static @Nullable Series of(Endpoint endpoint, String metric) {
            var silent = !endpoint.async() || endpoint.variants().getFirst().is(Oddity.NO_METRICS);
            return silent || !METRICS.contains(metric)
                    ? null
                    : new QueueSeries(endpoint, endpoint.variants().getFirst(), metric);
        }

        static @Nullable Series processed(Endpoint endpoint, Variant variant) {
            return endpoint.async() && !variant.is(Oddity.NO_METRICS)
                    ? new QueueSeries(endpoint, variant, PROCESSED)
                    : null;
        }

        @Override
        public String unit() {
            return "Count";
        }

        @Override
        public Day on(LocalDate date) {
            var day = new VariantDay(endpoint, variant, date);
            return minute -> samples(day, minute);
        }

        private @Nullable Samples samples(VariantDay day, int minute) {
            var processed = day.requests(minute);
            var backlog = Math.floor(processed * 0.1 * day.chance(minute, 7));
            return switch (metric) {
                case PROCESSED -> processed == 0 ? null : Samples.same(processed, 1);
                case "ApproximateBacklogSize" -> Samples.same(SLOT_MINUTES, backlog);
                case "HasBacklogWithoutCapacity" -> Samples.same(SLOT_MINUTES, 0);
                default -> Samples.same(SLOT_MINUTES, backlog * SLOT_MINUTES / Math.max(1, day.minutes(minute)));
            };
        }
    }

    /** A metric of an inference component, whose utilisation is in percent of what it reserves. */
    record ComponentSeries(Endpoint endpoint, Endpoint.Component component, String metric) implements Series {
        static final Map<String, String> UTILISATION = Series.units("component utilisation");
        static final Map<String, String> REQUESTS = Series.units("component requests");

        @Override
        public String unit() {
            return UTILISATION.getOrDefault(metric, REQUESTS.getOrDefault(metric, "None"));
        }

        private Variant variant() {
            return endpoint.variants().getFirst();
        }

        @Override
        public Day on(LocalDate date) {
            var day = new VariantDay(endpoint, variant(), date);
            return minute -> samples(day, minute);
        }

        private @Nullable Samples samples(VariantDay day, int minute) {
            if (day.minutes(minute) == 0) {
                return null;
            }
            var load = variant().load();
            var count = component.copies() * Series.SLOT_MINUTES;
            var requests = Math.round(day.requests(minute) * component.share());
            return switch (metric) {
                case "CPUUtilizationNormalized" -> Samples.same(count, 100 * day.used(load.cpu(), minute));
                case "MemoryUtilizationNormalized" -> Samples.same(count, 100 * load.memory());
                case "GPUUtilizationNormalized" -> Samples.same(count, 100 * day.used(load.gpu(), minute));
                case "GPUMemoryUtilizationNormalized" -> Samples.same(count, 100 * load.gpuMemory());
                case "ModelLatency" -> requests == 0 ? null : Samples.skewed(requests, day.latency(minute));
                case "InvocationsPerCopy" ->
                    requests == 0
                            ? null
                            : Samples.same(SLOT_MINUTES, (double) requests / component.copies() / SLOT_MINUTES);
                default -> requests == 0 ? null : Samples.same(requests, 1);
            };
        }
    }

    /** A metric of a model of Amazon Bedrock whose throughput is provisioned, from the day on which it was made. */
    record ProvisionedSeries(Provisioned model, String metric, LocalDate since) implements Series {
        static final Set<String> METRICS = Set.of("Invocations", "InputTokenCount", "OutputTokenCount");

        private static final int SLOTS_A_DAY = 288;
        private static final int INPUT = 850;
        private static final int OUTPUT = 210;

        @Override
        public String unit() {
            return metric.equals("Invocations") ? "None" : "Count";
        }

        @Override
        public Day on(LocalDate date) {
            var midnight = date.toEpochDay();
            return minute -> {
                if (date.isBefore(since)) {
                    return null;
                }
                var chance = Chance.of(model.id().hashCode(), midnight * SLOTS_A_DAY + minute / SLOT_MINUTES);
                var requests = Math.round(model.requestsADay() * (0.7 + 0.6 * chance) / SLOTS_A_DAY);
                return switch (metric) {
                    case "InputTokenCount" -> Samples.same(requests, INPUT);
                    case "OutputTokenCount" -> Samples.same(requests, OUTPUT);
                    default -> Samples.same(requests, 1);
                };
            };
        }
    }
}
