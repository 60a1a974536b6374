package dev.bursar.simulator.ml;

import java.math.BigDecimal;

/**
 * What an instance of a type has, and what it costs where it is cheapest.
 *
 * @param name such as {@code ml.m5.xlarge}
 * @param gpus accelerators, those of AWS too
 * @param gpuMemory GiB of all of them together
 * @param gpu their name, "" without any
 * @param usd an hour of Hosting in us-east-1
 */
public record InstanceType(
        String name,
        int vcpus,
        double memory,
        int gpus,
        int gpuMemory,
        String gpu,
        String architecture,
        BigDecimal usd) {}
