package dev.bursar.simulator.metrics;

import dev.bursar.simulator.ml.Rhythm;
import dev.bursar.simulator.organisation.UsedResource;
import java.time.LocalDate;
import java.util.Map;

/** A metric that the CloudWatch agent sends of one GPU of an EC2 instance. */
record GpuSeries(UsedResource used, int gpu, String metric, boolean idle) implements Series {

    static final Map<String, String> UNITS = Map.of(
            "nvidia_smi_utilization_gpu",
            "Percent",
            "nvidia_smi_utilization_memory",
            "Percent",
            "nvidia_smi_memory_used",
            "Megabytes",
            "nvidia_smi_memory_total",
            "Megabytes");

    private static final int SLOTS = 288;
    private static final double TOTAL = 23_028;

    @Override
    public String unit() {
        return UNITS.getOrDefault(metric, "None");
    }

    @Override
    public Day on(LocalDate date) {
        if (date.isBefore(used.starts()) || !date.isBefore(used.ends())) {
            return minute -> null;
        }
        var what = used.id().hashCode() * 31L + metric.hashCode() + gpu;
        // the first GPU has the most to do
        var busy = idle ? 0 : 0.7 - 0.15 * gpu;
        return minute -> {
            var chance = Chance.of(what, date.toEpochDay() * SLOTS + minute / SLOT_MINUTES);
            var level = busy * Rhythm.DAILY.at(date, minute, chance);
            return Samples.same(
                    SLOT_MINUTES,
                    switch (metric) {
                        case "nvidia_smi_utilization_gpu" -> Math.floor(100 * level);
                        case "nvidia_smi_utilization_memory" -> Math.floor(40 * level);
                        case "nvidia_smi_memory_used" -> idle ? 450 : Math.floor(TOTAL * (0.3 + 0.6 * level));
                        default -> TOTAL;
                    });
        };
    }
}
