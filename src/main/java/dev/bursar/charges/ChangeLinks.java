package dev.bursar.charges;

import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** Addresses of the page that says why costs changed, which belongs to causes: many modules below it lead there. A test resolves them. */
public final class ChangeLinks {
    public static final String CHANGES = "changes-in-cost";

    private static final int MOST_DAYS = 31;

    private ChangeLinks() {}

    /** Between two ranges of days, of the charges that match. */
    public static String between(DayRange now, DayRange before, CostMetric cost, List<CostFilter> filters) {
        var address = new StringBuilder(CHANGES)
                .append("?from=")
                .append(now.from())
                .append("&to=")
                .append(now.to())
                .append("&before-from=")
                .append(before.from())
                .append("&before-to=")
                .append(before.to());
        if (cost != CostMetric.EFFECTIVE) {
            address.append("&cost=").append(cost.name().toLowerCase(Locale.ROOT));
        }
        for (CostFilter filter : filters) {
            address.append("&f=").append(URLEncoder.encode(filter.address(), StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    /** What changed in a resource's cost from a day on, against as many days before; at most 31. */
    public static String since(String arn, LocalDate day, LocalDate today) {
        LocalDate from = day.isBefore(today) ? day : today.minusDays(1);
        long days = Math.clamp(ChronoUnit.DAYS.between(from, today), 1, MOST_DAYS);
        // charges name some resources by their ARN and others by the id at its end
        String id = arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
        return between(
                new DayRange(from, from.plusDays(days)),
                new DayRange(from.minusDays(days), from),
                CostMetric.EFFECTIVE,
                List.of(new CostFilter(Dimension.RESOURCE, Operator.CONTAINS, List.of(id))));
    }
}
