package dev.bursar.spend.ui;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.ui.AddressReader;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterAddress;
import dev.bursar.ui.Preset;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What the Spend page shows, as its address says it. Reading never fails: what can't be read is left out and named, so that
 * any address shows the nearest valid view.
 *
 * @param thenBy what each group is split by, or null; never {@code by}
 * @param compare whether with the previous period
 * @param without what is left out of all sums
 * @param filters at most 20
 * @param spread whether what is booked on one day for a whole month is spread over the days of its month
 */
public record SpendUrl(
        Period period,
        View view,
        CostMetric cost,
        Dimension by,
        @Nullable Dimension thenBy,
        @Nullable Comparison compare,
        Set<Exclusion> without,
        List<CostFilter> filters,
        boolean spread) {
    public static final SpendUrl DEFAULT = new SpendUrl(
            new Period.Named(Preset.THIS_MONTH),
            View.DAILY,
            CostMetric.EFFECTIVE,
            Dimension.TEAM,
            null,
            null,
            Set.of(),
            List.of(),
            false);
    private static final List<String> NAMES =
            List.of("from", "to", "period", "view", "cost", "by", "then", "compare", "without", "spread", "f");
    /** Above this, days are shown as months: more bars than pixels, and each row holds an amount for each of them. */
    public static final int MOST_DAYS = 400;

    public SpendUrl {
        filters = List.copyOf(filters);
        without = Set.copyOf(without);
        if (by.equals(thenBy)) {
            thenBy = null;
        }
    }

    /** Named periods move on with time, days don't. */
    public sealed interface Period {
        record Named(Preset preset) implements Period {}

        /** {@code from} included, {@code to} excluded. */
        record Days(LocalDate from, LocalDate to) implements Period {
            public Days {
                if (!from.isBefore(to)) {
                    throw new IllegalArgumentException("The last day is before the first");
                }
            }
        }
    }

    /** How periods are cut and added up. */
    public enum View {
        DAILY("Daily"),
        MONTHLY("Monthly"),
        CUMULATIVE("Cumulative");

        private final String label;

        View(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * An address that was read.
     *
     * @param ignored what was left out, as sentences with the reason
     */
    public record Read(SpendUrl url, List<String> ignored) {
        public Read {
            ignored = List.copyOf(ignored);
        }
    }

    public LocalDateRange days(LocalDate lastDay) {
        return switch (period) {
            case Period.Named(Preset preset) -> preset.days(lastDay);
            case Period.Days(LocalDate from, LocalDate to) -> LocalDateRange.of(from, to);
        };
    }

    public CostQuery question(LocalDate lastDay) {
        LocalDateRange days = days(lastDay);
        return new CostQuery(
                days.getStart(),
                days.getEnd(),
                granularity(days),
                cost,
                by,
                thenBy,
                without,
                compare == null ? null : compare.of(new DayRange(days.getStart(), days.getEnd())),
                filters,
                spread);
    }

    private Granularity granularity(LocalDateRange days) {
        return switch (view) {
            case DAILY -> Granularity.DAILY;
            case MONTHLY -> Granularity.MONTHLY;
            case CUMULATIVE -> days.lengthInDays() > MOST_DAYS ? Granularity.MONTHLY : Granularity.DAILY;
        };
    }

    public SpendUrl with(Period other) {
        return new SpendUrl(other, view, cost, by, thenBy, compare, without, filters, spread);
    }

    public SpendUrl with(View other) {
        return new SpendUrl(period, other, cost, by, thenBy, compare, without, filters, spread);
    }

    public SpendUrl with(CostMetric other) {
        return new SpendUrl(period, view, other, by, thenBy, compare, without, filters, spread);
    }

    /** Grouped by another dimension; what each group was split by stays, unless it is that one. */
    public SpendUrl with(Dimension other) {
        return new SpendUrl(period, view, cost, other, thenBy, compare, without, filters, spread);
    }

    public SpendUrl thenBy(@Nullable Dimension other) {
        return new SpendUrl(period, view, cost, by, other, compare, without, filters, spread);
    }

    public SpendUrl compare(@Nullable Comparison other) {
        return new SpendUrl(period, view, cost, by, thenBy, other, without, filters, spread);
    }

    public SpendUrl without(Exclusion part, boolean out) {
        Set<Exclusion> other = EnumSet.noneOf(Exclusion.class);
        other.addAll(without);
        if (out) {
            other.add(part);
        } else {
            other.remove(part);
        }
        return new SpendUrl(period, view, cost, by, thenBy, compare, other, filters, spread);
    }

    /** With nothing left out. */
    public SpendUrl whole() {
        return new SpendUrl(period, view, cost, by, thenBy, compare, Set.of(), filters, spread);
    }

    public SpendUrl with(List<CostFilter> other) {
        return new SpendUrl(period, view, cost, by, thenBy, compare, without, other, spread);
    }

    public SpendUrl spread(boolean other) {
        return new SpendUrl(period, view, cost, by, thenBy, compare, without, filters, other);
    }

    /** Whether its periods are days, so that monthly charges can be spread over them. */
    public boolean isDaily(LocalDate lastDay) {
        return granularity(days(lastDay)) == Granularity.DAILY;
    }

    // --- writing

    /** The address's parameters; what is as by default is left out. */
    public Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        switch (period) {
            case Period.Named(Preset preset) -> {
                if (preset != Preset.THIS_MONTH) {
                    parameters.put("period", List.of(preset.word()));
                }
            }
            case Period.Days(LocalDate from, LocalDate to) -> {
                parameters.put("from", List.of(from.toString()));
                parameters.put("to", List.of(to.toString()));
            }
        }
        if (view != DEFAULT.view) {
            parameters.put("view", List.of(AddressReader.word(view)));
        }
        if (cost != DEFAULT.cost) {
            parameters.put("cost", List.of(AddressReader.word(cost)));
        }
        if (!by.equals(DEFAULT.by)) {
            parameters.put("by", List.of(by.word()));
        }
        if (thenBy != null) {
            parameters.put("then", List.of(thenBy.word()));
        }
        if (compare != null) {
            parameters.put("compare", List.of(AddressReader.word(compare)));
        }
        if (!without.isEmpty()) {
            parameters.put(
                    "without",
                    List.of(without.stream().sorted().map(AddressReader::word).collect(Collectors.joining(","))));
        }
        if (spread) {
            parameters.put("spread", List.of("1"));
        }
        if (!filters.isEmpty()) {
            parameters.put("f", filters.stream().map(SpendUrl::written).toList());
        }
        return parameters;
    }

    private static String written(CostFilter filter) {
        return FilterAddress.write(new Filter(
                filter.dimension().word(),
                Filter.Operator.valueOf(filter.operator().name()),
                filter.values()));
    }

    // --- reading

    /**
     * Reads an address.
     *
     * @param parameters decoded once, as a browser decodes them
     * @param lastDay the last day with costs, from which named periods count
     */
    public static Read read(Map<String, List<String>> parameters, LocalDate lastDay) {
        return new Reader(new AddressReader(parameters, NAMES)).read(lastDay);
    }

    private record Reader(AddressReader address) {
        Read read(LocalDate lastDay) {
            Period period = period();
            View view = address.choice("view", View.class, DEFAULT.view());
            Dimension by =
                    address.single("by", Dimension::ofWord, "unknown value").orElse(DEFAULT.by());
            var url = new SpendUrl(
                    period,
                    view,
                    address.choice("cost", CostMetric.class, DEFAULT.cost()),
                    by,
                    thenBy(by),
                    compare(),
                    without(),
                    filters(),
                    spread());
            long days = url.days(lastDay).lengthInDays();
            if (view == View.DAILY && days > MOST_DAYS) {
                address.say("More than " + MOST_DAYS + " days are shown by month instead of by day.");
                url = url.with(View.MONTHLY);
            }
            return new Read(url, address.ignored());
        }

        private Period period() {
            if (address.has("period")) {
                Stream.of("from", "to")
                        .filter(address::has)
                        .forEach(name -> address.ignore(name, "the address already has a period"));
                return address.single("period", Preset::ofWord, "unknown period")
                        .<Period>map(Period.Named::new)
                        .orElse(DEFAULT.period());
            }
            Optional<LocalDate> from = address.day("from");
            Optional<LocalDate> to = address.day("to");
            if (from.isEmpty() && to.isEmpty()) {
                return DEFAULT.period();
            }
            if (from.isEmpty() || to.isEmpty()) {
                // the month of the one that is there
                LocalDate known = from.orElseGet(() -> to.orElseThrow().minusDays(1));
                String missing = from.isEmpty() ? "from" : "to";
                if (!address.has(missing)) {
                    address.say(
                            "The address has no \u201C" + missing + "\u201D. The month of the other date is shown.");
                }
                LocalDate month = known.withDayOfMonth(1);
                return new Period.Days(from.orElse(month), to.orElse(month.plusMonths(1)));
            }
            if (!from.get().isBefore(to.get())) {
                address.ignore("to=" + to.get(), "it must be after from=" + from.get());
                return new Period.Days(from.get(), from.get().withDayOfMonth(1).plusMonths(1));
            }
            if (from.get().plusYears(40).isBefore(to.get())) {
                address.ignore("from=" + from.get(), "a view spans at most 40 years");
                return new Period.Days(to.get().minusYears(40).plusDays(1), to.get());
            }
            return new Period.Days(from.get(), to.get());
        }

        private @Nullable Dimension thenBy(Dimension by) {
            Optional<Dimension> dimension = address.single("then", Dimension::ofWord, "unknown value");
            dimension
                    .filter(by::equals)
                    .ifPresent(same -> address.ignore("then=" + same.word(), "it is the same as the first grouping"));
            return dimension.filter(other -> !other.equals(by)).orElse(null);
        }

        private @Nullable Comparison compare() {
            return address.single(
                            "compare",
                            word -> AddressReader.constant(Comparison.class, word),
                            "expected previous, last-month or last-year")
                    .orElse(null);
        }

        private Set<Exclusion> without() {
            Set<Exclusion> without = EnumSet.noneOf(Exclusion.class);
            for (String word :
                    address.single("without").map(text -> text.split(",", -1)).orElse(new String[0])) {
                AddressReader.constant(Exclusion.class, word)
                        .ifPresentOrElse(without::add, () -> address.ignore("without=" + word, "unknown value"));
            }
            return without;
        }

        private boolean spread() {
            return address.single(
                            "spread",
                            word -> word.equals("1") ? Optional.of(true) : Optional.empty(),
                            "the only value is 1")
                    .isPresent();
        }

        private List<CostFilter> filters() {
            return address
                    .filters(
                            Dimension.TEAM.word(),
                            word -> Dimension.ofWord(word).isPresent())
                    .stream()
                    .map(filter -> new CostFilter(
                            Dimension.ofWord(filter.dimension()).orElseThrow(),
                            Operator.valueOf(filter.operator().name()),
                            filter.values()))
                    .toList();
        }
    }
}
