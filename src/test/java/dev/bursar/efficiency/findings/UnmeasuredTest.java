package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.reading.Unread;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not measured is not idle, and says why it isn't measured. */
class UnmeasuredTest {
    private static final Instant NOW = JudgedWorkload.NOW;
    private static final Instant OLD = Instant.parse("2026-06-01T00:00:00Z");

    private static JudgedWorkload running(Consumer<HourPoints> change) {
        return new JudgedWorkload(OLD).hours(NOW.minus(Duration.ofDays(15)), NOW, change);
    }

    @Test
    void anAsynchronousEndpointWithoutMetricsOfItsQueueIsNotKnownToIdle() {
        Finding found = running(point -> point.cpu(1500.0, 1500.0).memory(90.0, 90.0))
                .async()
                .judge();

        assertThat(found.idleShare()).isEqualTo(Measure.notKnown(Reason.NO_QUEUE_METRICS));
        assertThat(found.invocations()).isNull();
        assertThat(found.state()).isNotEqualTo(FindingState.ZOMBIE);
    }

    @ParameterizedTest
    @CsvSource({"0,", ",0", "0,0"})
    void anAsynchronousEndpointIdlesWhereEitherMetricOfItsQueueSaysNothingElse(Double backlog, Double processed) {
        Finding found = running(point -> point.cpu(10.0, 10.0).backlog(backlog, processed))
                .async()
                .judge();

        assertThat(found.state()).isEqualTo(FindingState.ZOMBIE);
        assertThat(found.idleShare()).isEqualTo(Measure.of(1));
        assertThat(found.invocations()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"3,0", "0,2", ",2"})
    void whatWaitsOrWasProcessedIsUse(Double backlog, Double processed) {
        Finding found = running(point -> point.cpu(10.0, 10.0).backlog(backlog, processed))
                .async()
                .judge();

        assertThat(found.state()).isNotEqualTo(FindingState.ZOMBIE);
        assertThat(found.idleShare()).isEqualTo(Measure.of(0));
    }

    @ParameterizedTest
    @CsvSource({
        "CAP,A spending cap stopped the reading of its metrics.",
        "DENIED,AWS refused to give its metrics.",
        "FAILED,Its metrics could not be read."
    })
    void whatStoppedTheReadingIsTheReason(Unread why, String sentence) {
        Finding found = new JudgedWorkload(OLD)
                .chargedDays(Origin.EXPORT, 93)
                .cost(JudgedWorkload.LAST, 24, "22.128")
                .missed(why, Instant.parse("2026-11-25T06:00:00Z"))
                .judge();

        assertThat(found.state()).isEqualTo(FindingState.NOT_MEASURED);
        assertThat(JudgedWorkload.reason(found)).isEqualTo(sentence + " It was tried last on 25 Nov, 06:00 UTC.");
        assertThat(found.cpu()).isEqualTo(Measure.notKnown(why.reason()));
        assertThat(found.idleShare()).isEqualTo(Measure.notKnown(why.reason()));
    }

    /** More than was billed is no lack of metrics. */
    @Test
    void whatStoppedTheReadingExplainsTooLittleOnly() {
        var workload = new JudgedWorkload(OLD)
                .chargedDays(Origin.EXPORT, 93)
                .missed(Unread.CAP, Instant.parse("2026-11-25T06:00:00Z"))
                .hours(NOW.minus(Duration.ofDays(20)), NOW, point -> point.requests(1.0));
        for (int i = 0; i < 14; i++) {
            workload.cost(JudgedWorkload.LAST.minusDays(i), 20, "20");
        }

        assertThat(JudgedWorkload.reason(workload.judge()))
                .isEqualTo("More hours are measured than billed. CloudWatch measured 120% of billed hours.");
    }

    @Test
    void whatIsNotMeasuredAndThatNoChargeNamesCountsAtListPrice() {
        assertThat(new JudgedWorkload(NOW.minus(Duration.ofHours(10))).judge().unmeasuredUsd())
                .isEqualByComparingTo("9.22");
        assertThat(new JudgedWorkload(OLD).judge().unmeasuredUsd())
                .isEqualByComparingTo(new BigDecimal("0.922").multiply(BigDecimal.valueOf(720)));
        assertThat(new JudgedWorkload(OLD).on("ml.x9.large").judge().unmeasuredUsd())
                .as("without a price")
                .isNull();
        assertThat(running(point -> point.cpu(10.0, 10.0)).judge().unmeasuredUsd())
                .as("measured")
                .isNull();
    }

    @Test
    void evidenceHasPricesWithAllTheirDigits() {
        Finding found = running(point -> {})
                .offered(JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.92231"))
                .judge();

        assertThat(JudgedWorkload.evidence(found.proposals().getFirst()))
                .contains("List price: 1 \u00d7 ml.m5.4xlarge at $0.92231 an hour, 730 hours a month.");
    }
}
