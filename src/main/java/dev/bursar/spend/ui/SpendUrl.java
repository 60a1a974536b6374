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
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import dev.bursar.list.Preset;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.Travel;
import module java.base;
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
 * @param look how the figures are drawn and listed
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
        Look look) {
    public static final SpendUrl DEFAULT = new SpendUrl(
            new Period.Named(Preset.THIS_MONTH),
            View.DAILY,
            CostMetric.EFFECTIVE,
            Dimension.TEAM,
            null,
            null,
            Set.of(),
            List.of(),
            Look.PLAIN);
    /** Above this, days are shown as months: more bars than pixels, and each row holds an amount for each of them. */
    public static final int MOST_DAYS = 400;

    public SpendUrl {
        filters = List.copyOf(filters);
        without = Set.copyOf(without);
        if (by.equals(thenBy)) {
            thenBy = null;
        }
        if (compare == null) {
            look = look.withoutComparison();
        }
    }

    /**
     * How the figures are drawn and listed.
     *
     * @param spread whether what is booked on one day for a whole month is spread over the days of its month
     * @param drawing bars or lines, or null for what suits the number of periods
     * @param sorted columns of the table that count, "-" before those that descend; empty for the largest first
     */
    public record Look(boolean spread, ChartData.@Nullable Kind drawing, List<String> sorted) {
        private static final List<String> LARGEST_FIRST = List.of("-" + SpendColumn.TOTAL.name());
        static final Look PLAIN = new Look(false, null, List.of());

        public Look {
            sorted = sorted.equals(LARGEST_FIRST) ? List.of() : List.copyOf(sorted);
            // running totals alone are drawn as areas
            drawing = drawing == ChartData.Kind.AREAS ? null : drawing;
        }

        private Look withoutComparison() {
            return new Look(
                    spread,
                    drawing,
                    sorted.stream()
                            .filter(word -> column(word)
                                    .filter(column -> !column.compares())
                                    .isPresent())
                            .toList());
        }

        static Optional<SpendColumn> column(String word) {
            return SpendColumn.named(word.startsWith("-") ? word.substring(1) : word);
        }
    }

    /** Named periods move on with time, days don't. */
    public sealed interface Period {
        record Named(Preset preset) implements Period {}

        /** Months whose forecast is shown; there are no costs of them. */
        record Ahead(Coming coming) implements Period {}

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
        QUARTERLY("Quarterly"),
        YEARLY("Yearly"),
        CUMULATIVE("Cumulative");

        private final String label;

        View(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        BarPeriod barPeriod(LocalDateRange days) {
            return switch (this) {
                case DAILY -> BarPeriod.DAY;
                case MONTHLY -> BarPeriod.MONTH;
                case QUARTERLY -> BarPeriod.QUARTER;
                case YEARLY -> BarPeriod.YEAR;
                case CUMULATIVE -> days.lengthInDays() > MOST_DAYS ? BarPeriod.MONTH : BarPeriod.DAY;
            };
        }

        /** Quarters are offered where the days reach into more than one, and so are years. */
        boolean suits(LocalDateRange days) {
            return switch (this) {
                case DAILY, MONTHLY, CUMULATIVE -> true;
                case QUARTERLY, YEARLY ->
                    !barPeriod(days)
                            .first(days.getStart())
                            .equals(barPeriod(days).first(days.getEndInclusive()));
            };
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
            case Period.Ahead(Coming coming) -> coming.months(lastDay);
            case Period.Days(LocalDate from, LocalDate to) -> LocalDateRange.of(from, to);
        };
    }

    /** Whether its months are still to come, so that a forecast is shown and nothing that was spent. */
    boolean isAhead() {
        return period instanceof Period.Ahead;
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
                look.spread);
    }

    private Granularity granularity(LocalDateRange days) {
        return view.barPeriod(days) == BarPeriod.DAY ? Granularity.DAILY : Granularity.MONTHLY;
    }

    /** What its bars stand for. */
    BarPeriod barPeriod(LocalDate lastDay) {
        return view.barPeriod(days(lastDay));
    }

    public SpendUrl with(Period other) {
        return new SpendUrl(other, view, cost, by, thenBy, compare, without, filters, look);
    }

    /** At a period that was chosen by its name: twelve months open by month, and what is no longer than a month by day. */
    SpendUrl at(Preset preset) {
        SpendUrl there = with(new Period.Named(preset));
        return switch (preset) {
            case LAST_12_MONTHS, LAST_YEAR ->
                view == View.DAILY || view == View.YEARLY ? there.with(View.MONTHLY) : there;
            case THIS_MONTH, LAST_MONTH, LAST_7_DAYS, LAST_30_DAYS ->
                view == View.DAILY || view == View.CUMULATIVE ? there : there.with(View.DAILY);
            case THIS_QUARTER, LAST_QUARTER, LAST_3_MONTHS ->
                view == View.QUARTERLY || view == View.YEARLY ? there.with(View.MONTHLY) : there;
            case YEAR_TO_DATE -> view == View.YEARLY ? there.with(View.MONTHLY) : there;
            case LAST_365_DAYS -> there;
        };
    }

    public SpendUrl with(View other) {
        return new SpendUrl(period, other, cost, by, thenBy, compare, without, filters, look);
    }

    public SpendUrl with(CostMetric other) {
        return new SpendUrl(period, view, other, by, thenBy, compare, without, filters, look);
    }

    /** Grouped by another dimension; what each group was split by stays, unless it is that one. */
    public SpendUrl with(Dimension other) {
        return new SpendUrl(period, view, cost, other, thenBy, compare, without, filters, look);
    }

    public SpendUrl thenBy(@Nullable Dimension other) {
        return new SpendUrl(period, view, cost, by, other, compare, without, filters, look);
    }

    public SpendUrl compare(@Nullable Comparison other) {
        return new SpendUrl(period, view, cost, by, thenBy, other, without, filters, look);
    }

    public SpendUrl without(Exclusion part, boolean out) {
        Set<Exclusion> other = EnumSet.noneOf(Exclusion.class);
        other.addAll(without);
        if (out) {
            other.add(part);
        } else {
            other.remove(part);
        }
        return new SpendUrl(period, view, cost, by, thenBy, compare, other, filters, look);
    }

    /** With nothing left out. */
    public SpendUrl whole() {
        return new SpendUrl(period, view, cost, by, thenBy, compare, Set.of(), filters, look);
    }

    public SpendUrl with(List<CostFilter> other) {
        return new SpendUrl(period, view, cost, by, thenBy, compare, without, other, look);
    }

    public boolean spread() {
        return look.spread;
    }

    public SpendUrl spread(boolean other) {
        return with(new Look(other, look.drawing, look.sorted));
    }

    /** Drawn so; null for what suits the number of periods. */
    public SpendUrl drawn(ChartData.@Nullable Kind other) {
        return with(new Look(look.spread, other, look.sorted));
    }

    /** Sorted by these columns, of those that there are. */
    public SpendUrl sorted(List<String> columns) {
        return with(new Look(
                look.spread,
                look.drawing,
                columns.stream()
                        .filter(word -> Look.column(word)
                                .filter(SpendColumn.SORTABLE::contains)
                                .isPresent())
                        .toList()));
    }

    private SpendUrl with(Look other) {
        return new SpendUrl(period, view, cost, by, thenBy, compare, without, filters, other);
    }

    // --- what a person takes to other pages

    /** What of it travels. */
    Travel travel() {
        Travel alone = Travel.NOTHING
                .withCost(cost == DEFAULT.cost ? null : AddressReader.word(cost))
                .withTeam(team());
        return switch (period) {
            case Period.Named(Preset preset) -> alone.with(preset == Preset.THIS_MONTH ? null : preset, null);
            case Period.Ahead any -> alone; // other pages are about what was spent
            case Period.Days(LocalDate from, LocalDate to) -> alone.with(null, LocalDateRange.of(from, to));
        };
    }

    private @Nullable Integer team() {
        return filters.stream()
                .filter(filter -> filter.dimension() == Dimension.TEAM
                        && filter.operator() == Operator.IS
                        && filter.values().size() == 1
                        && filter.values().getFirst().matches("\\d{1,9}"))
                .findFirst()
                .map(filter -> Integer.valueOf(filter.values().getFirst()))
                .orElse(null);
    }

    /** The same with what travels in place of its own. */
    SpendUrl with(Travel travel) {
        SpendUrl there = this;
        if (travel.preset() != null) {
            there = there.with(new Period.Named(travel.preset()));
        } else if (travel.days() != null) {
            there = there.with(
                    new Period.Days(travel.days().getStart(), travel.days().getEnd()));
        }
        if (travel.cost() != null) {
            there = there.with(
                    AddressReader.constant(CostMetric.class, travel.cost()).orElse(there.cost));
        }
        if (travel.team() != null) {
            var wanted = new CostFilter(Dimension.TEAM, Operator.IS, List.of(String.valueOf(travel.team())));
            there = there.with(Stream.concat(
                            Stream.of(wanted), filters.stream().filter(filter -> filter.dimension() != Dimension.TEAM))
                    .limit(AddressReader.MOST_FILTERS)
                    .toList());
        }
        return there;
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
            case Period.Ahead(Coming coming) -> parameters.put("period", List.of(coming.word()));
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
        if (look.spread) {
            parameters.put("spread", List.of("1"));
        }
        if (look.drawing != null) {
            parameters.put("chart", List.of(AddressReader.word(look.drawing)));
        }
        if (!look.sorted.isEmpty()) {
            parameters.put(
                    "sort", List.of(look.sorted.stream().map(SpendUrl::word).collect(Collectors.joining(","))));
        }
        if (!filters.isEmpty()) {
            parameters.put("f", filters.stream().map(SpendUrl::written).toList());
        }
        return parameters;
    }

    /** {@code -change-percent}. */
    private static String word(String column) {
        return column.toLowerCase(Locale.ROOT).replace('_', '-');
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
        return SpendAddress.of(parameters, Preset.THIS_MONTH).read(lastDay);
    }
}
