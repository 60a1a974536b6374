package dev.bursar.efficiency.formula;

import module java.base;

/** What a month costs if it goes on as now. It is a figure of its own: no cost of a past time is scaled to another. */
public final class Rate {
    /** Hours that a month is counted with. */
    public static final BigDecimal MONTH_HOURS = BigDecimal.valueOf(730);

    private static final BigDecimal DAY_HOURS = BigDecimal.valueOf(24);
    private static final int DECIMALS = 10;

    private Rate() {}

    /** @param costs of whole days, in one currency; a day without costs is 0 */
    public static Amount ofDays(Collection<BigDecimal> costs) {
        return costs.isEmpty()
                ? Amount.notKnown(Reason.NO_WHOLE_DAY)
                : Amount.of(costs.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .multiply(MONTH_HOURS)
                        .divide(DAY_HOURS.multiply(BigDecimal.valueOf(costs.size())), DECIMALS, RoundingMode.HALF_UP));
    }
}
