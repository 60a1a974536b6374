package dev.bursar.efficiency.prices;

import module java.base;

/**
 * A price that an admin typed, with what one instance of the type has.
 *
 * @param id changes with each change; 0 while it isn't stored
 * @param inList whether AWS's list has a price too, which is then the one that counts
 */
public record TypedPrice(int id, Draft what, String typedBy, Instant typedAt, boolean inList) {
    /** What a price is of: at most one holds for each. */
    public record Place(String region, String component, String type) {}

    /**
     * What is typed.
     *
     * @param usdPerHour On-Demand
     * @param gpuMemoryGibEach of one GPU; 0 where there is none
     * @param gpu its model, such as NVIDIA T4; "" where there is none
     * @param architecture x86_64 or arm64
     */
    public record Draft(
            Place place,
            BigDecimal usdPerHour,
            double vcpus,
            double memoryGib,
            int gpus,
            double gpuMemoryGibEach,
            String gpu,
            String architecture) {}
}
