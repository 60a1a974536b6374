package dev.bursar.overview;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Finality;
import dev.bursar.charges.query.CostService.Coverage;
import dev.bursar.spend.Outlook;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * Everything that the page shows of one month.
 *
 * @param compare with which days these are compared
 * @param lastDay the last whole day with costs
 * @param firstDay the first day with costs that the person may see
 * @param current whether it is the month that goes on
 * @param everything whether the person sees all teams' costs
 * @param months one a currency, the largest first; never empty
 * @param lookedAt what was looked at to find what needs attention
 * @param statements the newest that the person may read
 * @param outlook the months of the present quarter and the next month, by currency; of the latest month with costs only
 * @param setUp what is left of it, for who can do something about it
 */
record Overview(
        CostMetric cost,
        Comparison compare,
        LocalDateRange days,
        LocalDate lastDay,
        LocalDate firstDay,
        boolean current,
        boolean everything,
        Finality finality,
        Optional<Instant> observedAt,
        Coverage accounts,
        List<Month> months,
        List<Need> needs,
        List<String> lookedAt,
        List<Statements.Line> statements,
        List<Outlook> outlook,
        Optional<StartCard.SetUp> setUp) {
    Overview {
        months = List.copyOf(months);
        needs = List.copyOf(needs);
        lookedAt = List.copyOf(lookedAt);
        statements = List.copyOf(statements);
        outlook = List.copyOf(outlook);
    }

    /** Whether costs of the day still arrive. */
    boolean isArriving(LocalDate day) {
        return observedAt
                .map(at -> finality.isArriving(day, day.plusDays(1), LocalDate.ofInstant(at, ZoneOffset.UTC)))
                .orElse(false);
    }
}
