package dev.bursar.efficiency.query;

import module java.base;

/** A resource of SageMaker that charges of the latest 30 days name but that is no known workload: deleted, or of a place that isn't read. */
public record ElsewhereCost(
        String resource, String account, String accountName, String currency, BigDecimal effectiveCost) {}
