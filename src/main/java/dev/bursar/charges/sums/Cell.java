package dev.bursar.charges.sums;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One sum.
 *
 * @param period null in a sum over all periods
 * @param key a team's number or a term's, or that of a line as {@link DimensionColumn#line} has it; null in a sum over all groups
 * @param part the same of the second dimension; null in a sum over all parts
 */
public record Cell(
        @Nullable LocalDate period,
        @Nullable Long key,
        @Nullable Long part,
        String currency,
        BigDecimal amount) {}
