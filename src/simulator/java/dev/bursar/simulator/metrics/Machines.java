package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.metrics.Series.Chance;
import dev.bursar.simulator.metrics.Series.Samples;
import dev.bursar.simulator.ml.Rhythm;
import dev.bursar.simulator.organisation.Node;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.UsedResource;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The organisation's EC2 instances: some of them have nothing to do. */
public final class Machines {
    private static final int IDLE_ONE_OF = 5;
    private static final LocalDate LONG_AFTER = LocalDate.of(2099, 1, 1);

    /** How many GPUs the simulated types have. */
    private static final Map<String, Integer> GPUS = Map.of("g5.12xlarge", 4);

    private final Map<String, UsedResource> instances = new LinkedHashMap<>();
    private final Set<String> withAgent;

    public Machines(Organisation organisation) {
        for (var used : organisation.resources()) {
            if (used.id().startsWith("i-") && used.cell().service().contains("Compute")) {
                instances.putIfAbsent(used.id(), used);
            }
        }
        withAgent = withAgent();
    }

    /** The CloudWatch agent runs on one instance with GPUs that is idle and on one that is busy. */
    private Set<String> withAgent() {
        var found = new HashSet<String>();
        for (var idle : List.of(true, false)) {
            instances.values().stream()
                    .filter(used -> gpus(used) > 0 && idle(used) == idle)
                    .filter(used -> !used.cell().usageType().contains("Spot")
                            && used.ends().isAfter(LONG_AFTER))
                    .findFirst()
                    .ifPresent(used -> found.add(used.id()));
        }
        return found;
    }

    private static int gpus(UsedResource used) {
        return GPUS.getOrDefault(used.cell().instanceType(), 0);
    }

    /** The dimensions of each GPU whose metrics the CloudWatch agent sends, as it is configured to by most. */
    List<Map<String, String>> agentGpus(Caller caller) {
        return instances.values().stream()
                .filter(used -> isIn(used, caller) && withAgent.contains(used.id()))
                .flatMap(used -> IntStream.range(0, gpus(used)).mapToObj(gpu -> dimensions(used, gpu)))
                .toList();
    }

    private static Map<String, String> dimensions(UsedResource used, int gpu) {
        return Map.of(
                Sources.INSTANCE,
                used.id(),
                "InstanceType",
                used.cell().instanceType(),
                "arch",
                "Ampere",
                "host",
                "ip-10-0-3-" + Math.floorMod(used.id().hashCode(), 250),
                "index",
                String.valueOf(gpu),
                "name",
                "NVIDIA A10G");
    }

    /** Null where the agent sends no such metric with exactly these dimensions. */
    @Nullable
    Series agent(Caller caller, Map<String, String> dimensions, String metric) {
        var used = instances.get(dimensions.getOrDefault(Sources.INSTANCE, ""));
        if (used == null
                || !GpuSeries.UNITS.containsKey(metric)
                || !agentGpus(caller).contains(dimensions)) {
            return null;
        }
        return new GpuSeries(used, Integer.parseInt(dimensions.getOrDefault("index", "0")), metric, idle(used));
    }

    /** Null where the caller has no such instance there, or it doesn't publish the metric. */
    @Nullable
    Series series(Caller caller, String id, String metric) {
        var used = instances.get(id);
        return used == null || !isIn(used, caller) || !MachineSeries.UNITS.containsKey(metric)
                ? null
                : new MachineSeries(used, metric, idle(used));
    }

    List<String> ids(Caller caller) {
        return instances.values().stream()
                .filter(used -> isIn(used, caller))
                .map(UsedResource::id)
                .toList();
    }

    /** Those of the caller's that do nothing and exist on that day. */
    List<UsedResource> idle(Caller caller, LocalDate day) {
        return instances.values().stream()
                .filter(used -> isIn(used, caller) && idle(used))
                .filter(used -> !used.starts().isAfter(day.minusDays(14)) && day.isBefore(used.ends()))
                .toList();
    }

    private static boolean isIn(UsedResource used, Caller caller) {
        return used.cell().account().equals(caller.account())
                && used.cell().region().equals(caller.region());
    }

    /** Spot instances come and go with the work, and nodes of a cluster do some. */
    private static boolean idle(UsedResource used) {
        return Node.of(used.cell()) == null
                && !used.cell().usageType().contains("Spot")
                && Math.floorMod(used.id().hashCode(), IDLE_ONE_OF) == 0;
    }

    /** A metric of an EC2 instance, whose CPU is in percent of all of it. */
    record MachineSeries(UsedResource used, String metric, boolean idle) implements Series {
        static final Map<String, String> UNITS = Series.units("machine");

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

    /** A metric that the CloudWatch agent sends of one GPU of an EC2 instance. */
    record GpuSeries(UsedResource used, int gpu, String metric, boolean idle) implements Series {
        static final Map<String, String> UNITS = Series.units("gpu");

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
}
