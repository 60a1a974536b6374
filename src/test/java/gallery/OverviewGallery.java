package gallery;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Swatch;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

@Route("overview")
@PageTitle("Overview")
@Menu(order = 1, title = "Overview", icon = "layout-dashboard")
@PermitAll
class OverviewGallery extends Div {
    OverviewGallery() {
        addClassName("page");
        var data = Figures.teams(23, false);
        var chart = new SpendChart("Daily spend by team, 1–23 Nov 2026").show(data);
        chart.onPoint(point ->
                Notices.success("Day " + point.category() + " " + point.series().orElse("all")));
        var legend = new Span(new Span("Estimated"));
        legend.addClassName("legend");
        legend.getChildren()
                .findFirst()
                .orElseThrow()
                .getElement()
                .getClassList()
                .add("hatch");
        var section = new Section("Daily spend by team")
                .actions(
                        legend,
                        new Segmented<>(
                                "Granularity",
                                List.of("Daily", "Cumulative"),
                                word -> word,
                                word -> chart.show(word.equals("Daily") ? data : data.cumulative())),
                        Buttons.icon(Icons.ELLIPSIS, "More", click -> {}))
                .with(chart);

        var changes = new Section("What changed").endNote("vs 1–23 Oct");
        var attention = new Section("Needs attention");
        var badges = new Div(
                new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, "On track"),
                new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, "Forecast over"),
                new StatusBadge(StatusBadge.Kind.DANGER, Icons.OCTAGON_ALERT, "Over"),
                new StatusBadge(StatusBadge.Kind.INFO, Icons.REFRESH_CW, "Running"),
                new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.SQUARE, "Stopped by Admin"));
        attention.with(
                badges,
                PlainText.name("=cmd|' /C calc'!A0 <img src=x onerror=alert(1)>"),
                new Div(),
                PlainText.name("two\nlines \u202Egnp.exe \u200B end "),
                new Div(),
                PlainText.id("arn:aws:sagemaker:eu-central-1:220944170386:endpoint/" + "fraud-scorer-v3".repeat(20)),
                Buttons.neutral("Warn", click -> Notices.warning("AWS refused to show the costs of vision-labs")),
                Buttons.neutral("Fail", click -> {
                    throw new IllegalStateException("secret");
                }));
        var right = new Div(changes, attention);
        right.addClassName("stack");

        var grid = new Grid<Figures.Row>();
        grid.addComponentColumn(row -> {
                    var cell = new Div(new Swatch(row.colour()), PlainText.name(row.name()));
                    cell.addClassName("with-swatch");
                    return cell;
                })
                .setHeader("Team")
                .setFlexGrow(2)
                .setFooter("Total")
                .setFrozen(true);
        grid.addColumn(row -> Formats.money(row.now(), "USD"))
                .setHeader("1–23 Nov")
                .setTextAlign(ColumnTextAlign.END)
                .setFooter("$437,464.45");
        grid.addColumn(row -> Formats.signed(row.now().subtract(row.before()), "USD"))
                .setHeader("Change")
                .setTextAlign(ColumnTextAlign.END);
        grid.addColumn(row -> Formats.changePercent(row.now(), row.before()).orElse(""))
                .setHeader("%")
                .setTextAlign(ColumnTextAlign.END);
        grid.addComponentColumn(row -> new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, "On track"))
                .setHeader("Budget");
        grid.setItems(Figures.rows(data));
        grid.setAllRowsVisible(true);
        var table = new Section().flush().with(grid);

        var left = new Div(section, table);
        left.addClassName("stack");
        var columns = new Div(left, right);
        columns.addClassName("columns");

        add(
                new PageHeader("Overview")
                        .facts(new FactLine("1–23 Nov 2026", "EffectiveCost", "USD")
                                .finality(FactLine.Finality.ESTIMATED, "21–23 Nov estimated"))
                        .actions(
                                new PeriodControl(() -> LocalDate.of(2026, 11, 23), days -> {}),
                                Buttons.neutral(Icons.DOWNLOAD, "Export", click -> {})),
                new FigureStrip(
                        new KeyFigure("Spend to date", "$437,464.45")
                                .change(
                                        Formats.change(new BigDecimal("437464.45"), new BigDecimal("424622.40"), "USD"),
                                        "1–23 Oct"),
                        new KeyFigure("Forecast, end of November", "$579,800").note("$565,300 to $597,800 (80% range)"),
                        new KeyFigure("Unallocated", "$10,107.73").note("2.3% of spend · −18.7% vs 1–23 Oct"),
                        new KeyFigure("October chargeback", "6 of 9 accepted")
                                .note("1 disputed · 2 waiting · closes 30 Nov")),
                columns);
    }
}
