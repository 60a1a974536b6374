package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.UsedResource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The organisation's EC2 instances: some of them have nothing to do. */
public final class Machines {

    private static final int IDLE_ONE_OF = 5;

    private final Map<String, UsedResource> instances = new LinkedHashMap<>();

    public Machines(Organisation organisation) {
        for (var used : organisation.resources()) {
            if (used.id().startsWith("i-") && used.cell().service().contains("Compute")) {
                instances.putIfAbsent(used.id(), used);
            }
        }
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
