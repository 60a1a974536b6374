package dev.bursar.costexplorer.spi;

import dev.bursar.charges.Granularity;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One paid question to a source of costs; its answer may take several pages, each of them paid.
 *
 * @param to excluded
 * @param groupBy one or two dimensions
 * @param tagKey the tag that {@link CostDimension#TAG} stands for; null in a question that isn't about a tag, or not yet
 */
public record CostRequest(
        LocalDate from,
        LocalDate to,
        Granularity granularity,
        List<CostDimension> groupBy,
        @Nullable CostExpression filter,
        @Nullable String tagKey) {
    public CostRequest {
        groupBy = List.copyOf(groupBy);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A question's window is not empty");
        }
        if (groupBy.isEmpty() || groupBy.size() > 2) {
            throw new IllegalArgumentException("Cost Explorer groups by one or two dimensions");
        }
    }

    /** Without a tag; {@link #about} adds it. */
    public CostRequest(
            LocalDate from,
            LocalDate to,
            Granularity granularity,
            List<CostDimension> groupBy,
            @Nullable CostExpression filter) {
        this(from, to, granularity, groupBy, filter, null);
    }

    /** The same about this tag. */
    public CostRequest about(String key) {
        return new CostRequest(from, to, granularity, groupBy, filter, key);
    }
}
