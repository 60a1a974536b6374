package dev.bursar.charges.query;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A question in the dimensions that are stored with charges: one part for each stretch of days on which teams keep their
 * departments and cost centres. A question without those has one stretch, itself.
 */
public final class Stretches {
    private final CostQuery question;
    private final List<Condition> conditions;
    private final @Nullable TeamDimensions teams;
    private final Set<Dimension> ofTeams = new HashSet<>();
    private final TeamFilter filter;

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

    /** @param conditions of all other filters */
    Stretches(CostQuery question, List<Condition> conditions, @Nullable TeamDimensions teams, TeamFilter filter) {
        this.question = question;
        this.conditions = conditions;
        this.teams = teams;
        this.filter = filter;
        used(question).forEach(ofTeams::add);
    }

    static Stream<Dimension> used(CostQuery question) {
        return Stream.concat(
                        Stream.of(
                                question.groupBy(),
                                Optional.ofNullable(question.thenBy()).orElse(question.groupBy())),
                        question.filters().stream().map(CostFilter::dimension))
                .filter(Dimension.OF_TEAMS::contains);
    }

    /** The question's own days. */
    public List<Stretch> all() {
        return of(new DayRange(question.from(), question.to()));
    }

    /** Any other days of the same question. */
    public List<Stretch> of(DayRange days) {
        if (teams == null) {
            return List.of(new Stretch(
                    question.about(days.from(), days.to(), question.groupBy(), question.thenBy()), conditions));
        }
        Dimension groupBy = stored(question.groupBy());
        Dimension thenBy = question.thenBy() == null ? null : stored(question.thenBy());
        return teams.stretches(days, ofTeams).stream()
                .map(stretch -> new Stretch(
                        question.about(stretch.from(), stretch.to(), groupBy, groupBy.equals(thenBy) ? null : thenBy),
                        conditions(stretch.from())))
                .toList();
    }

    private static Dimension stored(Dimension dimension) {
        return Dimension.OF_TEAMS.contains(dimension) ? Dimension.TEAM : dimension;
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
            cells.addAll(folded(stretch, asked.apply(stretch)));
        }
        return cells;
    }

    private List<Cell> folded(Stretch stretch, List<Cell> cells) {
        TeamDimensions of = teams;
        Dimension thenBy = question.thenBy();
        if (of == null) {
            return cells;
        }
        LocalDate day = stretch.question().from();
        boolean together = thenBy != null && stretch.question().thenBy() == null;
        var folded = new ArrayList<Cell>();
        for (Cell cell : cells) {
            Integer key = number(question.groupBy(), cell.key(), day, of);
            if (thenBy == null) {
                folded.add(new Cell(cell.period(), key, null, cell.currency(), cell.amount()));
            } else if (!together) {
                folded.add(new Cell(
                        cell.period(), key, number(thenBy, cell.part(), day, of), cell.currency(), cell.amount()));
            } else {
                // both dimensions are the team's, so that one sum speaks for the group and its part
                Integer part = number(thenBy, cell.key(), day, of);
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

    private static @Nullable Integer number(
            Dimension dimension, @Nullable Integer stored, LocalDate day, TeamDimensions of) {
        if (stored == null || !Dimension.OF_TEAMS.contains(dimension)) {
            return stored;
        }
        return of.number(dimension, stored, day);
    }

    /** What names the question's groups or parts, where they are the team's; empty for others. */
    public Optional<Labels> labels(Dimension dimension) {
        TeamDimensions of = teams;
        return of == null || !Dimension.OF_TEAMS.contains(dimension)
                ? Optional.empty()
                : Optional.of(number -> of.choice(dimension, number));
    }
}
