package dev.bursar.simulator.metrics;

import dev.bursar.simulator.ml.InstanceTypes;
import dev.bursar.simulator.ml.Job;
import dev.bursar.simulator.ml.Jobs;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;

/** A metric of one instance of a job, in the time between its start and its end that is charged. */
record JobSeries(Job job, String metric, Jobs jobs, Clock clock) implements Series {

    static final Set<String> METRICS =
            Set.of("CPUUtilization", "MemoryUtilization", "DiskUtilization", "GPUUtilization", "GPUMemoryUtilization");

    private static final int HUNDRED = 100;
    private static final long SECONDS_A_DAY = 86_400;

    @Override
    public String unit() {
        return "Percent";
    }

    @Override
    public Day on(LocalDate date) {
        var type = InstanceTypes.named(job.type());
        var midnight = date.toEpochDay() * SECONDS_A_DAY;
        var minutes = jobs.minutes(job, date);
        var what = job.name().hashCode() * 31L + metric.hashCode();
        var gpus = metric.startsWith("GPU");
        var first = job.started().getEpochSecond();
        var ended = job.ended();
        var end = (ended == null ? clock.instant() : ended).getEpochSecond();
        return minute -> {
            var time = midnight + minute * 60L;
            if (minute >= minutes || time < first || time >= end || gpus && type.gpus() == 0) {
                return null;
            }
            var chance = Chance.of(what, time);
            var share = switch (metric) {
                case "CPUUtilization" -> 0.25 + 0.15 * chance;
                case "GPUUtilization" -> 0.7 + 0.25 * chance;
                case "GPUMemoryUtilization" -> 0.82;
                case "MemoryUtilization" -> 0.4 + 0.02 * chance;
                default -> 0.2;
            };
            var whole = gpus ? type.gpus() : metric.equals("CPUUtilization") ? type.vcpus() : 1;
            return Samples.same(SLOT_MINUTES, HUNDRED * share * whole);
        };
    }
}
