package dev.bursar.spend.ui;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Preset;
import dev.bursar.spend.ui.SpendUrl.Period;
import dev.bursar.spend.ui.SpendUrl.View;
import dev.bursar.ui.ChartData;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Reads what the Spend page shows from its address; what can't be read is left out and named. */
record SpendAddress(AddressReader address, Preset usual) {
    private static final List<String> NAMES = List.of(
            "from", "to", "period", "view", "cost", "by", "then", "compare", "without", "spread", "chart", "sort", "f");

    /** This month; until it has its first costs, the one before, so that nobody's day begins with an empty page. */
    static YearMonth usualMonth(Optional<DayRange> costs, LocalDate today) {
        YearMonth present = YearMonth.from(today);
        return costs.map(days -> YearMonth.from(days.to().minusDays(1)))
                .filter(present.minusMonths(1)::equals)
                .orElse(present);
    }

    /** @param usual the period where the address has none that can be read */
    static SpendAddress of(Map<String, List<String>> parameters, Preset usual) {
        return new SpendAddress(new AddressReader(parameters, NAMES), usual);
    }

    SpendUrl.Read read(LocalDate lastDay) {
        Period period = period();
        View view = address.choice("view", View.class, SpendUrl.DEFAULT.view());
        Dimension by = address.single("by", Dimension::ofWord, "unknown value").orElse(SpendUrl.DEFAULT.by());
        Comparison compare = compare();
        var url = new SpendUrl(
                period,
                view,
                address.choice("cost", CostMetric.class, SpendUrl.DEFAULT.cost()),
                by,
                thenBy(by),
                compare,
                without(),
                filters(),
                new SpendUrl.Look(spread(), drawing(), sorted(compare)));
        long days = url.days(lastDay).lengthInDays();
        if (view == View.DAILY && days > SpendUrl.MOST_DAYS) {
            address.say("More than " + SpendUrl.MOST_DAYS + " days are shown by month instead of by day.");
            url = url.with(View.MONTHLY);
        }
        return new SpendUrl.Read(url, address.ignored());
    }

    /** The tag that names teams is one dimension, whichever way an address asks for it. */
    static SpendUrl ofTeams(SpendUrl url, Optional<String> teamTag) {
        Optional<Dimension> tag = teamTag.map(Dimension.Tag::new);
        UnaryOperator<Dimension> one =
                dimension -> tag.filter(dimension::equals).isPresent() ? Dimension.TAG_VALUE : dimension;
        Dimension then = url.thenBy();
        return url.with(one.apply(url.by()))
                .thenBy(then == null ? null : one.apply(then))
                .with(url.filters().stream()
                        .map(filter ->
                                new CostFilter(one.apply(filter.dimension()), filter.operator(), filter.values()))
                        .toList());
    }

    private Period period() {
        if (address.has("period")) {
            Stream.of("from", "to")
                    .filter(address::has)
                    .forEach(name -> address.ignore(name, "the address already has a period"));
            return address.single("period", SpendAddress::named, "unknown period")
                    .orElse(new Period.Named(usual));
        }
        Optional<LocalDate> from = address.day("from");
        Optional<LocalDate> to = address.day("to");
        if (from.isEmpty() && to.isEmpty()) {
            return new Period.Named(usual);
        }
        if (from.isEmpty() || to.isEmpty()) {
            // the month of the one that is there
            LocalDate known = from.orElseGet(() -> to.orElseThrow().minusDays(1));
            String missing = from.isEmpty() ? "from" : "to";
            if (!address.has(missing)) {
                address.say("The address has no \u201C" + missing + "\u201D. The month of the other date is shown.");
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

    private static Optional<Period> named(String word) {
        return Preset.ofWord(word)
                .<Period>map(Period.Named::new)
                .or(() -> Coming.ofWord(word).map(Period.Ahead::new));
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

    private ChartData.@Nullable Kind drawing() {
        return address.single(
                        "chart", word -> AddressReader.constant(ChartData.Kind.class, word), "expected bars or lines")
                .orElse(null);
    }

    private List<String> sorted(@Nullable Comparison compare) {
        var sorted = new ArrayList<String>();
        for (String word :
                address.single("sort").map(text -> text.split(",", -1)).orElse(new String[0])) {
            String sign = word.startsWith("-") ? "-" : "";
            Optional<SpendColumn> column = AddressReader.constant(SpendColumn.class, word.substring(sign.length()))
                    .filter(SpendColumn.SORTABLE::contains);
            if (column.isEmpty()) {
                address.ignore("sort=" + word, "unknown column");
            } else if (compare == null && column.get().compares()) {
                address.ignore("sort=" + word, "nothing is compared");
            } else if (sorted.stream().anyMatch(one -> SpendUrl.Look.column(one).equals(column))) {
                address.ignore("sort=" + word, "the table is already sorted by it");
            } else {
                sorted.add(sign + column.get().name());
            }
        }
        return sorted;
    }

    private List<CostFilter> filters() {
        return address
                .filters(Dimension.TEAM.word(), word -> Dimension.ofWord(word).isPresent())
                .stream()
                .map(filter -> new CostFilter(
                        Dimension.ofWord(filter.dimension()).orElseThrow(),
                        Operator.valueOf(filter.operator().name()),
                        filter.values()))
                .toList();
    }
}
