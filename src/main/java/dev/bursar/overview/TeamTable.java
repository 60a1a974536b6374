package dev.bursar.overview;

import dev.bursar.budgets.BudgetState;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Kind;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.Section;
import dev.bursar.ui.Sparkline;
import dev.bursar.ui.TableRows;
import module java.base;

/** The chart's twin: every team with its change, the shape of its days, and where it is heading. */
final class TeamTable implements HtmlTable.Source {
    private static final int FEWEST_DAYS = 7;
    private static final String TEAM = "team";
    private static final String NOW = "now";
    private static final String CHANGE = "change";
    private static final String PERCENT = "percent";
    private static final String PROJECTION = "projection";
    private static final String BUDGET = "budget";

    private static final Map<String, Comparator<Month.Team>> ORDERS = Map.of(
            TEAM, Comparator.comparing(team -> team.name().toLowerCase(Locale.ROOT)),
            NOW, Comparator.comparing(Month.Team::now),
            CHANGE, Comparator.comparing(team -> team.now().subtract(team.before())),
            PROJECTION, Comparator.comparing(team -> team.projected().orElse(BigDecimal.ZERO)),
            BUDGET,
                    Comparator.comparing(team ->
                            team.budget().flatMap(row -> row.figures().used()).orElse(BigDecimal.ZERO)));

    private final Overview overview;
    private final Month month;
    private final TeamChartData picture;
    private final int settled;
    private final List<Column> columns;
    private final TableRows<Month.Team> rows;

    TeamTable(Overview overview, Month month, TeamChartData picture) {
        this.overview = overview;
        this.month = month;
        this.picture = picture;
        settled = (int) month.dates().stream()
                .takeWhile(day -> !overview.isArriving(day))
                .count();
        columns = columns();
        rows = new TableRows<>(month.teams(), team -> List.of(), ORDERS, List.of());
    }

    Section section() {
        var table = new HtmlTable("Teams", columns, List.of(), this);
        table.addClassName("team-table");
        var section = new Section().flush().with(table);
        section.setAriaLabel("Teams");
        return section;
    }

    private List<Column> columns() {
        var made = new ArrayList<Column>();
        made.add(Column.name(TEAM, "Team", "Total").sorts());
        made.add(Column.figure(NOW, Formats.shortRange(month.days()), 118, Formats.money(month.now(), month.currency()))
                .sorts());
        if (month.before().isPresent()) {
            made.add(Column.figure(
                            CHANGE,
                            "Change",
                            118,
                            Formats.signed(month.now().subtract(month.earlier()), month.currency()))
                    .sorts()
                    .onlyWide());
            made.add(Column.figure(
                            PERCENT,
                            "%",
                            78,
                            Formats.changePercent(month.now(), month.earlier()).orElse(""))
                    .quietOnlyWide());
        }
        // fewer days have no shape
        if (month.days().lengthInDays() >= FEWEST_DAYS) {
            made.add(Column.days("daily", "Daily"));
        }
        month.projected()
                .ifPresent(sum ->
                        made.add(Column.figure(PROJECTION, "Projection", 100, Formats.forecast(sum, month.currency()))
                                .sorts()
                                .onlyWide()));
        if (month.hasBudgets()) {
            made.add(Column.figure(BUDGET, "Budget", 96, "").sorts().onlyWide());
        }
        return made;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<String> sorted() {
        return rows.sorted();
    }

    @Override
    public void sort(List<String> columns) {
        rows.sort(columns);
    }

    @Override
    public Line line(int at) {
        Month.Team team = rows.at(at).item();
        return new Line(
                rows.at(at).key(),
                "",
                picture.colour(team).cssName(),
                true,
                Name.of(
                        team.name(),
                        address(overview, month, team.key()),
                        month.before().isPresent() ? percent(team) : ""),
                "",
                false,
                columns.stream()
                        .filter(column -> column.kind() == Kind.FIGURE)
                        .map(column -> text(column, team))
                        .toList(),
                BigDecimal.ZERO,
                Sparkline.of(team.perDay(), settled),
                "");
    }

    private String text(Column column, Month.Team team) {
        return switch (column.key()) {
            case NOW -> Formats.money(team.now(), month.currency());
            case CHANGE -> Formats.signed(team.now().subtract(team.before()), month.currency());
            case PERCENT -> percent(team);
            case PROJECTION ->
                team.projected()
                        .map(amount -> Formats.forecast(amount, month.currency()))
                        .orElse("");
            case BUDGET -> budget(team);
            default -> "";
        };
    }

    /** {@code 82%} of the month's budget, {@code 121%, over}; how it stands while nothing is read. */
    private static String budget(Month.Team team) {
        return team.budget()
                .map(row -> row.figures()
                        .spent()
                        .flatMap(spent -> Formats.used(spent, row.figures().limit()))
                        .map(used -> used + (row.figures().state() == BudgetState.OVER ? ", over" : ""))
                        .orElse(row.figures().state().label()))
                .orElse("none");
    }

    private static String percent(Month.Team team) {
        return Formats.changePercent(team.now(), team.before()).orElse("");
    }

    /** What a team's costs are made of, in Spend. */
    static String address(Overview overview, Month month, String team, CostFilter... more) {
        return address(month, overview.cost(), overview.compare(), team, Dimension.SERVICE, more);
    }

    /** Beside the compared days, where the month is: what is clicked is found there again. */
    static String address(
            Month month, CostMetric cost, Comparison compare, String team, Dimension by, CostFilter... more) {
        var filters = new ArrayList<CostFilter>();
        filters.add(new CostFilter(Dimension.TEAM, Operator.IS, List.of(team)));
        filters.addAll(List.of(more));
        String view = SpendLinks.view(
                month.days().getStart(), month.days().getEnd(), cost, by, filters.toArray(CostFilter[]::new));
        return month.before().isPresent() ? SpendLinks.compared(view, compare) : view;
    }
}
