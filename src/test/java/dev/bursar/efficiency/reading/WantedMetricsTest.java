package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.junit.jupiter.api.Test;

/** Metrics are asked for by the dimensions that AWS documents for each: others have no points, and look like no use. */
class WantedMetricsTest {
    private static final Map<String, String> ENDPOINT = Map.of("EndpointName", "tide");
    private static final Map<String, String> BOTH = Map.of("EndpointName", "tide", "VariantName", "main");

    @Test
    void theQueueOfAnAsynchronousEndpointIsTheEndpointsAndWhatWasProcessedIsTheVariants() {
        var variant =
                new Variant(1, "main", false, "ml.m5.large", 1, 1, null, null, false, false, null, null, List.of());
        var workload = new MlWorkload(
                1,
                WorkloadKind.ENDPOINT,
                "arn:aws:sagemaker:us-east-1:111122223333:endpoint/tide",
                "111122223333",
                "us-east-1",
                "tide",
                "InService",
                Instant.EPOCH,
                Instant.EPOCH,
                "config",
                true,
                60,
                Instant.EPOCH,
                null,
                List.of(variant),
                List.of());

        assertThat(WantedMetrics.of(workload, variant, false))
                .contains(
                        new Metric("AWS/SageMaker", "ApproximateBacklogSize", ENDPOINT, List.of("Maximum")),
                        new Metric("AWS/SageMaker", "InvocationsProcessed", BOTH, List.of("Sum")))
                .extracting(Metric::name)
                .doesNotContain("Invocations");
    }
}
