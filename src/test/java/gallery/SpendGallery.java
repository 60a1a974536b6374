package gallery;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Tables;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

@Route("spend")
@PageTitle("Spend")
@Menu(order = 2, title = "Spend", icon = "chart-column-stacked")
@PermitAll
class SpendGallery extends Div implements BeforeEnterObserver {
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        addClassNames("page", "dense");
        var state = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("state")
                .orElse("");
        var header = new PageHeader("Spend");
        if (state.equals("first")) {
            add(
                    header.facts("Nothing has been read from AWS yet"),
                    new EmptyState(
                                    Icons.DATABASE,
                                    "Read your first month of costs",
                                    "Bursar has no cost data. Connect the payer account with a read-only role, or load a FOCUS"
                                            + " export you already have. The first month of a payer with 14 accounts takes about 4"
                                            + " minutes and 62 requests ($0.62).")
                            .actions(
                                    Buttons.primary("Connect AWS", click -> {}),
                                    Buttons.neutral(Icons.FILE_SPREADSHEET, "Load a FOCUS file", click -> {}))
                            .step(true, "Teams and ownership rules: 9 teams, 23 rules")
                            .step(false, "AWS connection: not set up")
                            .step(false, "First sync: waits for the connection"));
            return;
        }
        add(header.facts(new FactLine("1–23 Nov 2026", "EffectiveCost", "USD")
                        .finality(FactLine.Finality.ESTIMATED, "21–23 Nov estimated"))
                .actions(
                        new PeriodControl(() -> LocalDate.of(2026, 11, 23), days -> {}),
                        Buttons.neutral(Icons.BOOKMARK, "Save view", click -> {}),
                        Buttons.neutral(Icons.DOWNLOAD, "Export", click -> {})));
        FilterDimension.Lookup teams = (text, offset, limit) -> Figures.TEAMS.stream()
                .filter(team -> team.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                .skip(offset)
                .limit(limit)
                .map(team -> new FilterDimension.Value(team, team))
                .toList();
        var bar = new FilterBar(
                        List.of(
                                new FilterDimension("team", "Team", teams),
                                new FilterDimension("account", "Account", teams),
                                new FilterDimension("usage", "Usage type", teams)),
                        filters -> {})
                .filters(List.of(
                        new Filter("team", Filter.Operator.IS, List.of("Research", "Vision", "Fraud")),
                        new Filter("account", Filter.Operator.IS_NOT, List.of("sandbox-01")),
                        new Filter("usage", Filter.Operator.CONTAINS, List.of("Train"))));
        var group = FilterBar.choice("Group by", List.of("Team", "Service"), word -> word, word -> {});
        group.setValue("Service");
        var cost = FilterBar.choice("Cost", List.of("EffectiveCost", "BilledCost"), word -> word, word -> {});
        cost.setValue("EffectiveCost");
        var chart = new SpendChart("Spend by service and day");
        bar.controls(
                        group,
                        cost,
                        new Segmented<>(
                                "Granularity", List.of("Daily", "Monthly", "Cumulative"), word -> word, word -> {}))
                .toggles(
                        new Checkbox("Compare with 1–23 Oct", true),
                        new Checkbox("Credits", true),
                        new Checkbox("Tax"));
        add(bar);
        switch (state) {
            case "empty" ->
                add(new EmptyState(
                                Icons.SEARCH_X,
                                "No spend matches these filters",
                                "Research, Vision and Fraud have spend in 1–23 Nov 2026, but none of it has a usage type that"
                                        + " contains “Train”.")
                        .actions(
                                Buttons.primary("Clear filters", click -> {}),
                                Buttons.neutral("Remove “Usage type contains Train”", click -> {})));
            case "failed" ->
                add(new FailedState(
                        "Spend could not be loaded",
                        "Nothing was lost, and your filters are kept.",
                        new Reference("7F3K-Q2"),
                        Instant.parse("2026-11-24T09:41:00Z"),
                        () -> {}));
            case "loading" -> add(Skeleton.chartAndTable("Adding up 23 days for 3 teams", 6));
            case "year" -> data(Figures.teams(LocalDate.of(2025, 11, 1), 388, true), chart);
            case "lines" -> data(Figures.teams(23, true).cumulative(), chart);
            default -> data(Figures.teams(23, true), chart);
        }
    }

    private void data(ChartData data, SpendChart chart) {
        var figure = new KeyFigure("Spend, 3 teams", "$178,229.36")
                .change(Formats.change(new BigDecimal("178229.36"), new BigDecimal("167042.49"), "USD"), "1–23 Oct");
        figure.addClassName("inline");
        var dashes = new Span("Total, 1–23 Oct");
        dashes.addClassName("dashes");
        var hatch = new Span("Estimated");
        hatch.addClassName("hatch");
        var legend = new Div(dashes, hatch);
        legend.addClassName("legend");
        var head = new Div(figure, legend);
        head.addClassName("chart-head");
        add(new Section().with(head, chart.show(data)));

        var rows = Figures.rows(data);
        var total = rows.stream().map(Figures.Row::now).reduce(BigDecimal.ZERO, BigDecimal::add);
        var largest =
                rows.stream().map(Figures.Row::now).max(BigDecimal::compareTo).orElseThrow();
        var grid = new Grid<Figures.Row>();
        grid.addComponentColumn(row -> Tables.name(row.colour(), row.name()))
                .setHeader("Service")
                .setFlexGrow(2)
                .setSortable(true)
                .setFooter("Total");
        Tables.figures(grid.addColumn(row -> Formats.money(row.now(), "USD")))
                .setHeader("1–23 Nov")
                .setSortable(true)
                .setFooter(Formats.money(total, "USD"));
        Tables.quietWideOnly(Tables.figures(grid.addColumn(row -> Formats.money(row.before(), "USD"))))
                .setHeader("1–23 Oct");
        Tables.wideOnly(Tables.figures(
                        grid.addColumn(row -> Formats.signed(row.now().subtract(row.before()), "USD"))))
                .setHeader("Change");
        Tables.figures(grid.addColumn(row -> Formats.share(row.now(), total).orElse("")))
                .setHeader("Share")
                .setPartNameGenerator(row -> "quiet");
        Tables.wideOnly(grid.addComponentColumn(row -> new ShareBar(row.now(), largest, row.colour())));
        grid.setItems(rows);
        grid.setAllRowsVisible(true);
        add(new Section("By service")
                .note("12 services")
                .actions(Buttons.neutral(Icons.COLUMNS_3, "Columns", click -> {}))
                .flush()
                .with(grid));
    }
}
