package dev.bursar.efficiency.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as DescribeEndpoint and DescribeEndpointConfig say.
 *
 * @param status as AWS writes it, such as InService; empty where it doesn't say
 * @param created null where AWS doesn't say
 * @param modified null where AWS says neither when it was changed nor when it was made
 * @param async whether it answers asynchronously: such endpoints publish no Invocations
 * @param publishSeconds between published points of utilisation, 10 to 300; 60 where the configuration says nothing
 * @param variants production variants first, then shadow variants
 */
public record MlEndpoint(
        String name,
        String arn,
        String status,
        @Nullable Instant created,
        @Nullable Instant modified,
        String config,
        boolean async,
        int publishSeconds,
        List<Variant> variants) {
    public MlEndpoint {
        variants = List.copyOf(variants);
    }

    /**
     * @param shadow whether it only gets copies of requests
     * @param instanceType null where it is serverless, or where AWS says none (an instance pool): then it is not known
     * @param instances that run now; null where AWS doesn't say, as of serverless ones
     * @param weight its share of requests, as AWS writes it
     * @param serverless null where it runs on instances
     * @param leastInstances that managed instance scaling leaves; null where it is off
     * @param reserved whether it runs on capacity that was reserved for it
     * @param model null where it has none of its own or the model is gone
     */
    public record Variant(
            String name,
            boolean shadow,
            @Nullable String instanceType,
            @Nullable Integer instances,
            double weight,
            @Nullable Serverless serverless,
            @Nullable Integer leastInstances,
            boolean reserved,
            @Nullable Model model) {}

    /**
     * @param modelPackage the ARN of the version of a model package that it was made of; null for none
     * @param created null where AWS doesn't say
     */
    public record Model(
            String name,
            @Nullable String modelPackage,
            @Nullable Instant created) {}

    /** @param provisioned concurrency that bills idle too; 0 for none */
    public record Serverless(int memoryMb, int provisioned) {}
}
