package dev.bursar.spend.ui;

import com.vaadin.flow.component.html.Div;
import dev.bursar.spend.Projection;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.TextTable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Where the month is heading: a plain projection for each team, and what it leaves to AWS's forecast of the whole. */
final class ProjectionSection {
    private ProjectionSection() {}

    private static final List<TextTable.Column> COLUMNS = List.of(
            new TextTable.Column("Team", 0, false, false),
            new TextTable.Column("To date", 140, true, true),
            new TextTable.Column("End of month", 150, true, false));

    static Div of(Projection projection) {
        var table = new TextTable("Heading for the end of the month", COLUMNS, rows(projection));
        var block = new Div(new Section("Heading for the end of " + Formats.month(YearMonth.from(projection.month())))
                .note("Teams: a plain projection, each day left like the mean of the last " + projection.wholeDays()
                        + " whole days")
                .flush()
                .with(table));
        block.addClassNames("spend-block", "projection");
        return block;
    }

    private static List<List<String>> rows(Projection projection) {
        var rows = new ArrayList<List<String>>();
        String currency = projection.currency();
        for (Projection.Team team : projection.teams()) {
            rows.add(List.of(
                    PlainText.full(team.name()),
                    Formats.money(team.toDate(), currency),
                    Formats.forecast(team.projected(), currency)));
        }
        projection.aws().ifPresent(aws -> {
            rows.add(List.of("Difference to AWS's forecast", "", Formats.signed(aws.difference(), currency)));
            rows.add(List.of(
                    "AWS's forecast, " + Formats.shortDate(aws.askedOn()) + range(aws, currency),
                    "",
                    Formats.forecast(aws.mean(), currency)));
        });
        return rows;
    }

    private static String range(Projection.Aws aws, String currency) {
        BigDecimal lower = aws.lower();
        BigDecimal upper = aws.upper();
        return lower == null || upper == null
                ? ""
                : ": " + Formats.forecast(lower, currency) + " to " + Formats.forecast(upper, currency)
                        + " (80% range)";
    }
}
