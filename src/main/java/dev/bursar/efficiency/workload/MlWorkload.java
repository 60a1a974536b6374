package dev.bursar.efficiency.workload;

import dev.bursar.efficiency.sizing.MeasuredRate;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A workload as AWS last described it.
 *
 * @param arn of a family of jobs, that of its jobs up to what differs, with an asterisk
 * @param status as AWS writes it
 * @param created null where AWS doesn't say
 * @param publishSeconds between published points of utilisation
 * @param described when AWS last said all this; null where it is known from charges alone
 * @param gone when a whole list lacked it first; null while it is there
 */
public record MlWorkload(
        long id,
        WorkloadKind kind,
        String arn,
        String account,
        String region,
        String name,
        String status,
        @Nullable Instant created,
        @Nullable Instant modified,
        String config,
        boolean async,
        int publishSeconds,
        @Nullable Instant described,
        @Nullable Instant gone,
        List<Variant> variants,
        List<Component> components) {
    public MlWorkload {
        variants = List.copyOf(variants);
        components = List.copyOf(components);
    }

    /** Whether it runs and costs something now, as far as AWS has said. */
    public boolean inService() {
        return gone == null
                && switch (kind) {
                    case ENDPOINT, NOTEBOOK, APP, PROVISIONED -> status.equals("InService");
                    case JOB_FAMILY, EC2 -> true;
                };
    }

    /**
     * What of it is measured by itself. A family of jobs has one for each instance type, named after it; notebooks, apps and instances have
     * one, named "".
     *
     * @param instanceType null where it is serverless, or AWS says none
     * @param instances that ran when AWS described it; null where AWS didn't say
     * @param serverlessMb null where it runs on instances
     * @param leastInstances that scaling in leaves; null where it doesn't scale
     * @param modelCreated when its model was made; null where AWS doesn't say
     * @param gpuMetrics how many metrics the CloudWatch agent sends of an EC2 instance's GPUs; null where it isn't known
     * @param rates what Inference Recommender jobs measured of it, the newest job first
     */
    public record Variant(
            long id,
            String name,
            boolean shadow,
            @Nullable String instanceType,
            @Nullable Integer instances,
            double weight,
            @Nullable Integer serverlessMb,
            @Nullable Integer leastInstances,
            boolean reserved,
            boolean gone,
            @Nullable Instant modelCreated,
            @Nullable Integer gpuMetrics,
            List<MeasuredRate> rates) {
        public Variant {
            rates = List.copyOf(rates);
        }

        public boolean serverless() {
            return serverlessMb != null;
        }
    }

    /** An inference component with what each copy reserves; null where AWS doesn't say. */
    public record Component(
            String name,
            String variant,
            String status,
            @Nullable Double cores,
            @Nullable Double accelerators,
            @Nullable Integer memoryMb,
            @Nullable Integer copies) {}
}
