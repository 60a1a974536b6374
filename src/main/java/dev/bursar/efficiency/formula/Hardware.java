package dev.bursar.efficiency.formula;

/** What an instance has that a load uses, with the unit in which it is counted. */
public enum Hardware {
    CPU("vCPU"),
    MEMORY("GiB"),
    GPU("GPU"),
    GPU_MEMORY("GiB");

    private final String unit;

    Hardware(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /**
     * Turns percent as CloudWatch publishes it into units of this resource on one instance.
     *
     * @param percent of a core or an accelerator for sums over them, else of the instance
     */
    public double units(double percent, Spec spec, CpuScale scale) {
        return percent
                / 100
                * switch (this) {
                    case CPU -> scale == CpuScale.SUM_OF_CORES ? 1 : spec.vcpus();
                    case MEMORY -> spec.memoryGib();
                    case GPU -> gpus(spec, scale);
                    case GPU_MEMORY -> gpus(spec, scale) * spec.gpuMemoryGibEach();
                };
    }

    private static int gpus(Spec spec, CpuScale scale) {
        return scale == CpuScale.SUM_OF_CORES ? 1 : spec.gpus();
    }

    /** What utilisation of CPU and accelerators is a percentage of. */
    public enum CpuScale {
        /** 0 to 100 for each vCPU and accelerator, as SageMaker publishes for endpoints and jobs. */
        SUM_OF_CORES,
        /** 0 to 100 for the whole instance, as EC2 publishes, and as is known of what the CloudWatch agent sends. */
        INSTANCE
    }
}
