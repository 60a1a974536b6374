package dev.bursar.charges;

import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** Addresses of the page with the lines that charges are made of, which belongs to spend. A test resolves them. */
public final class LineLinks {
    public static final String LINES = "spend/lines";

    /** What people click on. */
    public static final String OPEN = "Open lines";

    private LineLinks() {}

    /** The lines of the charges of these days that match. */
    public static String of(DayRange days, CostMetric cost, Set<Exclusion> without, List<CostFilter> filters) {
        var address = new StringBuilder(LINES)
                .append("?from=")
                .append(days.from())
                .append("&to=")
                .append(days.to());
        if (cost != CostMetric.EFFECTIVE) {
            address.append("&cost=").append(word(cost));
        }
        if (!without.isEmpty()) {
            address.append("&without=")
                    .append(without.stream().sorted().map(LineLinks::word).collect(Collectors.joining(",")));
        }
        for (CostFilter filter : filters) {
            address.append("&f=").append(URLEncoder.encode(filter.address(), StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    /** The lines of a resource's charges. */
    public static String ofResource(String arn, DayRange days) {
        // charges name some resources by their ARN and others by the id at its end
        String id = arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
        return of(
                days,
                CostMetric.EFFECTIVE,
                Set.of(),
                List.of(new CostFilter(Dimension.RESOURCE, Operator.CONTAINS, List.of(id))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
