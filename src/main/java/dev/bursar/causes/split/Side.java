package dev.bursar.causes.split;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What charges of one period come to.
 *
 * @param quantity of what was used; null where the source doesn't say it of all of them
 */
public record Side(BigDecimal cost, @Nullable BigDecimal quantity) {
    public static final Side NOTHING = new Side(BigDecimal.ZERO, BigDecimal.ZERO);

    /** The sum of both; no quantity where one of them has none. */
    public Side plus(Side other) {
        return new Side(
                cost.add(other.cost), quantity == null || other.quantity == null ? null : quantity.add(other.quantity));
    }

    boolean isNothing() {
        return cost.signum() == 0 && (quantity == null || quantity.signum() == 0);
    }
}
