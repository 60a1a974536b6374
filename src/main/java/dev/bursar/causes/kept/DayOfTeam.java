package dev.bursar.causes.kept;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import module java.base;

/** A team's cost of a day, compared with the day before. */
public record DayOfTeam(int team, LocalDate day) {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    /** Empty where the question is about anything else. */
    public static Optional<DayOfTeam> of(ChangeQuestion question) {
        if (question.filters().size() != 1) {
            return Optional.empty();
        }
        List<String> values = question.filters().getFirst().values();
        if (!NUMBER.matcher(values.getFirst()).matches()) {
            return Optional.empty();
        }
        var one = new DayOfTeam(
                Integer.parseInt(values.getFirst()), question.now().from());
        return one.question().equals(question) ? Optional.of(one) : Optional.empty();
    }

    ChangeQuestion question() {
        return new ChangeQuestion(
                new DayRange(day, day.plusDays(1)),
                new DayRange(day.minusDays(1), day),
                CostMetric.EFFECTIVE,
                List.of(new CostFilter(Dimension.TEAM, Operator.IS, List.of(String.valueOf(team)))));
    }
}
