package dev.bursar.efficiency.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.spi.MlSource;
import dev.bursar.setup.spi.Place;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is stored of a place whose endpoints AWS lists, where not all of it can be read. */
class PlaceReadingTest {
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private CannedAws aws;
    private WorkloadStore store;

    @BeforeEach
    void start() {
        aws = new CannedAws(clock, Map.of("bursar.aws.attempts", "1"));
        store = aws.bean(WorkloadStore.class);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void read() {
        for (String list : List.of(
                "DescribeScalableTargets",
                "ListInferenceComponents",
                "ListNotebookInstances",
                "ListApps",
                "ListTrainingJobs",
                "ListProcessingJobs",
                "ListTransformJobs")) {
            aws.answers(list, "{}");
        }
        PlaceReading reading = PlaceReading.of(PLACE, aws.bean(MlSource.class), store, aws.meter(), clock);
        new TransactionTemplate(aws.bean(PlatformTransactionManager.class))
                .executeWithoutResult(any -> reading.save(store, 1, clock.instant()));
    }

    private static String endpoint(String name, int modified) {
        return """
                {"EndpointName":"%1$s","EndpointArn":"%2$s%1$s","EndpointStatus":"InService","CreationTime":1780000000,\
                "LastModifiedTime":%3$d""".formatted(name, ARN, modified);
    }

    @Test
    void aVariantIsGoneAtTheClocksTime() {
        aws.answers("ListEndpoints", "{\"Endpoints\":[" + endpoint("a", 1_780_000_001) + "}]}");
        aws.answers(
                "DescribeEndpoint",
                endpoint("a", 1_780_000_001) + ",\"ProductionVariants\":[{\"VariantName\":\"main\"}]}");
        read();
        clock.forward(Duration.ofHours(8));
        aws.reset();
        aws.answers("ListEndpoints", "{\"Endpoints\":[" + endpoint("a", 1_780_000_002) + "}]}");
        aws.answers(
                "DescribeEndpoint",
                endpoint("a", 1_780_000_002) + ",\"ProductionVariants\":[{\"VariantName\":\"other\"}]}");
        read();
        assertThat(aws.bean(JdbcClient.class)
                        .sql("select gone_at from ml_variant where name = 'main'")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(clock.instant());
    }

    private List<MlWorkload> stored() {
        return aws.bean(Workloads.class).all();
    }

    @Test
    void anEndpointWhoseDescriptionCannotBeReadIsThereAndKeepsWhatWasKnown() {
        aws.answers(
                "ListEndpoints",
                "{\"Endpoints\":[" + endpoint("a", 1_780_000_001) + "}," + endpoint("b", 1_780_000_001) + "}]}");
        String variant = ",\"ProductionVariants\":[{\"VariantName\":\"main\",\"CurrentInstanceCount\":%s}]}";
        aws.answers(
                "DescribeEndpoint",
                endpoint("a", 1_780_000_001) + variant.formatted("2"),
                endpoint("b", 1_780_000_001) + variant.formatted("\"two\""));
        read();
        assertThat(stored())
                .extracting(one ->
                        one.name() + " " + one.status() + " " + one.variants().size() + " " + (one.described() != null))
                .containsExactly("a InService 1 true", "b InService 0 false");

        clock.forward(Duration.ofHours(8));
        aws.reset();
        aws.answers("ListEndpoints", "{\"Endpoints\":[" + endpoint("a", 1_780_000_009) + "}]}");
        aws.answers("DescribeEndpoint", endpoint("a", 1_780_000_009) + variant.formatted("\"two\""));
        read();
        assertThat(stored())
                .extracting(one -> one.name() + " " + one.variants().size() + " " + (one.gone() == null))
                .as("what is not read whole loses nothing")
                .containsExactly("a 1 true", "b 0 true");
    }
}
