package dev.bursar.efficiency.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SageMaker and EC2 charged for each resource, where no export says so. Each page of an answer is paid for and metered before
 * it is asked for.
 *
 * <p>Errors: {@link dev.bursar.sync.SourceProblem}, of kind {@code OFF} where the payer has not turned such costs on;
 * {@link dev.bursar.sync.CapReached} before a request that the cap forbids.
 */
public interface ResourceCostSource {
    /** What AWS bills for a page. */
    BigDecimal USD_A_PAGE = new BigDecimal("0.01");

    /** How many days before today are known. */
    int DAYS = 14;

    /**
     * What a day cost of one resource and usage type, with every digit that the source gave.
     *
     * @param resource as AWS writes it: an ARN, or an id such as i-0123456789abcdef0
     * @param usageType such as {@code USE1-Host:ml.m5.xlarge}
     * @param currency ISO 4217 code
     * @param effectiveCost net of private discounts, commitments spread
     * @param usage null where the source mixes units
     * @param unit of the usage, such as Hrs
     */
    record ResourceCost(
            LocalDate day,
            String resource,
            String usageType,
            String currency,
            BigDecimal effectiveCost,
            @Nullable BigDecimal usage,
            @Nullable String unit) {}

    /**
     * An answer as a whole; what is of no resource is not in it.
     *
     * @param pages paid pages, at least 1
     */
    record Answer(List<ResourceCost> costs, int pages) {
        public Answer {
            costs = List.copyOf(costs);
        }
    }

    /**
     * Days without costs are absent.
     *
     * @param from not earlier than {@link #DAYS} days before today
     * @param to excluded
     */
    Answer read(LocalDate from, LocalDate to, RequestMeter meter);
}
