package dev.bursar.charges.sums;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What some charges of one service and usage type come to, by numbers of terms; {@link DimensionColumn#NOT_STATED} is what their source
 * doesn't say.
 *
 * @param day null in a sum over all days
 * @param part of a further dimension; null without one
 * @param unit of the quantity; "" where the source doesn't say
 * @param quantity null where some charge says none
 */
public record UsageSum(
        @Nullable LocalDate day,
        @Nullable Integer part,
        int service,
        int recordType,
        int usageType,
        String unit,
        String currency,
        boolean exported,
        BigDecimal cost,
        @Nullable BigDecimal quantity) {}
