package dev.bursar.simulator.ml;

import dev.bursar.simulator.files.Data;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What an instance of a type has, and what it costs where it is cheapest.
 *
 * @param name such as {@code ml.m5.xlarge}
 * @param gpus accelerators, those of AWS too
 * @param gpuMemory GiB of all of them together
 * @param gpu their name, null without any
 * @param usd an hour of Hosting in us-east-1
 */
public record InstanceType(
        String name,
        int vcpus,
        double memory,
        int gpus,
        int gpuMemory,
        @Nullable String gpu,
        String architecture,
        BigDecimal usd) {
    private static final List<InstanceType> ALL = Data.rows("instance-types.csv", InstanceType.class);
    private static final Map<String, InstanceType> BY_NAME =
            ALL.stream().collect(Collectors.toMap(InstanceType::name, Function.identity()));

    public static List<InstanceType> all() {
        return ALL;
    }

    public static InstanceType named(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("No such instance type: " + name);
        }
        return type;
    }
}
