package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.reading.MetricPlan.Request;
import dev.bursar.efficiency.reading.MetricPlan.Wanted;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.setup.spi.Place;
import module java.base;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MetricPlanTest {
    private static final Place PLACE = new Place("123456789012", "us-east-1", null);
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    @Example
    void hundredVariantsAreSixHundredMetricsADayAndEighteenCentsInThirtyDays() {
        MetricPlan day = MetricPlan.of(variants(100, PLACE), FROM, FROM.plus(Duration.ofDays(1)));
        assertThat(day.metrics()).isEqualTo(600);
        assertThat(day.usd().multiply(new BigDecimal(30))).isEqualByComparingTo("0.18");
    }

    @Example
    void thousandVariantsAreADollarEightyInThirtyDays() {
        MetricPlan day = MetricPlan.of(variants(1000, PLACE), FROM, FROM.plus(Duration.ofDays(1)));
        assertThat(day.metrics()).isEqualTo(6000);
        assertThat(day.usd().multiply(new BigDecimal(30))).isEqualByComparingTo("1.80");
    }

    @Example
    void fourHundredFiftyFiveDaysOfHoursAreAtMostNineQueriesARequest() {
        MetricPlan plan = MetricPlan.of(variants(7, PLACE), FROM.minus(Duration.ofDays(455)), FROM);
        assertThat(plan.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.queries()).isBetween(1, 9));
        assertThat(plan.metrics()).isEqualTo(42);
        assertThat(plan.usd()).isEqualByComparingTo("0.00042");
    }

    @Example
    void aDayOfHoursFillsRequestsUpToFiveHundredQueries() {
        MetricPlan plan = MetricPlan.of(variants(60, PLACE), FROM, FROM.plus(Duration.ofDays(1)));
        assertThat(plan.requests()).hasSize(2);
        assertThat(plan.requests().getFirst().queries()).isBetween(498, 500);
    }

    @Example
    void fourteenDaysOfHoursAreThreeHundredQueriesARequest() {
        assertThat(MetricPlan.mostQueries(336)).isEqualTo(300);
        assertThat(MetricPlan.mostQueries(48)).isEqualTo(500);
        assertThat(MetricPlan.mostQueries(10_920)).isEqualTo(9);
    }

    @Example
    void theDearestResourcesComeFirst() {
        var cheap = new Wanted(PLACE, "a", new BigDecimal("1"), List.of(metric("a", 1)));
        var dear = new Wanted(PLACE, "b", new BigDecimal("2000"), List.of(metric("b", 1)));
        var middle = new Wanted(PLACE, "c", new BigDecimal("30"), List.of(metric("c", 1)));
        List<Metric> order = MetricPlan.of(List.of(cheap, dear, middle), FROM, FROM.plus(Duration.ofHours(1)))
                .requests()
                .getFirst()
                .metrics();
        assertThat(order).containsExactly(metric("b", 1), metric("c", 1), metric("a", 1));
    }

    @Example
    void aMetricThatTwoResourcesWantIsReadOnceWithTheStatisticsOfBoth() {
        var one = new Wanted(
                PLACE, "a", BigDecimal.ONE, List.of(new Metric("N", "M", Map.of("D", "v"), List.of("Average"))));
        var other = new Wanted(
                PLACE, "b", BigDecimal.TEN, List.of(new Metric("N", "M", Map.of("D", "v"), List.of("Maximum"))));
        MetricPlan plan = MetricPlan.of(List.of(one, other), FROM, FROM.plus(Duration.ofHours(1)));
        assertThat(plan.requests())
                .containsExactly(new Request(
                        PLACE, List.of(new Metric("N", "M", Map.of("D", "v"), List.of("Maximum", "Average")))));
        assertThat(plan.metrics()).isOne();
    }

    @Example
    void placesAreAskedApart() {
        var elsewhere = new Place("123456789012", "eu-west-1", null);
        var wanted = new ArrayList<>(variants(2, PLACE));
        wanted.addAll(variants(2, elsewhere));
        MetricPlan plan = MetricPlan.of(wanted, FROM, FROM.plus(Duration.ofDays(1)));
        assertThat(plan.requests()).hasSize(2);
        assertThat(plan.requests().stream().map(Request::place)).containsExactlyInAnyOrder(PLACE, elsewhere);
        assertThat(plan.metrics()).isEqualTo(24);
    }

    @Example
    void nothingWantedCostsNothing() {
        MetricPlan plan = MetricPlan.of(List.of(), FROM, FROM.plus(Duration.ofDays(1)));
        assertThat(plan.requests()).isEmpty();
        assertThat(plan.usd()).isZero();
    }

    @Example
    void moreThanFiveStatisticsOfAMetricAreRefused() {
        var wanted = List.of(new Wanted(PLACE, "a", BigDecimal.ONE, List.of(metric("a", 6))));
        assertThatThrownBy(() -> MetricPlan.of(wanted, FROM, FROM.plus(Duration.ofHours(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void noMetricIsEverSpreadOverTwoRequestsAndNoLimitIsPassed(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 10_920) long hours,
            @ForAll @IntRange(max = 80) int n) {
        var random = new Random(seed);
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < n; i++) {
            var metrics = new ArrayList<Metric>();
            for (int m = random.nextInt(9); m >= 0; m--) {
                metrics.add(metric(i + "/" + m, 1 + random.nextInt(5)));
            }
            var place = new Place("123456789012", random.nextBoolean() ? "us-east-1" : "eu-west-1", null);
            wanted.add(new Wanted(place, "r" + i, BigDecimal.valueOf(random.nextInt(5)), metrics));
        }
        MetricPlan plan = MetricPlan.of(wanted, FROM, FROM.plus(Duration.ofHours(hours)));
        var requestsOf = new HashMap<Metric, Integer>();
        for (Request request : plan.requests()) {
            assertThat(request.queries()).isBetween(1, 500);
            assertThat(request.queries() * hours).isLessThanOrEqualTo(100_800);
            request.metrics().forEach(metric -> requestsOf.merge(metric, 1, Integer::sum));
        }
        assertThat(requestsOf.values()).allMatch(count -> count == 1);
        assertThat(requestsOf.keySet())
                .containsExactlyInAnyOrderElementsOf(wanted.stream()
                        .flatMap(resource -> resource.metrics().stream())
                        .toList());
        assertThat(plan.metrics()).isEqualTo(requestsOf.size());
    }

    private static Metric metric(String name, int statistics) {
        return new Metric(
                "AWS/SageMaker",
                name,
                Map.of("EndpointName", "e"),
                List.of("Average", "Maximum", "Sum", "p99", "Minimum", "SampleCount")
                        .subList(0, statistics));
    }

    private static List<Wanted> variants(int number, Place place) {
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < number; i++) {
            Map<String, String> dimensions = Map.of("EndpointName", "e" + i, "VariantName", "AllTraffic");
            wanted.add(new Wanted(
                    place,
                    "e" + i,
                    BigDecimal.valueOf(i),
                    List.of(
                            new Metric(
                                    "/aws/sagemaker/Endpoints",
                                    "CPUUtilization",
                                    dimensions,
                                    List.of("Average", "Maximum", "SampleCount")),
                            new Metric(
                                    "/aws/sagemaker/Endpoints",
                                    "MemoryUtilization",
                                    dimensions,
                                    List.of("Average", "Maximum")),
                            new Metric("AWS/SageMaker", "Invocations", dimensions, List.of("Sum")),
                            new Metric("AWS/SageMaker", "ModelLatency", dimensions, List.of("p99", "Average")),
                            new Metric("AWS/SageMaker", "Invocation4XXErrors", dimensions, List.of("Sum")),
                            new Metric("AWS/SageMaker", "Invocation5XXErrors", dimensions, List.of("Sum")))));
        }
        return wanted;
    }
}
