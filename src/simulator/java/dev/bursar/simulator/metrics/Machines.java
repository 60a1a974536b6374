package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.UsedResource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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

    /** Spot instances come and go with the work. */
    private static boolean idle(UsedResource used) {
        return !used.cell().usageType().contains("Spot")
                && Math.floorMod(used.id().hashCode(), IDLE_ONE_OF) == 0;
    }
}
