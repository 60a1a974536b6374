package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import module java.base;

/** Which metrics are asked for of a variant, and where their statistics are stored. */
final class WantedMetrics {
    private static final String HOSTS = "/aws/sagemaker/Endpoints";
    private static final String SERVICE = "AWS/SageMaker";
    private static final String BEDROCK = "AWS/Bedrock";
    private static final String EC2 = "AWS/EC2";
    private static final String AVERAGE = "Average";
    private static final String MAXIMUM = "Maximum";
    private static final String SAMPLES = "SampleCount";
    private static final String SUM = "Sum";
    private static final String P99 = "p99";
    private static final Set<String> ENDED = Set.of("Failed", "Deleting", "Deleted");

    private WantedMetrics() {}

    /** Whether any metrics say how much of it is used. */
    static boolean isMeasured(MlWorkload workload, Variant variant) {
        return workload.gone() == null
                && !variant.gone()
                && switch (workload.kind()) {
                    case ENDPOINT, PROVISIONED -> !ENDED.contains(workload.status());
                    case EC2, JOB_FAMILY -> true;
                    case NOTEBOOK, APP -> false;
                };
    }

    /**
     * What is always there of it; for jobs see {@link JobMetrics}.
     *
     * @param latencyAsked whether people ask for a latency: then what SageMaker adds to the model's is read too
     */
    static List<Metric> of(MlWorkload workload, Variant variant, boolean latencyAsked) {
        return switch (workload.kind()) {
            case ENDPOINT -> ofEndpoint(workload, variant, latencyAsked);
            case EC2 -> ofInstance(workload.name());
            case PROVISIONED -> ofProvisioned(workload.arn());
            case NOTEBOOK, APP, JOB_FAMILY -> List.of();
        };
    }

    private static List<Metric> ofEndpoint(MlWorkload workload, Variant variant, boolean latencyAsked) {
        Map<String, String> both = Map.of("EndpointName", workload.name(), "VariantName", variant.name());
        var metrics = new ArrayList<Metric>();
        if (!variant.serverless()) {
            metrics.addAll(utilisation(HOSTS, both, variant));
        }
        if (workload.async()) {
            Map<String, String> endpoint = Map.of("EndpointName", workload.name());
            metrics.add(new Metric(SERVICE, "ApproximateBacklogSize", endpoint, List.of(MAXIMUM)));
            metrics.add(new Metric(SERVICE, "InvocationsProcessed", both, List.of(SUM)));
            return metrics;
        }
        metrics.add(new Metric(SERVICE, "Invocations", both, List.of(SUM)));
        metrics.add(new Metric(SERVICE, "ModelLatency", both, List.of(AVERAGE, P99)));
        metrics.add(new Metric(SERVICE, "Invocation4XXErrors", both, List.of(SUM)));
        metrics.add(new Metric(SERVICE, "Invocation5XXErrors", both, List.of(SUM)));
        if (latencyAsked) {
            metrics.add(new Metric(SERVICE, "OverheadLatency", both, List.of(AVERAGE)));
        }
        return metrics;
    }

    /** What SageMaker measures of instances, be they an endpoint's or a job's. */
    static List<Metric> utilisation(String namespace, Map<String, String> dimensions, Variant variant) {
        var metrics = new ArrayList<Metric>();
        metrics.add(new Metric(namespace, "CPUUtilization", dimensions, List.of(AVERAGE, MAXIMUM, SAMPLES)));
        metrics.add(new Metric(namespace, "MemoryUtilization", dimensions, List.of(AVERAGE, MAXIMUM)));
        if (mayHaveGpus(variant)) {
            metrics.add(new Metric(namespace, "GPUUtilization", dimensions, List.of(AVERAGE, MAXIMUM)));
            metrics.add(new Metric(namespace, "GPUMemoryUtilization", dimensions, List.of(AVERAGE, MAXIMUM)));
        }
        return metrics;
    }

    private static List<Metric> ofInstance(String id) {
        Map<String, String> instance = Map.of("InstanceId", id);
        return List.of(
                new Metric(EC2, "CPUUtilization", instance, List.of(AVERAGE, MAXIMUM, SAMPLES)),
                new Metric(EC2, "NetworkIn", instance, List.of(SUM)),
                new Metric(EC2, "NetworkOut", instance, List.of(SUM)));
    }

    private static List<Metric> ofProvisioned(String arn) {
        Map<String, String> model = Map.of("ModelId", arn);
        return Stream.of("Invocations", "InputTokenCount", "OutputTokenCount")
                .map(name -> new Metric(BEDROCK, name, model, List.of(SUM)))
                .toList();
    }

    /** Types of the families g and p have GPUs; of a type that AWS doesn't name it isn't known. */
    private static boolean mayHaveGpus(Variant variant) {
        String type = variant.instanceType();
        return type != null && type.matches("ml\\.[gp][0-9].*");
    }

    static Column column(String metric, String statistic) {
        return switch (metric) {
            case "CPUUtilization" ->
                switch (statistic) {
                    case AVERAGE -> Column.CPU_AVERAGE;
                    case MAXIMUM -> Column.CPU_MAXIMUM;
                    default -> Column.CPU_SAMPLES;
                };
            case "MemoryUtilization" -> statistic.equals(AVERAGE) ? Column.MEMORY_AVERAGE : Column.MEMORY_MAXIMUM;
            case "GPUUtilization" -> statistic.equals(AVERAGE) ? Column.GPU_AVERAGE : Column.GPU_MAXIMUM;
            case "GPUMemoryUtilization" ->
                statistic.equals(AVERAGE) ? Column.GPU_MEMORY_AVERAGE : Column.GPU_MEMORY_MAXIMUM;
            case "Invocations" -> Column.INVOCATIONS;
            case "Invocation4XXErrors" -> Column.ERRORS_4XX;
            case "Invocation5XXErrors" -> Column.ERRORS_5XX;
            case "ModelLatency" -> statistic.equals(AVERAGE) ? Column.LATENCY_AVERAGE : Column.LATENCY_P99;
            case "OverheadLatency" -> Column.OVERHEAD_AVERAGE;
            case "ApproximateBacklogSize" -> Column.BACKLOG_MAXIMUM;
            case "InvocationsProcessed" -> Column.PROCESSED;
            case "NetworkIn" -> Column.NETWORK_IN;
            case "NetworkOut" -> Column.NETWORK_OUT;
            case "InputTokenCount" -> Column.INPUT_TOKENS;
            case "OutputTokenCount" -> Column.OUTPUT_TOKENS;
            default -> throw new IllegalArgumentException(metric);
        };
    }
}
