package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Hardware;

/** How much more than the demand is asked for, as a share: 0.20 is 20 %. */
public record Headroom(double cpu, double memory, double gpu, double gpuMemory, double rate) {
    public static final Headroom DEFAULT = new Headroom(0.20, 0.20, 0.20, 0.20, 0.20);

    public Headroom {
        for (double share : new double[] {cpu, memory, gpu, gpuMemory, rate}) {
            if (!(share >= 0 && share <= 10)) {
                throw new IllegalArgumentException("Headroom is 0 to 1000 %");
            }
        }
    }

    public double of(Hardware resource) {
        return switch (resource) {
            case CPU -> cpu;
            case MEMORY -> memory;
            case GPU -> gpu;
            case GPU_MEMORY -> gpuMemory;
        };
    }
}
