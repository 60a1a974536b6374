package dev.bursar.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.Full;
import dev.bursar.testing.costs.GeneratedCosts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How good forecasts are over generated organisations, replayed: each sees only what was known on its day. The peer adds to what a month has
 * cost what the days to come used a month before.
 */
class ForecastQualityTest {
    private static final int[] DAYS = {5, 10, 15, 20};

    /** What came of one day of the month. */
    private static final class Tally {
        private final List<Double> ours = new ArrayList<>();
        private final List<Double> peers = new ArrayList<>();
        private int within;

        void add(Forecast forecast, double peer, double actual) {
            ours.add(off(forecast.mean().doubleValue(), actual));
            peers.add(off(peer, actual));
            Forecast.Range range = forecast.range().orElseThrow();
            within += range.low().doubleValue() <= actual + 0.01
                            && actual - 0.01 <= range.high().doubleValue()
                    ? 1
                    : 0;
        }

        private static double off(double forecast, double actual) {
            return 100 * Math.abs(forecast - actual) / Math.abs(actual);
        }

        private static double median(List<Double> errors) {
            Collections.sort(errors);
            return errors.get(errors.size() / 2);
        }

        double ratio() {
            return median(ours) / median(peers);
        }
    }

    @Test
    void sixtyOrganisations() {
        judged(replayed(60, 1_000, 2));
    }

    @Test
    @Full("changes of how forecasts are made and of their ranges")
    void manyOrganisationsOfSeveralTeams() {
        judged(replayed(200, 50_000, 1));
    }

    private static void judged(TreeMap<Integer, Tally> found) {
        System.out.println("day  median error  the peer's  ratio  within the range");
        int within = 0;
        int all = 0;
        for (var day : found.entrySet()) {
            Tally tally = day.getValue();
            System.out.printf(
                    "%3d  %10.2f %%  %8.2f %%  %5.2f  %12.1f %%%n",
                    day.getKey(),
                    Tally.median(tally.ours),
                    Tally.median(tally.peers),
                    tally.ratio(),
                    100.0 * tally.within / tally.ours.size());
            within += tally.within;
            all += tally.ours.size();
        }
        System.out.printf("all of %d months: %.1f %% within the range%n", all, 100.0 * within / all);
        assertThat(found.values()).allSatisfy(tally -> assertThat(tally.ratio()).isLessThanOrEqualTo(0.65));
        assertThat(100.0 * within / all).isBetween(75.0, 85.0);
    }

    /** @param every only each so many of the last six months */
    private static TreeMap<Integer, Tally> replayed(int organisations, long seed, int every) {
        var found = new TreeMap<Integer, Tally>();
        for (int i = 0; i < organisations; i++) {
            DailySeries series = whole(GeneratedCosts.organisation(seed + i, 1 + i % 3));
            for (int back = 1; back <= 6; back += every) {
                LocalDate first = YearMonth.from(series.to()).minusMonths(back).atDay(1);
                for (int day : DAYS) {
                    LocalDate end = first.plusMonths(1);
                    Forecast forecast = Forecaster.of(series.until(first.plusDays(day)), first, end)
                            .orElseThrow();
                    double actual = series.spent(first, end).doubleValue();
                    found.computeIfAbsent(day, any -> new Tally()).add(forecast, peer(series, first, day), actual);
                }
            }
        }
        return found;
    }

    private static double peer(DailySeries series, LocalDate month, int day) {
        BigDecimal sum = series.spent(month, month.plusDays(day));
        for (int i = day; i < month.lengthOfMonth(); i++) {
            LocalDate before = month.minusMonths(1).plusDays(i);
            LocalDate last = month.minusDays(1);
            sum = sum.add(series.usage()
                    .get((int) ChronoUnit.DAYS.between(series.from(), before.isAfter(last) ? last : before)));
        }
        return sum.doubleValue();
    }

    /** An organisation's costs together. */
    private static DailySeries whole(List<GeneratedCosts.Series> all) {
        var usage = new ArrayList<>(Collections.nCopies(GeneratedCosts.DAYS, BigDecimal.ZERO));
        var lumps = new ArrayList<>(usage);
        for (GeneratedCosts.Series one : all) {
            for (int i = 0; i < GeneratedCosts.DAYS; i++) {
                usage.set(i, usage.get(i).add(one.usage().get(i)));
                lumps.set(i, lumps.get(i).add(one.lumps().get(i)));
            }
        }
        return new DailySeries(GeneratedCosts.FROM, usage, lumps);
    }
}
