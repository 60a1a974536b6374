package dev.bursar.simulator.costs;

import dev.bursar.simulator.costs.Period.Granularity;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import tools.jackson.databind.JsonNode;

/** Adds up what a filter expression of Cost Explorer keeps, for services whose figures come from the same costs. */
public final class FilteredCosts {
    private final Organisation organisation;
    private final QuestionReader reader;

    public FilteredCosts(Organisation organisation) {
        this.organisation = organisation;
        this.reader = new QuestionReader(organisation);
    }

    /**
     * The sum over some days of which the first is included and the last is not; those without data count nothing.
     *
     * @param filter as in a request's Filter
     * @param metric as in a request's Metrics
     */
    public BigDecimal sum(JsonNode filter, String metric, LocalDate from, LocalDate to) {
        var request = Json.object();
        request.set("Filter", filter);
        request.putArray("Metrics").add(metric);
        var start = from.isBefore(organisation.firstDay()) ? organisation.firstDay() : from;
        var end = to.isAfter(organisation.today()) ? organisation.today() : to;
        if (!start.isBefore(end)) {
            return BigDecimal.ZERO;
        }
        var question = new Question(
                new Period(start, end), Granularity.MONTHLY, Metric.asked(request), List.of(), reader.filter(request));
        return question.answer(organisation).stream()
                .map(row -> row.tally() == null ? BigDecimal.ZERO : row.tally().sum(0))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
