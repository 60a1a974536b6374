package dev.bursar.simulator.organisation;

import module java.base;

/**
 * A resource that costs of a workload are of, on the days from which and until which (exclusive) it runs.
 *
 * @param id as exports write it, which is not always an ARN
 */
public record UsedResource(String id, Cell cell, LocalDate starts, LocalDate ends) {}
