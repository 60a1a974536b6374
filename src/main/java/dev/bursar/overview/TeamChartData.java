package dev.bursar.overview;

import dev.bursar.ui.ChartData;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Palette;
import dev.bursar.ui.Palette.Colour;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** The month's days by team, and those to come as projected: up to ten teams, or the largest seven and Other; Unallocated last. */
final class TeamChartData {
    private static final int MOST = 10;
    private static final int TOP = 7;
    private static final String OTHER = "other";
    private static final String TEAM = "team:";
    private static final Palette TEAMS = Palette.teams();

    private final Overview overview;
    private final Month month;
    private final List<Month.Team> drawn;
    private final List<Month.Team> rest;
    private final Map<String, Colour> colours;
    private final List<LocalDate> dates;

    TeamChartData(Overview overview, Month month) {
        this.overview = overview;
        this.month = month;
        dates = Stream.concat(month.dates().stream(), month.left().stream()).toList();
        List<Month.Team> teams = month.teams().stream()
                .filter(team -> !team.unallocated())
                .sorted(Comparator.comparing((Month.Team team) -> team.now().abs())
                        .reversed()
                        .thenComparing(Month.Team::name)
                        .thenComparing(Month.Team::key))
                .toList();
        int shown = teams.size() <= MOST ? teams.size() : TOP;
        drawn = teams.subList(0, shown);
        rest = teams.subList(shown, teams.size());
        colours = TEAMS.distinct(drawn.stream().map(Month.Team::key).sorted().toList());
    }

    Colour colour(Month.Team team) {
        return team.unallocated() ? Colour.UNALLOCATED : colours.getOrDefault(team.key(), Colour.OTHER);
    }

    List<LocalDate> arriving() {
        return month.dates().stream().filter(overview::isArriving).toList();
    }

    /** Whether days that are still to come are drawn. */
    boolean isProjected() {
        return !month.left().isEmpty();
    }

    /** Each day by itself. */
    ChartData daily() {
        return data(null);
    }

    /** Running totals, beside those of the compared days. */
    ChartData cumulative() {
        return data(month.before().map(this::compare).orElse(null)).cumulative();
    }

    /** The team's key of a clicked series; empty for Other and for what this picture has not. */
    Optional<String> team(String series) {
        return month.teams().stream()
                .map(Month.Team::key)
                .filter(key -> series.equals(TEAM + key))
                .findFirst();
    }

    /** The day of a clicked bar; empty where the browser names one that is not there. */
    Optional<LocalDate> day(int category) {
        return category < 0 || category >= month.dates().size()
                ? Optional.empty()
                : Optional.of(month.dates().get(category));
    }

    private ChartData data(ChartData.@Nullable Compare compare) {
        var series = new ArrayList<ChartData.Series>();
        drawn.forEach(team -> series.add(series(team)));
        if (!rest.isEmpty()) {
            series.add(new ChartData.Series(
                    OTHER, "Other (" + Formats.count(rest.size(), "team", "teams") + ")", Colour.OTHER, sums(rest)));
        }
        month.unallocated().ifPresent(team -> series.add(series(team)));
        return new ChartData(
                ChartData.Kind.BARS,
                month.currency(),
                dates.stream().map(this::category).toList(),
                series,
                compare,
                "Click to see the day in Spend");
    }

    private ChartData.Series series(Month.Team team) {
        return new ChartData.Series(TEAM + team.key(), team.name(), colour(team), month.drawn(team));
    }

    private ChartData.Category category(LocalDate day) {
        boolean projected = !day.isBefore(month.days().getEnd());
        return new ChartData.Category(
                Formats.shortDate(day), Formats.weekday(day), !projected && overview.isArriving(day), projected);
    }

    private ChartData.Compare compare(LocalDateRange before) {
        List<BigDecimal> sums = month.beforeDays();
        var days = new ArrayList<ChartData.@Nullable Day>();
        for (int i = 0; i < dates.size(); i++) {
            LocalDate day = before.getStart().plusDays(i);
            days.add(
                    before.contains(day) && i < sums.size()
                            ? new ChartData.Day(Formats.weekday(day), sums.get(i))
                            : null);
        }
        return new ChartData.Compare("Total, " + Formats.shortRange(before), days);
    }

    private List<BigDecimal> sums(List<Month.Team> teams) {
        List<List<BigDecimal>> drawn = teams.stream().map(month::drawn).toList();
        return IntStream.range(0, dates.size())
                .mapToObj(i -> drawn.stream().map(days -> days.get(i)).reduce(BigDecimal.ZERO, BigDecimal::add))
                .toList();
    }
}
