package dev.bursar.spend.ui;

import dev.bursar.spend.CostMetric;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.Granularity;
import dev.bursar.spend.Projection;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendFilter;
import dev.bursar.spend.SpendQuestion;
import dev.bursar.spend.SpendService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for what the page shows, and where that is nothing, why. */
final class SpendLoad {
    private SpendLoad() {}

    /** What came of it. */
    sealed interface Outcome {
        /**
         * @param all whether the person sees every team's costs
         * @param projection where the month is heading; only for the current month as a whole, by team
         */
        record Found(SpendAnswer answer, boolean all, Optional<Projection> projection) implements Outcome {}

        /**
         * Nothing matches.
         *
         * @param guilty filters without which, each alone, there would be something
         * @param any whether there is anything without filters
         */
        record Nothing(List<SpendFilter> guilty, boolean any) implements Outcome {
            public Nothing {
                guilty = List.copyOf(guilty);
            }
        }
    }

    static Outcome load(SpendService service, SpendQuestion question, LocalDate today) {
        SpendAnswer answer = service.ask(question);
        if (!answer.currencies().isEmpty()) {
            return new Outcome.Found(
                    answer,
                    service.seesEverything(),
                    headsSomewhere(question, today) ? service.projection(today) : Optional.empty());
        }
        List<SpendFilter> filters = question.filters();
        if (filters.isEmpty() || !hasSpend(service, question, List.of())) {
            return new Outcome.Nothing(List.of(), false);
        }
        var guilty = new ArrayList<SpendFilter>();
        for (SpendFilter filter : filters) {
            if (hasSpend(
                    service,
                    question,
                    filters.stream().filter(other -> other != filter).toList())) {
                guilty.add(filter);
            }
        }
        return new Outcome.Nothing(guilty, true);
    }

    private static boolean headsSomewhere(SpendQuestion question, LocalDate today) {
        return question.groupBy() == Dimension.TEAM
                && question.cost() == CostMetric.EFFECTIVE
                && question.filters().isEmpty()
                && question.from().equals(today.withDayOfMonth(1));
    }

    private static boolean hasSpend(SpendService service, SpendQuestion question, List<SpendFilter> filters) {
        return !service.ask(new SpendQuestion(
                        question.from(), question.to(), Granularity.MONTHLY, question.cost(), Dimension.TEAM, filters))
                .currencies()
                .isEmpty();
    }
}
