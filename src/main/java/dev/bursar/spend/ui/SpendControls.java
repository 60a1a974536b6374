package dev.bursar.spend.ui;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.Scope;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import dev.bursar.spend.ui.SpendUrl.View;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Toggle;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Filters and what the Spend page is grouped, cut and compared by. Each change opens another address. */
final class SpendControls {
    private final SpendNames names;
    private final Scope scope;
    private final Supplier<SpendUrl> url;
    private final Consumer<SpendUrl> open;
    private final FilterBar filters;
    private final DropDown<GroupChoice> by;
    private final DropDown<Optional<Dimension>> thenBy;
    private final DropDown<CostMetric> cost;
    private final Segmented<View> view;
    private final DropDown<Optional<Comparison>> compare;
    /** What is left out when its box is not checked. */
    private final Map<Exclusion, Toggle> parts = new EnumMap<>(Exclusion.class);

    private final Toggle spread;
    private List<Dimension> dimensions = Dimension.COMMON;

    /**
     * @param url what is shown
     * @param open opens another one
     * @param group groups by a choice, which may lead to another page
     */
    SpendControls(
            SpendNames names,
            Scope scope,
            Supplier<SpendUrl> url,
            Consumer<SpendUrl> open,
            Consumer<GroupChoice> group) {
        this.names = names;
        this.scope = scope;
        this.url = url;
        this.open = open;
        by = new DropDown<>("Group by", GroupChoice.plain(Dimension.COMMON), this::label, group);
        thenBy = new DropDown<>(
                "Then by",
                orNone(Dimension.COMMON),
                chosen -> PlainText.cut(chosen.map(names::label).orElse("None"), 60),
                chosen -> open.accept(url.get().thenBy(chosen.orElse(null))));
        cost = new DropDown<>(
                "Cost",
                List.of(CostMetric.EFFECTIVE, CostMetric.BILLED),
                CostMetric::label,
                chosen -> open.accept(url.get().with(chosen)));
        view = new Segmented<>(
                "Granularity",
                List.of(View.values()),
                View::label,
                chosen -> open.accept(url.get().with(chosen)));
        compare = new DropDown<>(
                "Compare with",
                Stream.concat(
                                Stream.of(Optional.<Comparison>empty()),
                                Arrays.stream(Comparison.values()).map(Optional::of))
                        .toList(),
                chosen -> chosen.map(Comparison::label).orElse("None"),
                chosen -> open.accept(url.get().compare(chosen.orElse(null))));
        for (Exclusion part : Exclusion.values()) {
            parts.put(
                    part,
                    new Toggle(part.label(), wanted -> open.accept(url.get().without(part, !wanted))));
        }
        spread = new Toggle(
                "Spread monthly charges", wanted -> open.accept(url.get().spread(wanted)));
        filters = new FilterBar(names.dimensions(dimensions), this::filtered)
                .controls(by, thenBy, cost, compare, view)
                .toggles(Stream.concat(parts.values().stream(), Stream.of(spread))
                        .toList());
    }

    FilterBar bar() {
        return filters;
    }

    private String label(GroupChoice choice) {
        return choice instanceof GroupChoice.Plain(Dimension dimension)
                ? PlainText.cut(names.label(dimension), 60)
                : choice.label();
    }

    void offer(List<Dimension> offered) {
        dimensions = offered;
        thenBy.setItems(orNone(offered));
        filters.dimensions(names.dimensions(offered));
    }

    /** What is offered with what an address asks for besides, a tag that no export has; empty where it asks for nothing else. */
    List<Dimension> lacking(SpendUrl wanted) {
        var all = new LinkedHashSet<>(dimensions);
        all.add(wanted.by());
        Optional.ofNullable(wanted.thenBy()).ifPresent(all::add);
        wanted.filters().forEach(filter -> all.add(filter.dimension()));
        return all.size() > dimensions.size() ? List.copyOf(all) : List.of();
    }

    void show(SpendUrl shown, LocalDate lastDay) {
        LocalDateRange days = shown.days(lastDay);
        by.setItems(GroupChoice.explorer(dimensions, shown.by(), scope));
        by.setValue(new GroupChoice.Plain(shown.by()));
        thenBy.setItemEnabledProvider(
                choice -> choice.filter(shown.by()::equals).isEmpty());
        thenBy.setValue(Optional.ofNullable(shown.thenBy()));
        cost.setValue(shown.cost());
        compare.setValue(Optional.ofNullable(shown.compare()));
        parts.forEach((part, box) -> box.setValue(!shown.without().contains(part)));
        view.value(shown.view());
        view.offer(one -> one.suits(days));
        // a forecast is of months, and of all that the filters keep
        Stream.of(by, thenBy, compare, view, spread).forEach(control -> control.setVisible(!shown.isAhead()));
        spread.setValue(shown.spread());
        spread.setEnabled(shown.isDaily(lastDay)); // a month's sum has nothing to spread
        filters.filters(chips(shown.filters()));
        filters.setVisible(true);
    }

    private static List<Optional<Dimension>> orNone(List<Dimension> dimensions) {
        return Stream.concat(
                        Stream.of(Optional.<Dimension>empty()),
                        dimensions.stream().map(Optional::of))
                .toList();
    }

    /** The filters as chips. */
    static List<Filter> chips(List<CostFilter> filters) {
        return filters.stream().map(SpendControls::chip).toList();
    }

    private static Filter chip(CostFilter filter) {
        return new Filter(
                filter.dimension().word(),
                Filter.Operator.valueOf(filter.operator().name()),
                filter.values());
    }

    private void filtered(List<Filter> chips) {
        read(chips)
                .ifPresentOrElse(
                        wanted -> open.accept(url.get().with(wanted)),
                        () -> filters.filters(chips(url.get().filters())));
    }

    /** What the chips ask for; empty, and said, where that is none. */
    static Optional<List<CostFilter>> read(List<Filter> chips) {
        var wanted = new ArrayList<CostFilter>();
        for (Filter chip : chips) {
            Operator operator = Operator.valueOf(chip.operator().name());
            Optional<String> wrong = wanted.size() == AddressReader.MOST_FILTERS
                    ? Optional.of("a view has at most " + AddressReader.MOST_FILTERS + " filters")
                    : FilterAddress.wrong(chip.operator(), chip.values());
            if (wrong.isPresent()) {
                Notices.warning("The filter was not applied: " + wrong.get() + ".");
                return Optional.empty();
            }
            wanted.add(new CostFilter(Dimension.ofWord(chip.dimension()).orElseThrow(), operator, chip.values()));
        }
        return Optional.of(wanted);
    }
}
