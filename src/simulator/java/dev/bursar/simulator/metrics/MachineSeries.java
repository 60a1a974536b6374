package dev.bursar.simulator.metrics;

import dev.bursar.simulator.ml.Rhythm;
import dev.bursar.simulator.organisation.UsedResource;
import java.time.LocalDate;
import java.util.Map;

/** A metric of an EC2 instance, whose CPU is in percent of all of it. */
record MachineSeries(UsedResource used, String metric, boolean idle) implements Series {

    static final Map<String, String> UNITS =
            Map.of("CPUUtilization", "Percent", "NetworkIn", "Bytes", "NetworkOut", "Bytes");

    private static final int SLOTS = 288;

    @Override
    public String unit() {
        return UNITS.getOrDefault(metric, "None");
    }

    @Override
    public Day on(LocalDate date) {
        if (date.isBefore(used.starts()) || !date.isBefore(used.ends())) {
            return minute -> null;
        }
        var what = used.id().hashCode() * 31L + metric.hashCode();
        var busy = 0.2 + 0.7 * Chance.of(what, 0);
        return minute -> {
            var chance = Chance.of(what, date.toEpochDay() * SLOTS + minute / SLOT_MINUTES);
            var level = idle ? 0 : busy * Rhythm.DAILY.at(date, minute, chance);
            return metric.equals("CPUUtilization")
                    ? cpu(idle ? 0.6 + 1.4 * chance : 100 * level)
                    : Samples.same(1, Math.floor(idle ? 2_000 + 6_000 * chance : 90_000_000 * level));
        };
    }

    private static Samples cpu(double percent) {
        return new Samples(1, percent, percent, percent);
    }
}
