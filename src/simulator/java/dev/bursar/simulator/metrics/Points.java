package dev.bursar.simulator.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The points of a statistic, as parallel lists of times, in epoch seconds, and values. */
record Points(List<Long> times, List<Double> values) {

    static final Points NONE = new Points(List.of(), List.of());

    private static final int DAY = 86_400;
    private static final int SLOT = Series.SLOT_MINUTES * 60;
    private static final long MINUTELY = 15L * DAY;
    private static final long FIVE_MINUTELY = 63L * DAY;
    private static final long HOURLY = 455L * DAY;
    private static final int HOUR = 3_600;

    /** Seconds until a point appears. */
    static final int LATE = 300;

    int size() {
        return times.size();
    }

    /**
     * The points of each statistic from the earliest on. What AWS doesn't keep in so short periods is left out, as are periods
     * without values.
     *
     * @param start a time, included, that is rounded down as AWS does
     * @param end a time, not included
     */
    static List<Points> of(
            Series series, List<Statistic> statistics, int period, Instant start, Instant end, Instant now) {
        var seconds = now.getEpochSecond();
        var age = seconds - start.getEpochSecond();
        var round = age < MINUTELY ? 60 : age < FIVE_MINUTELY ? SLOT : HOUR;
        var first = start.getEpochSecond() / round * round;
        var all = statistics.stream()
                .map(any -> new Points(new ArrayList<>(), new ArrayList<>()))
                .toList();
        Series.Day day = null;
        var of = Long.MIN_VALUE;
        for (var time = Math.ceilDiv(first, period) * period; time < end.getEpochSecond(); time += period) {
            if (!kept(seconds - time, period)) {
                continue;
            }
            var sums = statistics.stream().map(Statistic.Sum::new).toList();
            for (var slot = time / SLOT * SLOT; slot < time + period; slot += SLOT) {
                if (slot + SLOT > seconds - LATE) {
                    break;
                }
                var date = Math.floorDiv(slot, DAY);
                if (day == null || date != of) {
                    day = series.on(LocalDate.ofEpochDay(date));
                    of = date;
                }
                var samples = day.from((int) (slot - date * DAY) / 60);
                if (samples != null) {
                    var share = Math.min(1.0, (double) period / SLOT);
                    sums.forEach(sum -> sum.add(samples, share));
                }
            }
            for (var i = 0; i < sums.size(); i++) {
                if (!sums.get(i).isEmpty()) {
                    all.get(i).times.add(time);
                    all.get(i).values.add(statistics.get(i).of(sums.get(i)));
                }
            }
        }
        return all;
    }

    private static boolean kept(long age, int period) {
        return age <= HOURLY && (age <= FIVE_MINUTELY || period % HOUR == 0) && (age <= MINUTELY || period % SLOT == 0);
    }

    Points newestFirst() {
        var late = new ArrayList<>(times);
        var last = new ArrayList<>(values);
        Collections.reverse(late);
        Collections.reverse(last);
        return new Points(late, last);
    }

    /** Each point twice. */
    Points doubled() {
        var twice = new ArrayList<Long>();
        var both = new ArrayList<Double>();
        for (var i = 0; i < size(); i++) {
            twice.addAll(List.of(times.get(i), times.get(i)));
            both.addAll(List.of(values.get(i), values.get(i)));
        }
        return new Points(twice, both);
    }

    Points part(int from, int to) {
        return new Points(times.subList(from, to), values.subList(from, to));
    }
}
