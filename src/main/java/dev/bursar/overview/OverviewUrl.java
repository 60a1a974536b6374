package dev.bursar.overview;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.list.AddressReader;
import dev.bursar.ui.Travel;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What the Overview shows, as its address says it; without a month it is the current one, and moves on with time. */
record OverviewUrl(Optional<YearMonth> month, CostMetric cost, Comparison compare, View view) {
    static final OverviewUrl DEFAULT =
            new OverviewUrl(Optional.empty(), CostMetric.EFFECTIVE, Comparison.PREVIOUS, View.DAILY);

    /** How the chart adds up. */
    enum View {
        DAILY("Daily"),
        CUMULATIVE("Cumulative");

        private final String label;

        View(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * An address that was read.
     *
     * @param ignored what was left out, as sentences with the reason
     */
    record Read(OverviewUrl url, List<String> ignored) {}

    /** Whole days only; {@code lastDay} is the last one with all its costs. */
    LocalDateRange days(LocalDate lastDay) {
        YearMonth wanted = month.orElse(YearMonth.from(lastDay));
        LocalDate end = wanted.equals(YearMonth.from(lastDay))
                ? lastDay.plusDays(1)
                : wanted.plusMonths(1).atDay(1);
        return LocalDateRange.of(wanted.atDay(1), end);
    }

    /** The days that these are compared with. */
    LocalDateRange before(LocalDateRange days) {
        DayRange before = compare.of(new DayRange(days.getStart(), days.getEnd()));
        return LocalDateRange.of(before.from(), before.to());
    }

    OverviewUrl with(YearMonth other, LocalDate lastDay) {
        return new OverviewUrl(
                other.equals(YearMonth.from(lastDay)) ? Optional.empty() : Optional.of(other), cost, compare, view);
    }

    OverviewUrl with(CostMetric other) {
        return new OverviewUrl(month, other, compare, view);
    }

    OverviewUrl with(Comparison other) {
        return new OverviewUrl(month, cost, other, view);
    }

    OverviewUrl with(View other) {
        return new OverviewUrl(month, cost, compare, other);
    }

    /** The same with what a person took along from another page. */
    OverviewUrl with(Travel travel, LocalDate lastDay) {
        OverviewUrl there =
                travel.month(lastDay).map(wanted -> with(wanted, lastDay)).orElse(this);
        return Optional.ofNullable(travel.cost())
                .flatMap(word -> AddressReader.constant(CostMetric.class, word))
                .map(there::with)
                .orElse(there);
    }

    /** What a person takes along from here; a team stays what it was. */
    Travel over(Travel before) {
        return before.with(month).withCost(cost == DEFAULT.cost ? null : AddressReader.word(cost));
    }

    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        month.ifPresent(wanted -> parameters.put("month", List.of(wanted.toString())));
        if (cost != DEFAULT.cost) {
            parameters.put("cost", List.of(AddressReader.word(cost)));
        }
        if (compare != DEFAULT.compare) {
            parameters.put("compare", List.of(AddressReader.word(compare)));
        }
        if (view != DEFAULT.view) {
            parameters.put("view", List.of(AddressReader.word(view)));
        }
        return parameters;
    }

    /** Reading never fails: what can't be read is left out and named. */
    static Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(parameters, List.of("month", "cost", "compare", "view"));
        var url = new OverviewUrl(
                address.month("month"),
                address.choice("cost", CostMetric.class, DEFAULT.cost),
                address.choice("compare", Comparison.class, DEFAULT.compare),
                address.choice("view", View.class, DEFAULT.view));
        return new Read(url, address.ignored());
    }
}
