package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyFinder;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.watch.AnomalyWatch.Arrived;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.Full;
import dev.bursar.testing.costs.GeneratedCosts.Planted;
import dev.bursar.testing.costs.GeneratedCosts.PlantedKind;
import dev.bursar.testing.costs.HarderCosts;
import dev.bursar.testing.costs.HarderCosts.Harder;
import dev.bursar.testing.costs.HarderCosts.Second;
import module java.base;
import org.junit.jupiter.api.Test;

/**
 * What is told of generated costs if somebody looks once a day, while the costs of the last three days still arrive: nothing twice, nothing that
 * vanishes, what was planted in time, and little for nothing.
 */
class DailyLooksTest {
    private static final int FIRST_SEED = 770_001;
    /** No bound was chosen on these. */
    private static final int FULL_SEED = 31_600_001;

    private static final int CLIMBS_SEED = 47_100_001;

    private static final double MONTH = 30.4;
    private static final int DAYS = 35;
    private static final int FIRST_LOOK = 70;
    /** A climb is told on the fourth day after two weeks of it. */
    private static final int CLIMB_DAYS = 18;
    /** Looks at a climb begin so long before it. */
    private static final int BEFORE_CLIMB = 20;
    /** What of the first, second and third day that isn't whole has arrived at least. */
    private static final double[] ARRIVED = {0.9, 0.7, 0.2};

    @Test
    void whatIsToldStaysAndIsToldOnce() {
        Told told = replay(FIRST_SEED, 2, 15);
        assertThat(told.share("JUMP")).isGreaterThanOrEqualTo(0.9);
    }

    @Full("a finder of anomalies, its bounds, or what is kept of anomalies")
    @Test
    void whatIsToldStaysInSixtyOrganisations() {
        Told told = replay(FULL_SEED, 60, 15);
        assertThat(told.share("JUMP")).isGreaterThanOrEqualTo(0.95);
        assertThat(told.share("second")).isGreaterThanOrEqualTo(0.95);
        assertThat(told.falseAlarms()).isLessThanOrEqualTo(1.0);
    }

    @Full("a finder of anomalies, its bounds, or what is kept of anomalies")
    @Test
    void climbsOfThirtyOrganisationsAreTold() {
        Told told = replay(harder(CLIMBS_SEED, 30, 1).flatMap(DailyLooksTest::climbs));
        assertThat(told.share("SLOW_CLIMB")).as("of some 270").isGreaterThanOrEqualTo(0.95);
    }

    private static Told replay(int seed, int organisations, int each) {
        return replay(harder(seed, organisations, each)
                .map(one -> new Looks(
                        one,
                        one.series().planted(),
                        one.seconds(),
                        one.series().from().plusDays(FIRST_LOOK),
                        one.series().to())));
    }

    /** @param each so many series of each organisation are looked at */
    private static Stream<Harder> harder(int seed, int organisations, int each) {
        return IntStream.range(0, organisations)
                .mapToObj(i -> HarderCosts.organisation(seed + i, 1))
                .flatMap(series -> IntStream.range(0, series.size())
                        .filter(at -> at % each == each - 1)
                        .mapToObj(series::get));
    }

    private static Stream<Looks> climbs(Harder of) {
        return of.series().planted().stream()
                .filter(one -> one.kind() == PlantedKind.SLOW_CLIMB)
                .map(one -> new Looks(
                        of,
                        List.of(one),
                        List.of(),
                        one.from().minusDays(BEFORE_CLIMB),
                        one.from().plusDays(CLIMB_DAYS + ARRIVED.length)));
    }

    /** Looks from a day on, until a day's costs have begun to arrive, and what of the planted is to be told. */
    private record Looks(Harder of, List<Planted> planted, List<Second> seconds, LocalDate from, LocalDate to) {}

    private static Told replay(Stream<Looks> all) {
        var told = new Told();
        all.toList().parallelStream().map(Replay::of).forEachOrdered(told::add);
        System.out.println(told);
        assertThat(told.vanished).as("rows that vanish").isZero();
        assertThat(told.changed).as("past days that change").isZero();
        assertThat(told.twice).as("told twice").isZero();
        return told;
    }

    private static final class Told {
        private int series;
        private int looks;
        private int rows;
        private int forNothing;
        private int vanished;
        private int changed;
        private int twice;
        private final Map<String, int[]> counts = new TreeMap<>();

        void add(Replay its) {
            series++;
            looks += its.looks;
            rows += its.kept.size();
            forNothing += its.forNothing;
            vanished += its.vanished;
            changed += its.changed;
            twice += its.twice;
            for (Planted planted : its.all.planted()) {
                int days = planted.kind() == PlantedKind.SLOW_CLIMB ? CLIMB_DAYS : 2;
                count(planted.kind().name(), its.isTold(planted, days));
            }
            for (Second second : its.all.seconds()) {
                count("second", its.isTold(second));
            }
        }

        private void count(String what, boolean found) {
            int[] count = counts.computeIfAbsent(what, any -> new int[2]);
            count[0]++;
            count[1] += found ? 1 : 0;
        }

        double share(String what) {
            int[] count = counts.getOrDefault(what, new int[2]);
            return (double) count[1] / Math.max(1, count[0]);
        }

        /** Rows that are told for nothing to a team of 30 services in a month. */
        double falseAlarms() {
            return forNothing / (looks / MONTH / 30);
        }

        @Override
        public String toString() {
            return "%n%d series, %d daily looks, %d rows told: %d vanished, %d changed in past days, %d told twice, %.2f for nothing%n%s"
                    .formatted(
                            series,
                            looks,
                            rows,
                            vanished,
                            changed,
                            twice,
                            falseAlarms(),
                            counts.entrySet().stream()
                                    .map(one -> "%s %.1f%% of %d"
                                            .formatted(one.getKey(), 100 * share(one.getKey()), one.getValue()[0]))
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** A series as it is kept from look to look. */
    private static final class Replay {
        private final Looks all;
        private final Harder harder;
        private final Series series;
        private final List<Known> kept = new ArrayList<>();
        private final Map<Long, LocalDate> toldOn = new HashMap<>();
        private int looks;
        private int forNothing;
        private int vanished;
        private int changed;
        private int twice;

        static Replay of(Looks all) {
            var its = new Replay(all);
            LocalDate last = earlier(all.to(), all.of().series().to()).minusDays(ARRIVED.length);
            for (LocalDate whole = all.from(); !whole.isAfter(last); whole = whole.plusDays(1)) {
                its.look(whole);
            }
            return its;
        }

        private static LocalDate earlier(LocalDate one, LocalDate other) {
            return one.isBefore(other) ? one : other;
        }

        private Replay(Looks all) {
            this.all = all;
            this.harder = all.of();
            this.series = new Series(new TeamId(1), "", harder.series().service(), "USD");
        }

        private void look(LocalDate whole) {
            looks++;
            LocalDate since = whole.minusDays(DAYS);
            LocalDate first = AnomalyFinder.readsFrom(since);
            LocalDate from =
                    first.isBefore(harder.series().from()) ? harder.series().from() : first;
            LocalDate to = whole.plusDays(ARRIVED.length);
            DailyCosts costs = costs(from, whole, to);
            var seen = new Seen(
                    series,
                    Set.of(series.service()),
                    costs,
                    whole,
                    AnomalyBounds.USUAL,
                    Arrived.find(costs, whole, AnomalyBounds.USUAL, since));
            List<Known> known = kept.stream()
                    .filter(one -> one.row().days().to().isAfter(since))
                    .toList();
            var at = whole.atStartOfDay().toInstant(ZoneOffset.UTC);
            var building = new Decisions.Building(known, new DayRange(from, to), whole, at);
            building.owner(List.of(seen));
            Decisions decisions = building.done();
            decisions.judged().forEach(this::judged);
            decisions.fresh().forEach(one -> fresh(one, whole));
        }

        private DailyCosts costs(LocalDate from, LocalDate whole, LocalDate to) {
            var series = harder.series();
            int first = Math.toIntExact(from.toEpochDay() - series.from().toEpochDay());
            int end = Math.toIntExact(to.toEpochDay() - series.from().toEpochDay());
            var usage = new ArrayList<>(series.usage().subList(first, end));
            var fees = new ArrayList<>(series.lumps().subList(first, end));
            for (int i = 0; i < ARRIVED.length; i++) {
                int at = usage.size() - ARRIVED.length + i;
                var random = new Random(
                        whole.plusDays(i).toEpochDay() * 31 + series.service().hashCode());
                random.nextInt();
                BigDecimal share = BigDecimal.valueOf(ARRIVED[i] + (1 - ARRIVED[i]) * random.nextDouble());
                usage.set(at, usage.get(at).multiply(share).setScale(6, RoundingMode.HALF_UP));
                fees.set(at, i == 0 ? fees.get(at) : BigDecimal.ZERO);
            }
            return new DailyCosts(from, usage, fees);
        }

        private void judged(Known is) {
            for (int at = 0; at < kept.size(); at++) {
                Known was = kept.get(at);
                if (was.row().id() == is.row().id()) {
                    kept.set(at, is);
                    vanished += is.row().gone() ? 1 : 0;
                    boolean same = is.days().size() >= was.days().size()
                            && is.row().days().from().equals(was.row().days().from());
                    changed += same ? 0 : 1;
                }
            }
        }

        /** What goes on, or went on until the day before, is told again unless the new one rises from it. */
        private void fresh(Fresh fresh, LocalDate whole) {
            var found = fresh.found();
            boolean again = kept.stream()
                    .map(Known::row)
                    .anyMatch(one -> (one.kind() == AnomalyKind.FEE) == (found.kind() == AnomalyKind.FEE)
                            && one.days().to().isAfter(found.from())
                            && found.upon() == null);
            twice += again ? 1 : 0;
            forNothing += harder.isPlanted(found.from(), found.to(), found.upon() != null) ? 0 : 1;
            long id = kept.size() + 1L;
            toldOn.put(id, whole);
            kept.add(new Known(
                    new Anomaly(
                            id,
                            series,
                            found.kind(),
                            new DayRange(found.from(), found.to()),
                            found.lasts(),
                            found.expected(),
                            found.actual(),
                            whole.atStartOfDay().toInstant(ZoneOffset.UTC),
                            false,
                            null,
                            false,
                            0,
                            List.of(series.service()),
                            null),
                    fresh.seen().days(found)));
        }

        boolean isTold(Planted planted, int days) {
            return kept.stream()
                    .map(Known::row)
                    .anyMatch(
                            one -> !toldOn.get(one.id()).isAfter(planted.from().plusDays(days))
                                    && (one.kind() == AnomalyKind.FEE) == (planted.kind() == PlantedKind.FEE)
                                    && one.days().to().isAfter(planted.from())
                                    && one.days().from().isBefore(planted.to()));
        }

        /** In a row of its own, when two of its days were whole. */
        boolean isTold(Second second) {
            return kept.stream()
                    .map(Known::row)
                    .anyMatch(one -> one.kind() != AnomalyKind.FEE
                            && !toldOn.get(one.id()).isAfter(second.from().plusDays(2))
                            && one.days().to().isAfter(second.from())
                            && !one.days().from().isBefore(second.from().minusDays(1))
                            && !one.days().from().isAfter(second.from().plusDays(1)));
        }
    }
}
