package dev.bursar.causes.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Where anomalies are read that AWS found itself. Each page is paid for and metered before it is asked for.
 *
 * <p>Errors: {@link dev.bursar.sync.SourceProblem}; {@link dev.bursar.sync.CapReached} before a request that the cap forbids.
 */
public interface AwsAnomalySource {
    /** What AWS bills for a page. */
    BigDecimal USD_A_PAGE = new BigDecimal("0.01");

    /** So many days, today among them, are known. */
    int DAYS = 90;

    /**
     * All of these days, whole or not at all.
     *
     * @param last included
     */
    List<AwsAnomaly> all(LocalDate first, LocalDate last, RequestMeter meter);
}
