package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.spi.ResourceCostSource;
import module java.base;

/**
 * What costs by resource from Cost Explorer cost themselves, roughly.
 *
 * @param firstPages of the first run
 * @param dailyPages of each later one
 */
public record ResourceCostPrice(int firstPages, int dailyPages) {
    private static final int ROWS_A_PAGE = 1_000;
    /** Usage types of a resource: the instance, and its disk or data. */
    private static final int ROWS_OF_A_RESOURCE = 2;

    private static final int MONTH_DAYS = 30;

    static ResourceCostPrice of(long resources) {
        return new ResourceCostPrice(
                pages(resources, ResourceCostSource.DAYS), pages(resources, ResourceCostStore.AGAIN));
    }

    private static int pages(long resources, int days) {
        return (int) Math.clamp(Math.ceilDiv(resources * ROWS_OF_A_RESOURCE * days, ROWS_A_PAGE), 1, Integer.MAX_VALUE);
    }

    public BigDecimal firstUsd() {
        return ResourceCostSource.USD_A_PAGE.multiply(BigDecimal.valueOf(firstPages));
    }

    public BigDecimal monthUsd() {
        return ResourceCostSource.USD_A_PAGE
                .multiply(BigDecimal.valueOf(dailyPages))
                .multiply(BigDecimal.valueOf(MONTH_DAYS));
    }
}
