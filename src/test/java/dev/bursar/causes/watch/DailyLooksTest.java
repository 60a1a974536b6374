package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyFinder;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.Full;
import dev.bursar.testing.costs.GeneratedCosts.Planted;
import dev.bursar.testing.costs.GeneratedCosts.PlantedKind;
import dev.bursar.testing.costs.HarderCosts;
import dev.bursar.testing.costs.HarderCosts.Harder;
import dev.bursar.testing.costs.HarderCosts.Second;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of generated costs if somebody looks once a day: nothing twice, nothing that vanishes, and what was planted in time. */
class DailyLooksTest {
    private static final int FIRST_SEED = 770_001;
    private static final int DAYS = 35;
    private static final int FIRST_LOOK = 70;

    @Test
    void whatIsToldStaysAndIsToldOnce() {
        replay(FIRST_SEED, 3, 1);
    }

    @Full("a finder of anomalies, its bounds, or what is kept of anomalies")
    @Test
    void whatIsToldStaysInSixtyOrganisations() {
        replay(FIRST_SEED + 1000, 60, 2);
    }

    /** @param most so many series of each organisation in which a second jump was planted */
    private static void replay(int seed, int organisations, int most) {
        var told = new Told();
        for (int i = 0; i < organisations; i++) {
            HarderCosts.organisation(seed + i, 1).stream()
                    .filter(one -> !one.seconds().isEmpty())
                    .limit(most)
                    .forEach(told::replay);
        }
        System.out.println(told);
        assertThat(told.vanished).as("rows that vanish").isZero();
        assertThat(told.changed).as("past days that change").isZero();
        assertThat(told.twice).as("told twice").isZero();
        assertThat(told.share("JUMP")).isGreaterThanOrEqualTo(0.95);
        assertThat(told.share("second")).isGreaterThanOrEqualTo(0.95);
    }

    private static final class Told {
        private int series;
        private int looks;
        private int rows;
        private int vanished;
        private int changed;
        private int twice;
        private final Map<String, int[]> counts = new TreeMap<>();

        void replay(Harder harder) {
            series++;
            var its = new Replay(harder);
            LocalDate from = harder.series().from();
            for (LocalDate whole = from.plusDays(FIRST_LOOK);
                    !whole.isAfter(harder.series().to());
                    whole = whole.plusDays(1)) {
                looks++;
                its.look(whole);
            }
            rows += its.kept.size();
            vanished += its.vanished;
            changed += its.changed;
            twice += its.twice;
            for (Planted planted : harder.series().planted()) {
                if (planted.kind() == PlantedKind.JUMP) {
                    count("JUMP", its.isTold(planted.from(), false));
                }
            }
            for (Second second : harder.seconds()) {
                count("second", its.isTold(second.from(), true));
            }
        }

        private void count(String what, boolean found) {
            int[] count = counts.computeIfAbsent(what, any -> new int[2]);
            count[0]++;
            count[1] += found ? 1 : 0;
        }

        private int count(String what) {
            return counts.getOrDefault(what, new int[2])[0];
        }

        double share(String what) {
            int[] count = counts.getOrDefault(what, new int[2]);
            return (double) count[1] / Math.max(1, count[0]);
        }

        @Override
        public String toString() {
            return "%n%d series, %d daily looks, %d rows told: %d vanished, %d changed in past days, %d told twice; jumps %.1f%% of %d, second jumps %.1f%% of %d"
                    .formatted(
                            series,
                            looks,
                            rows,
                            vanished,
                            changed,
                            twice,
                            100 * share("JUMP"),
                            count("JUMP"),
                            100 * share("second"),
                            count("second"));
        }
    }

    /** A series as it is kept from look to look. */
    private static final class Replay {
        private final Harder harder;
        private final Series series;
        private final List<Known> kept = new ArrayList<>();
        private final Map<Long, LocalDate> toldOn = new HashMap<>();
        private int vanished;
        private int changed;
        private int twice;

        Replay(Harder harder) {
            this.harder = harder;
            this.series = new Series(new TeamId(1), "", harder.series().service(), "USD");
        }

        void look(LocalDate whole) {
            LocalDate since = whole.minusDays(DAYS);
            LocalDate first = AnomalyFinder.readsFrom(since);
            LocalDate from =
                    first.isBefore(harder.series().from()) ? harder.series().from() : first;
            DailyCosts costs = costs(from, whole);
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
            var building = new Decisions.Building(known, new DayRange(from, whole), whole, at);
            building.owner(List.of(seen));
            Decisions decisions = building.done();
            decisions.judged().forEach(this::judged);
            decisions.fresh().forEach(one -> fresh(one, whole));
        }

        private DailyCosts costs(LocalDate from, LocalDate to) {
            int first =
                    Math.toIntExact(from.toEpochDay() - harder.series().from().toEpochDay());
            int end = Math.toIntExact(to.toEpochDay() - harder.series().from().toEpochDay());
            return new DailyCosts(
                    from,
                    harder.series().usage().subList(first, end),
                    harder.series().lumps().subList(first, end));
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

        /** When two of its days were whole; of a second jump, in a row of its own. */
        boolean isTold(LocalDate from, boolean asItsOwn) {
            return kept.stream()
                    .filter(one -> one.row().kind() != AnomalyKind.FEE)
                    .filter(one -> !toldOn.get(one.row().id()).isAfter(from.plusDays(2)))
                    .map(one -> one.row().days())
                    .anyMatch(days -> days.to().isAfter(from)
                            && !days.from().isAfter(from.plusDays(1))
                            && !(asItsOwn && days.from().isBefore(from.minusDays(1))));
        }
    }
}
