package dev.bursar.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.bursar.spend.CostMetric;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.SpendFilter;
import dev.bursar.spend.SpendFilter.Operator;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.PrintTable;
import dev.bursar.ui.Section;
import dev.bursar.ui.Sparkline;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The chart's twin: every team with its change, the shape of its days, and where it is heading. */
final class TeamTable {
    private final Overview overview;
    private final Month month;
    private final TeamPicture picture;
    private final int settled;
    private final PrintTable paper = new PrintTable();

    TeamTable(Overview overview, Month month, TeamPicture picture) {
        this.overview = overview;
        this.month = month;
        this.picture = picture;
        settled = (int) month.dates().stream()
                .takeWhile(day -> !overview.isEstimated(day))
                .count();
    }

    Section section() {
        Grid<Month.Team> grid = grid();
        grid.addSortListener(event -> print(grid));
        print(grid);
        var section = new Section().flush().with(grid, paper);
        section.setAriaLabel("Teams");
        return section;
    }

    /** Puts on paper what the grid shows, but for the drawn days. */
    private void print(Grid<Month.Team> grid) {
        List<Grid.Column<Month.Team>> columns = grid.getColumns().stream()
                .filter(column -> !"daily".equals(column.getKey()))
                .toList();
        paper.show(
                columns.stream().map(Grid.Column::getHeaderText).toList(),
                grid.getListDataView()
                        .getItems()
                        .map(team -> new PrintTable.Row(
                                0,
                                picture.colour(team),
                                columns.stream()
                                        .map(column -> text(column.getKey(), team))
                                        .toList()))
                        .toList(),
                columns.stream().map(Grid.Column::getFooterText).toList());
    }

    private String text(String column, Month.Team team) {
        return switch (column) {
            case "team" -> team.name();
            case "now" -> Formats.money(team.now(), month.currency());
            case "change" -> Formats.signed(team.now().subtract(team.before()), month.currency());
            case "percent" -> percent(team);
            case "projection" -> projected(team);
            default -> "";
        };
    }

    private Grid<Month.Team> grid() {
        var grid = new Grid<Month.Team>();
        grid.addClassNames("team-table", "no-print");
        grid.getElement().setAttribute("aria-label", "Teams");
        grid.addComponentColumn(team -> Tables.nameCell(picture.colour(team), link(team)))
                .setKey("team")
                .setHeader("Team")
                .setFlexGrow(3)
                .setWidth("110px")
                .setFrozen(true)
                .setComparator(
                        Comparator.comparing((Month.Team team) -> team.name().toLowerCase(Locale.ROOT)))
                .setFooter("Total");
        Tables.figures(grid.addComponentColumn(this::amount))
                .setKey("now")
                .setHeader(Formats.shortRange(month.days()))
                .setWidth("118px")
                .setComparator(Comparator.comparing(Month.Team::now))
                .setFooter(Formats.money(month.now(), month.currency()));
        if (month.before().isPresent()) {
            Tables.wideOnly(Tables.figures(grid.addColumn(
                            team -> Formats.signed(team.now().subtract(team.before()), month.currency()))))
                    .setKey("change")
                    .setHeader("Change")
                    .setWidth("118px")
                    .setComparator(
                            Comparator.comparing((Month.Team team) -> team.now().subtract(team.before())))
                    .setFooter(Formats.signed(month.now().subtract(month.earlier()), month.currency()));
            Tables.quietWideOnly(Tables.figures(grid.addColumn(TeamTable::percent)))
                    .setKey("percent")
                    .setHeader("%")
                    .setWidth("78px")
                    .setFooter(
                            Formats.changePercent(month.now(), month.earlier()).orElse(""));
        }
        Tables.wideOnly(grid.addComponentColumn(team -> new Sparkline(team.perDay(), settled)))
                .setKey("daily")
                .setHeader("Daily")
                .setWidth("112px")
                .setFlexGrow(0);
        month.projected()
                .ifPresent(sum -> Tables.wideOnly(Tables.figures(grid.addColumn(this::projected)))
                        .setKey("projection")
                        .setHeader("Projection")
                        .setWidth("100px")
                        .setComparator(Comparator.comparing(
                                (Month.Team team) -> team.projected().orElse(BigDecimal.ZERO)))
                        .setFooter(Formats.forecast(sum, month.currency())));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(month.teams());
        grid.setAllRowsVisible(true);
        return grid;
    }

    private Component link(Month.Team team) {
        var link = new Anchor(address(overview, month, team.key()), PlainText.name(team.name()));
        link.addClassName("row-link");
        return link;
    }

    /** What a team's costs are made of, in Spend. */
    static String address(Overview overview, Month month, String team, SpendFilter... more) {
        return address(month, overview.cost(), team, Dimension.SERVICE, more);
    }

    static String address(Month month, CostMetric cost, String team, Dimension by, SpendFilter... more) {
        var filters = new ArrayList<SpendFilter>();
        filters.add(new SpendFilter(Dimension.TEAM, Operator.IS, List.of(team)));
        filters.addAll(List.of(more));
        return SpendLinks.view(
                month.days().getStart(), month.days().getEnd(), cost, by, filters.toArray(SpendFilter[]::new));
    }

    private Component amount(Month.Team team) {
        return Tables.narrowLine(
                new Span(Formats.money(team.now(), month.currency())),
                month.before().isPresent() ? percent(team) : "");
    }

    private static String percent(Month.Team team) {
        return Formats.changePercent(team.now(), team.before()).orElse("");
    }

    private String projected(Month.Team team) {
        return team.projected()
                .map(amount -> Formats.forecast(amount, month.currency()))
                .orElse("");
    }
}
