package dev.bursar.budgets.ui;

import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.bursar.budgets.plan.BudgetHistory.Suggestion;
import dev.bursar.budgets.plan.BudgetPlanning.TeamLimit;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.threeten.extra.LocalDateRange;

/** The last row of the table that sets all teams' limits: sums of what the others show, in the page's currency. */
final class TeamTotals {
    private final Span after = new Span();
    private String currency = "";

    /** The present limit; empty where there is none, and where it is in another currency. */
    static Optional<BigDecimal> now(TeamLimit team, String currency) {
        return team.budget()
                .filter(budget -> budget.currency().equals(currency))
                .flatMap(budget -> team.limit());
    }

    /** What a whole month cost; empty where its costs aren't all stored. */
    static Optional<BigDecimal> spent(TeamLimit team, LocalDateRange month) {
        return team.past().stream()
                .filter(past -> past.period().equals(month))
                .map(past -> past.spent())
                .findFirst();
    }

    void in(NativeTableRow row, List<TeamLimit> teams, List<LocalDateRange> months, String currency) {
        this.currency = currency;
        var name = row.addHeaderCell();
        name.getElement().setAttribute("scope", "row");
        name.setText("All teams");
        row.addDataCell()
                .setText(sum(teams.stream().map(team -> now(team, currency)))
                        .map(sum -> Formats.limit(sum, currency))
                        .orElse("none"));
        for (LocalDateRange month : months) {
            row.addDataCell()
                    .setText(sum(teams.stream().map(team -> spent(team, month)))
                            .map(sum -> Formats.money(sum, currency))
                            .orElse("no data"));
        }
        row.addDataCell()
                .setText(sum(teams.stream().map(team -> team.suggestion().map(Suggestion::limit)))
                        .map(sum -> Formats.limit(sum, currency))
                        .orElse("no data"));
        row.addDataCell().add(after);
        row.addDataCell().setText("");
    }

    /** The sum of all limits once the page is saved. */
    void after(List<BigDecimal> limits) {
        after.setText(sum(limits.stream().map(Optional::of))
                .map(sum -> Formats.limit(sum, currency))
                .orElse(""));
    }

    private static Optional<BigDecimal> sum(Stream<Optional<BigDecimal>> amounts) {
        return amounts.flatMap(Optional::stream).reduce(BigDecimal::add);
    }
}
