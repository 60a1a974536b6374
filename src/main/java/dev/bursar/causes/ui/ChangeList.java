package dev.bursar.causes.ui;

import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.list.Setting;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What can be chosen on the page of a change. */
final class ChangeList {
    /** What a change can be narrowed by. */
    static final List<Dimension> DIMENSIONS = List.of(
            Dimension.TEAM,
            Dimension.DEPARTMENT,
            Dimension.ACCOUNT,
            Dimension.SERVICE,
            Dimension.REGION,
            Dimension.USAGE_TYPE,
            Dimension.RESOURCE,
            Dimension.TAG_VALUE);

    static final Setting<Period> PERIOD = Setting.period(Preset.THIS_MONTH, false);
    static final Setting<Comparison> COMPARE = Setting.choice("compare", Comparison.class, Comparison.PREVIOUS);
    static final Setting<Optional<LocalDateRange>> BEFORE = Setting.days("before-from", "before-to");
    static final Setting<CostMetric> COST = Setting.choice("cost", CostMetric.class, CostMetric.EFFECTIVE);
    static final Setting<Optional<ChangeClass>> SHOW = Setting.optional("show", ChangeClass.class, "class");
    static final Setting<Optional<String>> PART = Setting.optional(
                    "part",
                    text -> text.matches("[0-9a-f]{16}") ? Optional.of(text) : Optional.empty(),
                    text -> text,
                    "expected the id of a part")
            .opensPanel();

    /** The runs of a definition, or the rest, whose parts are listed in place of all. */
    static final Setting<Optional<String>> ROWS = Setting.optional(
            "rows",
            text -> text.matches("[0-9a-f]{16}") ? Optional.of(text) : Optional.empty(),
            text -> text,
            "expected the id of a row");

    private static final Dimensions FILTERS = Dimensions.several(DIMENSIONS.stream()
            .map(dimension -> dev.bursar.list.Dimension.of(dimension.word(), dimension.label())
                    .withEachOperator())
            .toArray(dev.bursar.list.Dimension[]::new));

    static final ListAddress ADDRESS = new ListAddress(
            CauseLinks.CHANGES, FILTERS, PERIOD, COMPARE, BEFORE, COST, FILTERS.setting(), SHOW, ROWS, PART);

    private ChangeList() {}

    static DayRange now(ListState state, LocalDate lastDay) {
        LocalDateRange days = state.get(PERIOD).days(lastDay, null);
        return new DayRange(days.getStart(), days.getEnd());
    }

    /** The days to compare with that the address names, where they begin earlier; else those of the comparison. */
    static DayRange before(ListState state, DayRange now) {
        return state.get(BEFORE)
                .map(days -> new DayRange(days.getStart(), days.getEnd()))
                .filter(days -> days.from().isBefore(now.from()))
                .orElseGet(() -> state.get(COMPARE).of(now));
    }

    static ChangeQuestion question(ListState state, LocalDate lastDay) {
        DayRange now = now(state, lastDay);
        return new ChangeQuestion(now, before(state, now), state.get(COST), filters(state));
    }

    static List<CostFilter> filters(ListState state) {
        return state.filters().stream()
                .flatMap(filter -> Dimension.ofWord(filter.dimension())
                        .map(dimension -> new CostFilter(
                                dimension, Operator.valueOf(filter.operator().name()), filter.values()))
                        .stream())
                .toList();
    }

    /** The team that alone is asked about; empty where it is none or several. */
    static Optional<String> onlyTeam(ListState state) {
        List<CostFilter> teams = filters(state).stream()
                .filter(filter -> filter.dimension() == Dimension.TEAM)
                .toList();
        return teams.size() == 1
                        && teams.getFirst().operator() == Operator.IS
                        && teams.getFirst().values().size() == 1
                ? Stream.of(teams.getFirst().values().getFirst()).findFirst()
                : Optional.empty();
    }
}
