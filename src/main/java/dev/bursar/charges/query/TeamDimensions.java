package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.TeamAttributes;
import dev.bursar.org.Timeline;
import module java.base;

/**
 * Departments and cost centres as dimensions of costs: each charge has those that its team has on the charge's day. They aren't
 * stored with charges, so that moving a team rewrites none; a question is asked by team for stretches of days on which no team
 * moves, and teams are then folded into what they have.
 */
final class TeamDimensions {
    private static final int NONE = 0;
    private static final int NO_TEAM = -1;

    private final TeamAttributes attributes;
    private final Map<TeamId, Timeline<Integer>> departments = new HashMap<>();
    private final Map<TeamId, Timeline<Integer>> costCentres = new HashMap<>();
    private final List<String> costCentreNames;

    TeamDimensions(TeamAttributes attributes) {
        this.attributes = attributes;
        costCentreNames = List.copyOf(new TreeSet<>(attributes.costCentres().values().stream()
                .flatMap(timeline -> timeline.parts().stream())
                .map(Timeline.Part::value)
                .toList()));
        attributes.departments().forEach((team, timeline) -> departments.put(team, timeline.map(DepartmentId::value)));
        attributes
                .costCentres()
                .forEach((team, timeline) ->
                        costCentres.put(team, timeline.map(name -> costCentreNames.indexOf(name) + 1)));
    }

    /** Cuts the days where a team begins or ends to have something of these dimensions. */
    List<DayRange> stretches(DayRange days, Collection<Dimension> dimensions) {
        var cuts = new TreeSet<LocalDate>();
        dimensions.stream()
                .flatMap(dimension -> of(dimension).values().stream())
                .flatMap(timeline -> timeline.parts().stream())
                .flatMap(part -> Stream.of(part.from(), part.to() == null ? part.from() : part.to()))
                .forEach(cuts::add);
        var stretches = new ArrayList<DayRange>();
        LocalDate from = days.from();
        for (LocalDate cut : cuts.tailSet(days.from(), false).headSet(days.to())) {
            stretches.add(new DayRange(from, cut));
            from = cut;
        }
        stretches.add(new DayRange(from, days.to()));
        return stretches;
    }

    private Map<TeamId, Timeline<Integer>> of(Dimension dimension) {
        return dimension == Dimension.DEPARTMENT ? departments : costCentres;
    }

    /** The number of what a team has on a day. */
    int number(Dimension dimension, int team, LocalDate day) {
        if (team == TeamId.UNALLOCATED.value()) {
            return NO_TEAM;
        }
        Timeline<Integer> timeline = of(dimension).get(new TeamId(team));
        return timeline == null ? NONE : timeline.at(day).orElse(NONE);
    }

    /** The key and name of a number. */
    Choice choice(Dimension dimension, int number) {
        if (number == NO_TEAM) {
            return new Choice(Dimension.NO_TEAM, DimensionLabels.UNALLOCATED);
        }
        if (dimension == Dimension.DEPARTMENT) {
            return number == NONE
                    ? new Choice("", "No department")
                    : new Choice(
                            String.valueOf(number),
                            attributes.departmentNames().getOrDefault(new DepartmentId(number), ""));
        }
        return number == NONE
                ? new Choice("", "No cost centre")
                : new Choice(costCentreNames.get(number - 1), costCentreNames.get(number - 1));
    }

    /** The teams, Unallocated too, whose department or cost centre on a day has one of the filter's values. */
    List<Integer> teams(CostFilter filter, Collection<TeamId> all, LocalDate day) {
        return Stream.concat(Stream.of(TeamId.UNALLOCATED), all.stream())
                .map(TeamId::value)
                .distinct()
                .filter(team -> matches(filter, choice(filter.dimension(), number(filter.dimension(), team, day))))
                .toList();
    }

    private static boolean matches(CostFilter filter, Choice choice) {
        if (filter.operator() != Operator.CONTAINS) {
            return filter.values().contains(choice.key());
        }
        String name = choice.label().toLowerCase(Locale.ROOT);
        return filter.values().stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
    }
}
