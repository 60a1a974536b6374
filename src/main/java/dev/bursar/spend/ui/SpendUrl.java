package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.PreviousPeriod;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterAddress;
import dev.bursar.ui.Preset;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 */
public record SpendUrl(
        Period period,
        View view,
        CostMetric cost,
        Dimension by,
        @Nullable Dimension thenBy,
        boolean compare,
        Set<Exclusion> without,
        List<CostFilter> filters) {
    public static final SpendUrl DEFAULT = new SpendUrl(
            new Period.Named(Preset.THIS_MONTH),
            View.DAILY,
            CostMetric.EFFECTIVE,
            Dimension.TEAM,
            null,
            false,
            Set.of(),
            List.of());
    public static final int MOST_FILTERS = 20;
    private static final String PREVIOUS = "previous";
    /** The names of all parameters; Spring Security adds "continue" after a sign-in. */
    private static final List<String> NAMES =
            List.of("from", "to", "period", "view", "cost", "by", "then", "compare", "without", "f", "continue");
    /** Above this, days are shown as months: more bars than pixels, and each row holds an amount for each of them. */
    public static final int MOST_DAYS = 400;

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

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
                compare ? before(days) : null,
                filters);
    }

    /** The days that the range is compared with. */
    public static DayRange before(LocalDateRange days) {
        return PreviousPeriod.of(new DayRange(days.getStart(), days.getEnd()));
    }

    private Granularity granularity(LocalDateRange days) {
        return switch (view) {
            case DAILY -> Granularity.DAILY;
            case MONTHLY -> Granularity.MONTHLY;
            case CUMULATIVE -> days.lengthInDays() > MOST_DAYS ? Granularity.MONTHLY : Granularity.DAILY;
        };
    }

    public SpendUrl with(Period other) {
        return new SpendUrl(other, view, cost, by, thenBy, compare, without, filters);
    }

    public SpendUrl with(View other) {
        return new SpendUrl(period, other, cost, by, thenBy, compare, without, filters);
    }

    public SpendUrl with(CostMetric other) {
        return new SpendUrl(period, view, other, by, thenBy, compare, without, filters);
    }

    /** Grouped by another dimension; what each group was split by stays, unless it is that one. */
    public SpendUrl with(Dimension other) {
        return new SpendUrl(period, view, cost, other, thenBy, compare, without, filters);
    }

    public SpendUrl thenBy(@Nullable Dimension other) {
        return new SpendUrl(period, view, cost, by, other, compare, without, filters);
    }

    public SpendUrl compare(boolean other) {
        return new SpendUrl(period, view, cost, by, thenBy, other, without, filters);
    }

    public SpendUrl without(Exclusion part, boolean out) {
        Set<Exclusion> other = EnumSet.noneOf(Exclusion.class);
        other.addAll(without);
        if (out) {
            other.add(part);
        } else {
            other.remove(part);
        }
        return new SpendUrl(period, view, cost, by, thenBy, compare, other, filters);
    }

    /** With nothing left out. */
    public SpendUrl whole() {
        return new SpendUrl(period, view, cost, by, thenBy, compare, Set.of(), filters);
    }

    public SpendUrl with(List<CostFilter> other) {
        return new SpendUrl(period, view, cost, by, thenBy, compare, without, other);
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
            parameters.put("view", List.of(word(view)));
        }
        if (cost != DEFAULT.cost) {
            parameters.put("cost", List.of(word(cost)));
        }
        if (!by.equals(DEFAULT.by)) {
            parameters.put("by", List.of(by.word()));
        }
        if (thenBy != null) {
            parameters.put("then", List.of(thenBy.word()));
        }
        if (compare) {
            parameters.put("compare", List.of(PREVIOUS));
        }
        if (!without.isEmpty()) {
            parameters.put(
                    "without",
                    List.of(without.stream().sorted().map(SpendUrl::word).collect(Collectors.joining(","))));
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

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // --- reading

    /**
     * Reads an address.
     *
     * @param parameters decoded once, as a browser decodes them
     * @param lastDay the last day with costs, from which named periods count
     */
    public static Read read(Map<String, List<String>> parameters, LocalDate lastDay) {
        return new Reader(parameters, new ArrayList<>()).read(lastDay);
    }

    private record Reader(Map<String, List<String>> parameters, List<String> ignored) {
        public Read read(LocalDate lastDay) {
            parameters.keySet().stream()
                    .filter(name -> !NAMES.contains(name))
                    .forEach(name -> ignore(name, "no such setting"));
            Period period = period();
            View view = one("view", View.class, DEFAULT.view());
            Dimension by = by();
            var url = new SpendUrl(
                    period,
                    view,
                    one("cost", CostMetric.class, DEFAULT.cost()),
                    by,
                    thenBy(by),
                    compare(),
                    without(),
                    filters());
            long days = url.days(lastDay).lengthInDays();
            if (view == View.DAILY && days > MOST_DAYS) {
                ignored.add("More than " + MOST_DAYS + " days are shown by month instead of by day.");
                url = url.with(View.MONTHLY);
            }
            return new Read(url, ignored);
        }

        private Period period() {
            Optional<String> word = single("period");
            if (word.isPresent()) {
                List.of("from", "to").stream()
                        .filter(parameters::containsKey)
                        .forEach(name -> ignore(name, "the address has a period already"));
                return word.flatMap(Preset::ofWord).map(Period.Named::new).orElseGet(() -> {
                    ignore("period=" + word.get(), "no such period");
                    return new Period.Named(Preset.THIS_MONTH);
                });
            }
            Optional<LocalDate> from = day("from");
            Optional<LocalDate> to = day("to");
            if (from.isEmpty() && to.isEmpty()) {
                return DEFAULT.period();
            }
            if (from.isEmpty() || to.isEmpty()) {
                // the month of the one that is there
                LocalDate known = from.orElseGet(() -> to.orElseThrow().minusDays(1));
                if (!parameters.containsKey(from.isEmpty() ? "from" : "to")) {
                    ignored.add("The address has no \u201C" + (from.isEmpty() ? "from" : "to")
                            + "\u201D; the month of the other day is shown.");
                }
                LocalDate month = known.withDayOfMonth(1);
                return new Period.Days(from.orElse(month), to.orElse(month.plusMonths(1)));
            }
            if (!from.get().isBefore(to.get())) {
                ignore("to=" + to.get(), "it is not after from=" + from.get());
                return new Period.Days(from.get(), from.get().withDayOfMonth(1).plusMonths(1));
            }
            if (from.get().plusYears(40).isBefore(to.get())) {
                ignore("from=" + from.get(), "a view spans at most 40 years");
                return new Period.Days(to.get().minusYears(40).plusDays(1), to.get());
            }
            return new Period.Days(from.get(), to.get());
        }

        private Optional<LocalDate> day(String name) {
            return single(name).flatMap(text -> {
                try {
                    LocalDate day = LocalDate.parse(text);
                    if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                        return Optional.of(day);
                    }
                    ignore(name + "=" + text, "a day between 2000 and 2199 is needed");
                } catch (DateTimeParseException e) {
                    ignore(name + "=" + text, "a day like 2026-11-24 is needed");
                }
                return Optional.empty();
            });
        }

        private Dimension by() {
            return single("by")
                    .map(text -> Dimension.ofWord(text).orElseGet(() -> {
                        ignore("by=" + text, "no such choice");
                        return DEFAULT.by();
                    }))
                    .orElse(DEFAULT.by());
        }

        private <E extends Enum<E>> E one(String name, Class<E> type, E otherwise) {
            return single(name)
                    .map(text -> constant(type, text).orElseGet(() -> {
                        ignore(name + "=" + text, "no such choice");
                        return otherwise;
                    }))
                    .orElse(otherwise);
        }

        private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> word(constant).equals(word))
                    .findFirst();
        }

        private Optional<String> single(String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            if (values.size() > 1) {
                ignore(name, "it is there more than once, the first one counts");
            }
            return values.stream().findFirst();
        }

        private @Nullable Dimension thenBy(Dimension by) {
            Optional<String> word = single("then");
            Optional<Dimension> dimension = word.flatMap(Dimension::ofWord);
            if (word.isPresent() && dimension.isEmpty()) {
                ignore("then=" + word.get(), "no such choice");
            } else if (dimension.filter(by::equals).isPresent()) {
                ignore("then=" + word.orElse(""), "it is grouped by this already");
            }
            return dimension.filter(other -> !other.equals(by)).orElse(null);
        }

        private boolean compare() {
            Optional<String> word = single("compare");
            word.filter(text -> !text.equals(PREVIOUS))
                    .ifPresent(text -> ignore("compare=" + text, "only \u201Cprevious\u201D can be compared with"));
            return word.filter(PREVIOUS::equals).isPresent();
        }

        private Set<Exclusion> without() {
            Set<Exclusion> without = EnumSet.noneOf(Exclusion.class);
            for (String word :
                    single("without").map(text -> text.split(",", -1)).orElse(new String[0])) {
                constant(Exclusion.class, word)
                        .ifPresentOrElse(without::add, () -> ignore("without=" + word, "no such part"));
            }
            return without;
        }

        private List<CostFilter> filters() {
            var filters = new ArrayList<CostFilter>();
            for (String text : parameters.getOrDefault("f", List.of())) {
                if (filters.size() == MOST_FILTERS) {
                    ignore("f=" + text, "a view has at most " + MOST_FILTERS + " filters");
                } else {
                    filter(text).ifPresent(filters::add);
                }
            }
            return filters;
        }

        private Optional<CostFilter> filter(String text) {
            return FilterAddress.read(
                            text,
                            Dimension.TEAM.word(),
                            word -> Dimension.ofWord(word).isPresent(),
                            why -> ignore("f=" + text, why))
                    .map(filter -> new CostFilter(
                            Dimension.ofWord(filter.dimension()).orElseThrow(),
                            Operator.valueOf(filter.operator().name()),
                            filter.values()));
        }

        private void ignore(String what, String why) {
            ignored.add("Left out \u201C" + dev.bursar.ui.PlainText.cut(what, 60) + "\u201D: " + why + ".");
        }
    }
}
