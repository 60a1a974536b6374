package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.CostSplit;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hours and charges say of a workload in its window. */
class WorkloadMeasuresTest {
    private static final Instant NOW = JudgedWorkload.NOW;
    private static final Instant OLD = Instant.parse("2026-06-01T00:00:00Z");
    private static final LocalDate LAST = JudgedWorkload.LAST;
    private static final Instant END = start(LAST.plusDays(1));
    private static final Instant FIRST = start(LAST.minusDays(13));

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static void light(HourPoints point) {
        point.cpu(80.0, 80.0).memory(10.0, 10.0).requests(100.0);
    }

    private static JudgedWorkload charged(int days, String usd) {
        var workload = new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < days; i++) {
            workload.cost(LAST.minusDays(i), 24, usd);
        }
        return workload;
    }

    /** Instances of each hour, of which days charges are known, and the share of the billed hours. */
    @ParameterizedTest
    @CsvSource({"1, 14, 1", "0.5, 14, 0.5", "1.04, 14, 1", "1.1, 14, 1.1", "1, 7, 1"})
    void coverageIsOfTheDaysThatHaveCharges(double instances, int days, double share) {
        var workload = new JudgedWorkload(OLD)
                .chargedDays(Origin.COST_EXPLORER, days)
                .hours(FIRST.minus(Duration.ofDays(5)), NOW, point -> point.instances(instances));
        for (int i = 0; i < days; i++) {
            workload.cost(LAST.minusDays(i), 24, "1");
        }

        assertThat(workload.measures().coverage().share().number().orElseThrow())
                .isCloseTo(share, within(1e-9));
    }

    @Test
    void coverageIsNotKnownWithoutChargesOrWhereTheyEnded() {
        var measured = new JudgedWorkload(OLD).hours(FIRST, NOW, WorkloadMeasuresTest::light);
        assertThat(measured.measures().coverage().share()).isEqualTo(Measure.notKnown(Reason.NO_CHARGES));
        measured.chargesEnd(LocalDate.parse("2026-11-13")).cost(LocalDate.parse("2026-11-13"), 24, "1");
        assertThat(measured.measures().coverage().share()).isEqualTo(Measure.notKnown(Reason.NO_CHARGES));
    }

    @Test
    void shadowsAreBilledAndSoTheyCount() {
        var workload = charged(14, "1").hours(FIRST, END, WorkloadMeasuresTest::light);
        for (int i = 0; i < 14; i++) {
            workload.cost(LAST.minusDays(i), 24, "1");
        }
        workload.also(true, JudgedWorkload.TYPE, FIRST, END, point -> {});

        assertThat(workload.measures().coverage().share()).isEqualTo(Measure.of(1));
        assertThat(workload.measures().invocations()).as("of production").hasValue(33_600.0);
        assertThat(workload.measures().meanInstances()).as("of production").hasValue(1.0);
    }

    /** What charges of the day name, and the type that the variant had in an hour before it was changed. */
    @ParameterizedTest
    @CsvSource({
        "'', ml.m5.4xlarge",
        "ml.m5.4xlarge, ml.m5.4xlarge",
        "ml.m5.large, ml.m5.large",
        "ml.m5.large ml.m5.4xlarge, ml.m5.large",
        "ml.m5.large ml.m5.xlarge,",
        "ml.m5.large ml.m5.xlarge ml.m5.4xlarge, ml.m5.4xlarge"
    })
    void anHourIsOfTheTypeThatWasBilledOnItsDay(String billed, @Nullable String type) {
        var workload = charged(0, "0").modified(END);
        for (String one : billed.split(" ")) {
            workload.cost(LAST, one, 12, "1");
        }

        assertThat(workload.measures().typeAt(workload.main(), END.minusSeconds(3600), LAST))
                .isEqualTo(type);
        assertThat(workload.measures().typeAt(workload.main(), END, LAST))
                .as("after the change")
                .isEqualTo(JudgedWorkload.TYPE);
        assertThat(workload.modified(null).measures().typeAt(workload.main(), END.minusSeconds(3600), LAST))
                .as("never changed")
                .isEqualTo(JudgedWorkload.TYPE);
    }

    /** 0.8 of 2 vCPUs for half of the time, then 0.8 of 16. */
    @Test
    void utilisationAddsUpWhatEachTypeHad() {
        Instant changed = start(LAST.minusDays(6));
        var workload = new JudgedWorkload(OLD)
                .modified(changed)
                .chargedDays(Origin.EXPORT, 93)
                .offered(
                        JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.922"),
                        JudgedWorkload.offer("ml.m5.large", 2, 8, "0.115"))
                .hours(FIRST, END, WorkloadMeasuresTest::light);
        for (int i = 0; i < 14; i++) {
            workload.cost(LAST.minusDays(i), i < 7 ? JudgedWorkload.TYPE : "ml.m5.large", 24, "1");
        }

        assertThat(workload.measures()
                        .utilisation(Hardware.CPU)
                        .share()
                        .number()
                        .orElseThrow())
                .isCloseTo(1.6 / 18, within(1e-9));
        assertThat(workload.measures().utilisation(Hardware.GPU).share()).isEqualTo(Measure.notKnown(Reason.NO_GPU));
    }

    @Test
    void whatIsNotKnownOfUseHasItsReason() {
        assertThat(new JudgedWorkload(OLD)
                        .serverless()
                        .measures()
                        .utilisation(Hardware.CPU)
                        .share())
                .isEqualTo(Measure.notKnown(Reason.SERVERLESS));
        assertThat(new JudgedWorkload(OLD)
                        .on(null)
                        .measures()
                        .utilisation(Hardware.CPU)
                        .share())
                .isEqualTo(Measure.notKnown(Reason.INSTANCE_TYPE_NOT_GIVEN));
        assertThat(new JudgedWorkload(OLD).measures().utilisation(Hardware.CPU).share())
                .isEqualTo(Measure.notKnown(Reason.NO_METRICS));
        assertThat(new JudgedWorkload(OLD)
                        .on("ml.x9.large")
                        .hours(FIRST, END, WorkloadMeasuresTest::light)
                        .measures()
                        .utilisation(Hardware.CPU)
                        .share())
                .isEqualTo(Measure.notKnown(Reason.NO_SPECIFICATION));
        assertThat(new JudgedWorkload(OLD)
                        .hours(FIRST, END, point -> point.cpu(1640.0, 1640.0))
                        .measures()
                        .utilisation(Hardware.CPU)
                        .share())
                .as("above 16 vCPUs by 2.5 %")
                .isEqualTo(Measure.notKnown(Reason.ABOVE_CAPACITY));
    }

    /** An EC2 instance measures in percent of itself. */
    @Test
    void anInstancesCpuIsOfTheWholeInstance() {
        var instance = new JudgedWorkload(OLD).kind(WorkloadKind.EC2).hours(FIRST, END, point -> point.cpu(40.0, 40.0));

        assertThat(instance.measures()
                        .utilisation(Hardware.CPU)
                        .share()
                        .number()
                        .orElseThrow())
                .isCloseTo(0.4, within(1e-9));
    }

    /** So many requests an hour, or none published, with a point of CPU or without one; what is known of requests. */
    @ParameterizedTest
    @CsvSource({"3, 1, 1008", "0, 1, 0", ", 1, 0", ",,"})
    void requestsAreKnownWhereAnythingIsMeasured(
            @Nullable Double requests, @Nullable Double samples, @Nullable Double sum) {
        var workload = charged(14, "1")
                .hours(FIRST, END, point -> point.samples(samples).requests(requests));

        assertThat(workload.measures().invocations().orElse(null)).isEqualTo(sum);
    }

    @Test
    void onlyEndpointsGetRequests() {
        assertThat(new JudgedWorkload(OLD)
                        .kind(WorkloadKind.APP)
                        .hours(FIRST, END, WorkloadMeasuresTest::light)
                        .measures()
                        .invocations())
                .isEmpty();
    }

    /** A dollar a day and 2,400 requests: the sums are divided, and days outside of the window are in neither. */
    @Test
    void theCostOfARequestIsOfTheWindow() {
        var workload = charged(14, "1").hours(start(LAST.minusDays(29)), NOW, WorkloadMeasuresTest::light);
        for (int i = 14; i < 30; i++) {
            workload.cost(LAST.minusDays(i), 24, "5");
        }

        assertThat(workload.measures().perInference().money().orElseThrow())
                .isEqualByComparingTo(BigDecimal.ONE.divide(new BigDecimal(2400), java.math.MathContext.DECIMAL64));
        assertThat(workload.async().measures().perInference()).isEqualTo(Amount.notKnown(Reason.ASYNCHRONOUS));
        assertThat(charged(14, "1").hours(FIRST, END, point -> {}).measures().perInference())
                .isEqualTo(Amount.notKnown(Reason.NO_REQUESTS));
    }

    @Test
    void requestsSinceAreThoseOfAllVariantsUpToNow() {
        var workload = new JudgedWorkload(OLD)
                .hours(FIRST, NOW, point -> {})
                .also(true, JudgedWorkload.TYPE, NOW.minusSeconds(3600), NOW, WorkloadMeasuresTest::light);

        assertThat(workload.measures().hasRequestsSince(FIRST)).isTrue();
        assertThat(workload.measures().hasRequestsSince(NOW)).isFalse();
        assertThat(workload.measures().idle().share()).as("of production").isEqualTo(Measure.of(1));
    }

    /** Two variants that ran alike share a day's cost to the cent; the other type costs twice as much an hour. */
    @Test
    void aDaysCostIsSplitByHoursAndPrices() {
        var workload = charged(14, "3")
                .offered(
                        JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.5"),
                        JudgedWorkload.offer("ml.m5.8xlarge", 32, 128, "1"))
                .hours(FIRST, END, WorkloadMeasuresTest::light)
                .also(true, "ml.m5.8xlarge", FIRST, END, point -> {});

        CostSplit split = workload.measures().split(LAST, new BigDecimal("3"));
        assertThat(split.missing()).isNull();
        assertThat(split.parts())
                .extracting(part ->
                        part.name() + " " + part.amount().stripTrailingZeros().toPlainString())
                .containsExactlyInAnyOrder("main 1", "other 2");
        assertThat(workload.measures()
                        .split(LAST.plusDays(5), new BigDecimal("3"))
                        .missing())
                .as("no hours of the day")
                .isNotNull();
    }

    @Test
    void costsInSeveralCurrenciesAreNotAdded() {
        var workload = charged(14, "1").in("EUR").cost(LAST, 1, "1");

        assertThat(workload.measures().currencies()).containsExactlyInAnyOrder("USD", "EUR");
        assertThat(workload.measures().costByDay()).isEmpty();
    }
}
