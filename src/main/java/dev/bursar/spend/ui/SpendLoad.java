package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.TagFacts;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.NoCosts;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.Pace;
import dev.bursar.spend.Projection;
import dev.bursar.spend.SpendService;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Asks for what the page shows, and where that is nothing, why. */
final class SpendLoad {
    private SpendLoad() {}

    /** What came of it. */
    sealed interface Outcome {
        /**
         * @param all whether the person sees every team's costs
         * @param colours the palette's places of what the charts draw, but for teams
         * @param took how long the sums took
         * @param projection where the month is heading; only for the current month as a whole, by team
         * @param pace what its days left are expected to cost; only for the current month
         * @param outlook the months of a longer period that isn't over
         */
        record Found(
                CostResult answer,
                Duration took,
                boolean all,
                Map<String, Integer> colours,
                Optional<Projection> projection,
                Optional<Pace> pace,
                Optional<Outlook> outlook)
                implements Outcome {
            public Found {
                colours = Map.copyOf(colours);
            }
        }

        /**
         * Months to come.
         *
         * @param outlooks one for each currency, the largest first; none where too little is known
         * @param unknown filters of which nothing is forecast; there are no outlooks then
         */
        record Ahead(List<Outlook> outlooks, List<CostFilter> unknown) implements Outcome {
            public Ahead {
                outlooks = List.copyOf(outlooks);
                unknown = List.copyOf(unknown);
            }
        }

        /**
         * Nothing matches.
         *
         * @param guilty filters without which, each alone, there would be something
         * @param any whether there is anything without filters
         * @param leftOut whether there is something as soon as nothing is left out
         * @param tag of questions about the values of a tag
         * @param why there is nothing at all, where there is nothing without filters either
         * @param read the days whose costs are read, for who sees everything
         * @param outlook the months of a period that isn't over
         */
        record Nothing(
                List<CostFilter> guilty,
                boolean any,
                boolean leftOut,
                Optional<TagFacts> tag,
                NoCosts why,
                Optional<LocalDateRange> read,
                Optional<Outlook> outlook)
                implements Outcome {
            public Nothing {
                guilty = List.copyOf(guilty);
            }
        }
    }

    /** @param question about whole months to come */
    static Outcome ahead(SpendService spend, CostQuery question, LocalDate today) {
        List<CostFilter> unknown = question.filters().stream()
                .filter(filter -> !Outlook.knows(filter.dimension()))
                .toList();
        return new Outcome.Ahead(unknown.isEmpty() ? spend.outlook(question, today) : List.of(), unknown);
    }

    /**
     * @param bar what bars stand for
     * @param ahead months whose forecast is wanted
     * @param lastDay the last day with costs
     */
    static Outcome load(
            CostService service,
            SpendService spend,
            CostQuery question,
            BarPeriod bar,
            Optional<LocalDateRange> ahead,
            LocalDate lastDay,
            LocalDate today) {
        long began = System.nanoTime();
        CostResult answer = bar.of(spend.marked(service.explore(question)));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (!answer.currencies().isEmpty()) {
            return new Outcome.Found(
                    answer,
                    took,
                    service.seesEverything(),
                    colours(spend, answer),
                    headsSomewhere(question, lastDay, today)
                            ? spend.projection(lastDay.isBefore(today) ? lastDay.plusDays(1) : today)
                            : Optional.empty(),
                    spend.pace(answer, lastDay, today),
                    outlook(spend, question, ahead, today));
        }
        List<CostFilter> filters = question.filters();
        Optional<LocalDateRange> read = service.read();
        NoCosts why = NoCosts.of(LocalDateRange.of(question.from(), question.to()), read, today);
        read = read.filter(any -> service.seesEverything());
        if (!question.without().isEmpty() && hasSpend(service, question.whole(), filters)) {
            return new Outcome.Nothing(List.of(), true, true, answer.tag(), why, read, Optional.empty());
        }
        if (filters.isEmpty() || !hasSpend(service, question, List.of())) {
            return new Outcome.Nothing(
                    List.of(), false, false, answer.tag(), why, read, outlook(spend, question, ahead, today));
        }
        var guilty = new ArrayList<CostFilter>();
        for (CostFilter filter : filters) {
            if (hasSpend(
                    service,
                    question,
                    filters.stream().filter(other -> other != filter).toList())) {
                guilty.add(filter);
            }
        }
        return new Outcome.Nothing(guilty, true, false, answer.tag(), why, read, Optional.empty());
    }

    private static Map<String, Integer> colours(SpendService service, CostResult answer) {
        Dimension by = answer.question().groupBy();
        List<String> drawn = answer.currencies().stream()
                .flatMap(spend -> TopRows.of(by, spend).shown().stream())
                .map(CostResult.Row::key)
                .toList();
        return by == Dimension.TEAM || drawn.isEmpty() ? Map.of() : service.colours(by, drawn);
    }

    private static Optional<Outlook> outlook(
            SpendService spend, CostQuery question, Optional<LocalDateRange> ahead, LocalDate today) {
        return ahead.filter(months -> question.groupBy() == Dimension.TEAM
                        && question.filters().isEmpty()
                        && question.without().isEmpty())
                .flatMap(months ->
                        spend.outlook(months, question.cost(), today).stream().findFirst());
    }

    private static boolean headsSomewhere(CostQuery question, LocalDate lastDay, LocalDate today) {
        return question.groupBy() == Dimension.TEAM
                && question.cost() == CostMetric.EFFECTIVE
                && question.filters().isEmpty()
                && question.without().isEmpty()
                && question.from().equals(today.withDayOfMonth(1))
                && question.to().isAfter(lastDay);
    }

    private static boolean hasSpend(CostService service, CostQuery question, List<CostFilter> filters) {
        return !service.ask(question.coarse().with(filters)).currencies().isEmpty();
    }
}
