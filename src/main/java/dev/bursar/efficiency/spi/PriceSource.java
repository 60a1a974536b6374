package dev.bursar.efficiency.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Reads AWS's public prices. Requests are free and metered; each throws {@link dev.bursar.sync.SourceProblem}. */
public interface PriceSource {
    /**
     * An instance type's On-Demand price for one component in a Region, and what such an instance has; null where AWS doesn't say or
     * says something that can't be read.
     *
     * @param component as AWS names it, such as Hosting, Training, Notebook
     * @param gpus accelerators of an instance, those of AWS too
     * @param gpuMemoryGib of all of them together
     * @param architecture x86_64 or arm64
     */
    record ListedPrice(
            String instanceType,
            String region,
            String component,
            @Nullable BigDecimal usdPerHour,
            @Nullable Double vcpus,
            @Nullable Double memoryGib,
            @Nullable Integer gpus,
            @Nullable Double gpuMemoryGib,
            @Nullable String gpu,
            @Nullable String architecture) {}

    /** Every price of an ML instance in a Region, page by page; a price may come twice. */
    void prices(String region, RequestMeter meter, Consumer<List<ListedPrice>> page);

    /**
     * What an hour costs under a SageMaker Savings Plan of one year without upfront payment.
     *
     * @param usageType such as {@code USE1-Host:ml.m5.xlarge}
     */
    record PlanRate(String region, String usageType, BigDecimal usdPerHour) {}

    /** Every such rate of a Region; a usage type that is not listed is not eligible. */
    List<PlanRate> planRates(String region, RequestMeter meter);
}
