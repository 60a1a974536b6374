package dev.bursar.causes.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.Full;
import dev.bursar.testing.costs.GeneratedCosts;
import dev.bursar.testing.costs.GeneratedCosts.Planted;
import dev.bursar.testing.costs.GeneratedCosts.PlantedKind;
import dev.bursar.testing.costs.GeneratedCosts.Series;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of what was planted in generated organisations is found in time, and how much is told for nothing. */
class AnomalyQualityTest {
    private static final int FIRST_SEED = 330_001;
    private static final double MONTH = 30.4;

    @Test
    void findsNearlyAllJumpsWithinTwoDaysAndTellsLittleForNothing() {
        measure(FIRST_SEED, 60, 1);
    }

    /** 300 teams of 30 services. */
    @Full("a finder of anomalies or its bounds")
    @Test
    void nineThousandSeriesOfFourMonthsTakeSeconds() {
        List<DailyCosts> all = IntStream.range(0, 300)
                .mapToObj(seed -> GeneratedCosts.organisation(seed, 1))
                .flatMap(List::stream)
                .map(series -> costs(series, series.from().plusDays(120)))
                .toList();
        var cpu = ManagementFactory.getThreadMXBean();
        long began = cpu.getCurrentThreadCpuTime();
        long found = all.stream()
                .mapToLong(costs -> AnomalyFinder.find(costs, AnomalyBounds.USUAL, LocalDate.MIN)
                        .size())
                .sum();
        var took = Duration.ofNanos(cpu.getCurrentThreadCpuTime() - began);

        System.out.printf("%d series of 120 days: %d anomalies in %d ms%n", all.size(), found, took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Full("a finder of anomalies or its bounds")
    @Test
    void findsThemInManyMoreOrganisations() {
        measure(FIRST_SEED + 1000, 100, 3);
    }

    private static void measure(int seed, int organisations, int teams) {
        var ours = new Quality(costs -> AnomalyFinder.find(costs, AnomalyBounds.USUAL, LocalDate.MIN));
        var plain = new Quality(costs -> PlainFinder.find(costs, AnomalyBounds.USUAL));
        for (int i = 0; i < organisations; i++) {
            for (Series series : GeneratedCosts.organisation(seed + i, teams)) {
                ours.add(series);
                plain.add(series);
            }
        }
        System.out.printf(
                "%n%d organisations, %d series of %d days%n%-14s %8s %8s %8s %8s %8s%n",
                organisations, ours.series, GeneratedCosts.DAYS, "", "jumps", "fees", "new", "climbs", "false");
        ours.print("Bursar");
        plain.print("plain finder");
        System.out.printf("Bursar's false alarms: %s%nmissed: %s%n", ours.falseBy, ours.missedBy);
        assertThat(ours.share(PlantedKind.JUMP)).isGreaterThanOrEqualTo(0.96);
        assertThat(ours.share(PlantedKind.FEE)).isGreaterThanOrEqualTo(0.95);
        assertThat(ours.share(PlantedKind.NEW_SERVICE)).isGreaterThanOrEqualTo(0.99);
        assertThat(ours.share(PlantedKind.SLOW_CLIMB)).isGreaterThanOrEqualTo(0.95);
        assertThat(ours.falseAlarms()).isLessThanOrEqualTo(0.9);
    }

    /** Of one finder. */
    private static final class Quality {
        private final Function<DailyCosts, List<FoundAnomaly>> finder;
        private final Map<PlantedKind, int[]> counts = new EnumMap<>(PlantedKind.class);
        private final Map<String, Integer> falseBy = new TreeMap<>();
        private final Map<String, Integer> missedBy = new TreeMap<>();
        private int told;
        private int series;

        Quality(Function<DailyCosts, List<FoundAnomaly>> finder) {
            this.finder = finder;
        }

        void add(Series of) {
            series++;
            for (Planted planted : of.planted()) {
                int[] count = counts.computeIfAbsent(planted.kind(), kind -> new int[2]);
                count[0]++;
                if (found(of, planted)) {
                    count[1]++;
                } else {
                    missedBy.merge(of.behaviour() + " " + planted.kind(), 1, Integer::sum);
                }
            }
            for (FoundAnomaly anomaly : finder.apply(costs(of, of.to()))) {
                if (of.planted().stream().noneMatch(planted -> touches(anomaly, planted))) {
                    told++;
                    falseBy.merge(of.behaviour() + " " + anomaly.kind(), 1, Integer::sum);
                }
            }
        }

        /** On the second whole day, with nothing known of the days after it; of a climb when its two weeks are over. */
        private boolean found(Series of, Planted planted) {
            int days = planted.kind() == PlantedKind.SLOW_CLIMB ? 18 : 2;
            LocalDate known = planted.from().plusDays(days);
            return finder.apply(costs(of, known.isAfter(of.to()) ? of.to() : known)).stream()
                    .anyMatch(anomaly -> anomaly.to().isAfter(planted.from()));
        }

        private static boolean touches(FoundAnomaly anomaly, Planted planted) {
            return anomaly.from().isBefore(planted.to().plusDays(1))
                    && anomaly.to().isAfter(planted.from().minusDays(1));
        }

        double share(PlantedKind kind) {
            int[] count = counts.getOrDefault(kind, new int[2]);
            return (double) count[1] / Math.max(1, count[0]);
        }

        /** A team of 30 services and month. */
        double falseAlarms() {
            return told / (series / 30.0) / (GeneratedCosts.DAYS / MONTH);
        }

        void print(String name) {
            System.out.printf(
                    "%-14s %7.1f%% %7.1f%% %7.1f%% %7.1f%% %8.2f%n",
                    name,
                    100 * share(PlantedKind.JUMP),
                    100 * share(PlantedKind.FEE),
                    100 * share(PlantedKind.NEW_SERVICE),
                    100 * share(PlantedKind.SLOW_CLIMB),
                    falseAlarms());
        }
    }

    private static DailyCosts costs(Series of, LocalDate known) {
        int days = Math.toIntExact(known.toEpochDay() - of.from().toEpochDay());
        return new DailyCosts(of.from(), of.usage().subList(0, days), of.lumps().subList(0, days));
    }
}
