package dev.bursar.spend.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import dev.bursar.spend.Projection;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the month is heading: a plain projection for each team, and what it leaves to AWS's forecast of the whole. */
final class ProjectionSection {
    private ProjectionSection() {}

    private record Line(String name, Optional<BigDecimal> toDate, String end) {}

    static Div of(Projection projection) {
        List<Line> lines = lines(projection);
        var grid = new Grid<Line>();
        grid.getElement().setAttribute("aria-label", "Heading for the end of the month");
        grid.addColumn(line -> PlainText.cut(line.name(), 80))
                .setHeader("Team")
                .setTooltipGenerator(line -> line.name().length() > 80 ? PlainText.full(line.name()) : null)
                .setFlexGrow(4)
                .setWidth("140px");
        Tables.wideOnly(Tables.figures(grid.addColumn(line -> line.toDate()
                        .map(amount -> Formats.money(amount, projection.currency()))
                        .orElse(""))))
                .setHeader("To date")
                .setWidth("118px");
        Tables.figures(grid.addColumn(Line::end)).setHeader("End of month").setWidth("130px");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(lines);
        grid.setAllRowsVisible(true);
        var block = new Div(new Section("Heading for the end of " + Formats.month(YearMonth.from(projection.month())))
                .note("Teams: a plain projection, each day left like the mean of the last " + projection.wholeDays()
                        + " whole days")
                .flush()
                .with(grid));
        block.addClassNames("spend-block", "projection");
        return block;
    }

    private static List<Line> lines(Projection projection) {
        var lines = new ArrayList<Line>();
        String currency = projection.currency();
        for (Projection.Team team : projection.teams()) {
            lines.add(new Line(team.name(), Optional.of(team.toDate()), Formats.forecast(team.projected(), currency)));
        }
        projection.aws().ifPresent(aws -> {
            lines.add(new Line(
                    "Difference to AWS's forecast", Optional.empty(), Formats.signed(aws.difference(), currency)));
            lines.add(new Line(
                    "AWS's forecast, " + Formats.shortDate(aws.askedOn()) + range(aws, currency),
                    Optional.empty(),
                    Formats.forecast(aws.mean(), currency)));
        });
        return lines;
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
