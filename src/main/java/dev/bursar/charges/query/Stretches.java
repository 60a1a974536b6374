package dev.bursar.charges.query;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.DimensionColumn;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A question in the dimensions that are stored with charges: one part for each stretch of days on which teams keep their
 * departments and cost centres. A question without those has one stretch, itself. What usage types or resources tell of some charges alone
 * is asked of those, and of the others without it.
 */
public final class Stretches {
    private final CostQuery question;
    private final List<Condition> conditions;
    private final @Nullable TeamDimensions teams;
    private final Set<Dimension> ofTeams = new HashSet<>();
    private final TeamFilter filter;
    private final List<Told> told;

    /** The condition that a filter on departments or cost centres is on a day. */
    interface TeamFilter {
        Condition on(LocalDate day, CostFilter filter);
    }

    /**
     * Some days of a question.
     *
     * @param question by stored dimensions, about these days, compared with nothing
     */
    public record Stretch(CostQuery question, List<Condition> conditions) {}

    /**
     * Dimensions that are told by a stored one, of some charges alone.
     *
     * @param by the stored one by which those charges are found
     * @param numbers of it that tell something; all other charges have none of these dimensions, number 0
     */
    record Told(Set<Dimension> dimensions, Dimension by, Set<Integer> numbers) {}

    /**
     * @param conditions of all other filters
     * @param told of which are the question's groups or parts
     */
    Stretches(
            CostQuery question,
            List<Condition> conditions,
            @Nullable TeamDimensions teams,
            TeamFilter filter,
            List<Told> told) {
        this.question = question;
        this.conditions = conditions;
        this.teams = teams;
        this.filter = filter;
        this.told = told;
        used(question).forEach(ofTeams::add);
    }

    static Stream<Dimension> groups(CostQuery question) {
        return Stream.of(
                question.groupBy(), Optional.ofNullable(question.thenBy()).orElse(question.groupBy()));
    }

    static Stream<Dimension> used(CostQuery question) {
        return Stream.concat(groups(question), question.filters().stream().map(CostFilter::dimension))
                .filter(Dimension.OF_TEAMS::contains);
    }

    /** The question's own days. */
    public List<Stretch> all() {
        return of(new DayRange(question.from(), question.to()));
    }

    /** Any other days of the same question. */
    public List<Stretch> of(DayRange days) {
        Dimension groupBy = stored(question.groupBy());
        Dimension thenBy = question.thenBy() == null ? null : stored(question.thenBy());
        Dimension then = groupBy.equals(thenBy) ? null : thenBy;
        if (teams == null) {
            return List.of(new Stretch(question.about(days.from(), days.to(), groupBy, then), conditions));
        }
        return teams.stretches(days, ofTeams).stream()
                .map(stretch -> new Stretch(
                        question.about(stretch.from(), stretch.to(), groupBy, then), conditions(stretch.from())))
                .toList();
    }

    private static Dimension stored(Dimension dimension) {
        return Dimension.OF_TEAMS.contains(dimension)
                ? Dimension.TEAM
                : Dimension.OF_MODELS.contains(dimension)
                        ? Dimension.MODEL
                        : Dimension.OF_CLUSTERS.contains(dimension)
                                ? Dimension.WORKLOAD
                                : dimension == Dimension.PROFILE ? Dimension.RESOURCE : dimension;
    }

    private List<Condition> conditions(LocalDate day) {
        var all = new ArrayList<>(conditions);
        question.filters().stream()
                .filter(one -> Dimension.OF_TEAMS.contains(one.dimension()))
                .forEach(one -> all.add(filter.on(day, one)));
        return all;
    }

    /** What is asked of each stretch of some days, as sums of the whole question. */
    public List<Cell> sums(DayRange days, Function<Stretch, List<Cell>> asked) {
        var cells = new ArrayList<Cell>();
        for (Stretch stretch : of(days)) {
            for (Some some : some(stretch)) {
                cells.addAll(folded(some, asked.apply(some.stretch())));
            }
        }
        return cells;
    }

    /**
     * Some charges of a stretch.
     *
     * @param none dimensions that these charges have none of
     */
    private record Some(Stretch stretch, Set<Dimension> none) {}

    /** The stretch's charges with and without what is told, so that what has nothing is asked of smaller tables. */
    private List<Some> some(Stretch stretch) {
        List<Some> all = List.of(new Some(stretch, Set.of()));
        for (Told one : told) {
            all = all.stream().flatMap(some -> split(some, one)).toList();
        }
        return all.stream().map(this::regrouped).toList();
    }

    private static Stream<Some> split(Some some, Told told) {
        Set<Dimension> none = new HashSet<>(some.none());
        none.addAll(told.dimensions());
        if (told.numbers().isEmpty()) {
            return Stream.of(new Some(some.stretch(), none));
        }
        return Stream.of(
                new Some(with(some.stretch(), new Condition(told.by(), told.numbers(), true)), some.none()),
                new Some(with(some.stretch(), new Condition(told.by(), told.numbers(), false)), none));
    }

    private static Stretch with(Stretch stretch, Condition more) {
        return new Stretch(
                stretch.question(),
                Stream.concat(stretch.conditions().stream(), Stream.of(more)).toList());
    }

    private Some regrouped(Some some) {
        if (some.none().isEmpty()) {
            return some;
        }
        List<Dimension> by = groups(question)
                .filter(dimension -> !some.none().contains(dimension))
                .map(Stretches::stored)
                .distinct()
                .toList();
        CostQuery stretch = some.stretch().question();
        return new Some(
                new Stretch(
                        stretch.about(
                                stretch.from(),
                                stretch.to(),
                                by.isEmpty() ? Dimension.RECORD_TYPE : by.getFirst(),
                                by.size() < 2 ? null : by.getLast()),
                        some.stretch().conditions()),
                some.none());
    }

    private List<Cell> folded(Some some, List<Cell> cells) {
        Dimension thenBy = question.thenBy();
        if (teams == null && told.isEmpty()) {
            return cells;
        }
        Stretch stretch = some.stretch();
        LocalDate day = stretch.question().from();
        boolean together = thenBy != null && stretch.question().thenBy() == null;
        var folded = new ArrayList<Cell>();
        for (Cell cell : cells) {
            Long key = number(question.groupBy(), cell.key(), day, some.none());
            if (thenBy == null) {
                folded.add(new Cell(cell.period(), key, null, cell.currency(), cell.amount()));
            } else if (!together) {
                folded.add(new Cell(
                        cell.period(),
                        key,
                        number(thenBy, cell.part(), day, some.none()),
                        cell.currency(),
                        cell.amount()));
            } else {
                // both dimensions are the team's or the line's, or one has nothing, so that one sum speaks for the
                // group and its part
                Long part = number(thenBy, cell.key(), day, some.none());
                if (question.granularity() == Granularity.MONTHLY || cell.period() == null || part == null) {
                    folded.add(new Cell(cell.period(), key, part, cell.currency(), cell.amount()));
                } else {
                    folded.add(new Cell(cell.period(), key, null, cell.currency(), cell.amount()));
                    folded.add(new Cell(null, key, part, cell.currency(), cell.amount()));
                }
            }
        }
        return folded;
    }

    private @Nullable Long number(Dimension dimension, @Nullable Long stored, LocalDate day, Set<Dimension> none) {
        if (stored == null || none.contains(dimension)) {
            return stored == null ? null : Long.valueOf(DimensionColumn.NOT_STATED);
        }
        return teams == null || !Dimension.OF_TEAMS.contains(dimension)
                ? stored
                : Long.valueOf(teams.number(dimension, stored.intValue(), day));
    }

    /** What names the question's groups or parts, where they are the team's; empty for others. */
    public Optional<Labels> labels(Dimension dimension) {
        TeamDimensions of = teams;
        return of == null || !Dimension.OF_TEAMS.contains(dimension)
                ? Optional.empty()
                : Optional.of(number -> of.choice(dimension, (int) number));
    }
}
