package dev.bursar.spend.ui;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.spend.spi.LinesOfCharges;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * What the page of lines shows, as its address says it: the days, cost and filters as on the Spend page, and which columns in which order.
 *
 * @param columns as the files name them; empty for the usual ones
 * @param sort a column, "-" before it for descending; "" for the dearest lines first
 */
record LinesUrl(SpendUrl spend, List<String> columns, String sort) {
    private static final String COLUMN = "column";
    private static final String SORT = "sort";
    private static final Set<String> OWN = Set.of(COLUMN, SORT);
    private static final int MOST_COLUMNS = 40;
    private static final int LONGEST_NAME = 300;

    LinesUrl {
        columns = List.copyOf(columns);
    }

    /** @param ignored what was left out, as sentences with the reason */
    record Read(LinesUrl url, List<String> ignored) {}

    static Read read(Map<String, List<String>> parameters, LocalDate lastDay) {
        Map<String, List<String>> others = new LinkedHashMap<>(parameters);
        others.keySet().removeAll(OWN);
        SpendUrl.Read spend = SpendUrl.read(others, lastDay);
        var ignored = new ArrayList<>(spend.ignored());
        List<String> columns = parameters.getOrDefault(COLUMN, List.of()).stream()
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME)
                .distinct()
                .toList();
        if (columns.size() > MOST_COLUMNS) {
            ignored.add("At most " + MOST_COLUMNS + " columns are shown; the first ones are.");
            columns = columns.subList(0, MOST_COLUMNS);
        }
        String sort = parameters.getOrDefault(SORT, List.of("")).getFirst();
        return new Read(
                new LinesUrl(spend.url().spread(false), columns, sort.length() > LONGEST_NAME ? "" : sort),
                List.copyOf(ignored));
    }

    Map<String, List<String>> parameters() {
        Map<String, List<String>> all = new LinkedHashMap<>(SpendUrl.DEFAULT
                .with(spend.period())
                .with(spend.cost())
                .with(spend.filters())
                .parameters());
        if (!spend.without().isEmpty()) {
            all.putAll(Map.of("without", spend.parameters().getOrDefault("without", List.of())));
        }
        if (!columns.isEmpty()) {
            all.put(COLUMN, columns);
        }
        if (!sort.isEmpty()) {
            all.put(SORT, List.of(sort));
        }
        return all;
    }

    LinesUrl with(SpendUrl other) {
        return new LinesUrl(other, columns, sort);
    }

    LinesUrl with(List<String> other) {
        return new LinesUrl(spend, other, sort);
    }

    LinesUrl sorted(String by) {
        return new LinesUrl(spend, columns, by);
    }

    LocalDateRange days(LocalDate lastDay) {
        return spend.days(lastDay);
    }

    boolean isTooLong(LocalDate lastDay) {
        return days(lastDay).lengthInDays() > LinesOfCharges.MOST_DAYS;
    }

    CostQuery question(LocalDate lastDay) {
        LocalDateRange days = days(lastDay);
        return new CostQuery(
                days.getStart(),
                days.getEnd(),
                Granularity.DAILY,
                spend.cost(),
                Dimension.TEAM,
                null,
                spend.without(),
                null,
                spend.filters());
    }

    /** The column that FOCUS has for the other cost, which isn't shown unless it is chosen. */
    String otherCost() {
        return spend.cost() == CostMetric.BILLED ? CostMetric.EFFECTIVE.label() : CostMetric.BILLED.label();
    }
}
