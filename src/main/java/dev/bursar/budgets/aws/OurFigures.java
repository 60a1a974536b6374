package dev.bursar.budgets.aws;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import module java.base;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Adds up our costs by tag value as a budget does; budgets of the same days and cost share one question. */
@Component
public class OurFigures {
    private final CostService costs;

    OurFigures(CostService costs) {
        this.costs = costs;
    }

    /**
     * What budgets can have in common.
     *
     * @param without record types that are left out
     */
    public record Question(DayRange days, CostMetric metric, Set<String> without) {
        public Question {
            without = Set.copyOf(without);
        }
    }

    /** Costs by tag value, then by currency. */
    private record Answer(Map<String, Map<String, BigDecimal>> byValue, Optional<Instant> observedAt) {}

    /**
     * What the values cost, by currency.
     *
     * @param observedAt when the oldest of these costs were read
     */
    public record Figure(Map<String, BigDecimal> byCurrency, Optional<Instant> observedAt) {}

    /** The days whose costs are read; empty while there are none. */
    public Optional<LocalDateRange> read() {
        return costs.read();
    }

    /** Answers of one page; each question is asked once. */
    public Asked asked() {
        return new Asked();
    }

    /** See {@link #asked}. */
    public final class Asked {
        private final Map<Question, Answer> answers = new HashMap<>();

        private Asked() {}

        public Figure of(Question question, Set<String> values) {
            Answer answer = answers.computeIfAbsent(question, OurFigures.this::answer);
            var sums = new TreeMap<String, BigDecimal>();
            for (String value : values) {
                answer.byValue()
                        .getOrDefault(value, Map.of())
                        .forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add));
            }
            return new Figure(sums, answer.observedAt());
        }
    }

    private Answer answer(Question question) {
        List<CostFilter> filters = question.without().isEmpty()
                ? List.of()
                : List.of(new CostFilter(
                        Dimension.RECORD_TYPE,
                        CostFilter.Operator.IS_NOT,
                        question.without().stream().sorted().toList()));
        CostResult answer = costs.ask(new CostQuery(
                question.days().from(),
                question.days().to(),
                Granularity.MONTHLY,
                question.metric(),
                Dimension.TAG_VALUE,
                filters));
        var byValue = new HashMap<String, Map<String, BigDecimal>>();
        for (CurrencySpend spend : answer.currencies()) {
            for (CostResult.Row row : spend.rows()) {
                byValue.computeIfAbsent(row.key(), any -> new TreeMap<>()).put(spend.currency(), row.total());
            }
        }
        return new Answer(byValue, answer.observedAt());
    }
}
