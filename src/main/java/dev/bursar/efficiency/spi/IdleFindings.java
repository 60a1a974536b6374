package dev.bursar.efficiency.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Reads what AWS Compute Optimizer itself finds idle in a place. Requests are free and metered. */
public interface IdleFindings {
    /**
     * @param arn of the resource
     * @param type as AWS writes it, such as EC2Instance
     * @param finding as AWS writes it, such as Idle
     * @param savingsUsd a month; null where AWS doesn't say
     * @param lookBackDays null where AWS doesn't say
     */
    record IdleFinding(
            String arn,
            String type,
            String finding,
            @Nullable BigDecimal savingsUsd,
            @Nullable Integer lookBackDays) {}

    /**
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region; OFF where Compute Optimizer is not turned
     *     on for the account
     */
    List<IdleFinding> idle(Place place, RequestMeter meter);
}
