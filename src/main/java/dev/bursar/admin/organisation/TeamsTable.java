package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.admin.organisation.TeamLine.Thing;
import dev.bursar.org.Department;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.TeamHistory;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HeaderSort;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoRowMatches;
import dev.bursar.ui.Palette;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Term;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Teams in their departments, with who leads them, where they are booked and what they spend. */
final class TeamsTable {
    private static final int DEEPEST = 5;
    private static final int SHORT = 60;

    private final TeamsPage page;
    private final SearchField search;
    private final NoRowMatches none;
    private final Grid<TeamLine> grid = Tables.grid("teams-table", "Teams by department");
    private final Section section = new Section("All teams");
    private final Map<String, Comparator<TeamLine>> orders = new HashMap<>();
    private @Nullable Comparator<TeamLine> order;
    private final @Nullable Changes changes;

    /** How departments are changed from here. */
    interface Changes {
        void rename(Department department);

        void move(Department department);

        void end(Department department);

        void addLead(TeamHistory team);
    }

    /** @param changes null for those who may change nothing */
    TeamsTable(TeamsPage page, SearchField search, @Nullable Changes changes) {
        this.page = page;
        this.search = search;
        this.none = new NoRowMatches(search, "team");
        this.changes = changes;
    }

    Section section() {
        fill();
        show();
        return section.actions(search).flush().with(grid, none);
    }

    /** While something is searched for or sorted by, only teams are shown, without their departments. */
    void show() {
        boolean flat = !search.words().isEmpty() || order != null;
        List<TeamLine> found = page.lines();
        if (flat) {
            found = page.lines().stream()
                    .filter(this::matches)
                    .map(line -> new TeamLine(line.thing(), 0, line.thisMonth(), line.lastMonth()))
                    .sorted(order == null ? Comparator.comparing(line -> 0) : order)
                    .toList();
        }
        section.note(search.words().isEmpty() ? "" : Formats.count(found.size(), "team", "teams") + " found");
        grid.setItems(found);
        grid.setVisible(!found.isEmpty());
        none.rows(found.size());
        grid.setAllRowsVisible(found.size() <= SHORT);
        grid.setClassName("long", found.size() > SHORT);
    }

    private boolean matches(TeamLine line) {
        return line.thing() instanceof Thing.OfTeam team
                && search.matches(Stream.concat(
                        Stream.of(team.team().name(), team.costCentre() == null ? "" : team.costCentre()),
                        team.leads().stream()));
    }

    private static Comparator<TeamLine> byTeam(Function<Thing.OfTeam, String> text) {
        return Comparator.comparing(line ->
                line.thing() instanceof Thing.OfTeam team ? text.apply(team).toLowerCase(Locale.ROOT) : "");
    }

    private Comparator<TeamLine> byAmount(Function<TeamLine, Amounts> amounts) {
        return Comparator.comparing(
                line -> amounts.apply(line).byCurrency().getOrDefault(page.currency(), BigDecimal.ZERO));
    }

    /** The grid asks for another order; teams then leave their departments. */
    private void sortable(int column, Comparator<TeamLine> by) {
        String key = String.valueOf(column);
        Grid.Column<TeamLine> sorted = grid.getColumns().get(column).setKey(key);
        orders.put(key, by);
        sorted.setComparator((one, other) -> 0);
        sorted.setSortable(true);
    }

    private void sort(String key, boolean descending) {
        Comparator<TeamLine> by = Objects.requireNonNull(orders.get(key));
        order = descending ? by.reversed() : by;
        show();
    }

    private void fill() {
        var month = YearMonth.from(page.today());
        Tables.sized(grid.addComponentColumn(this::name), "Team", 150, 2)
                .setFrozen(true)
                .setFooter("Total");
        boolean arriving = page.isArriving();
        if (!arriving) {
            Tables.figures(grid.addColumn(line -> page.thisMonth(line.thisMonth())))
                    .setHeader(Formats.shortMonth(month) + " so far")
                    .setWidth("124px")
                    .setFlexGrow(0)
                    .setFooter(page.thisMonth(page.thisMonth()));
        }
        Grid.Column<TeamLine> last = Tables.figures(grid.addColumn(line -> page.lastMonth(line.lastMonth())))
                .setHeader(Formats.shortMonth(month.minusMonths(1)))
                .setWidth("124px")
                .setFlexGrow(0)
                .setFooter(page.lastMonth(page.lastMonth()));
        if (!arriving) {
            Tables.quietWideOnly(last);
        }
        BigDecimal largest = page.lines().stream().map(this::lastMonth).reduce(BigDecimal.ZERO, BigDecimal::max);
        Tables.sized(
                Tables.wideOnly(grid.addComponentColumn(line -> new ShareBar(lastMonth(line), largest, colour(line)))),
                "Share of " + Formats.shortMonth(month.minusMonths(1)),
                180,
                2);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(TeamsTable::costCentre)), "Cost centre", 130, 0);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(this::leads)), "Leads", 160, 1);
        if (page.lines().stream().anyMatch(TeamsTable::isDated)) {
            Tables.sized(Tables.quietWideOnly(grid.addColumn(TeamsTable::days)), "Valid", 200, 1);
        }
        grid.setPartNameGenerator(line -> switch (line.thing()) {
            case Thing.OfDepartment department -> "group-head";
            case Thing.OfNone none -> "group-head";
            case Thing.OfTeam team -> null;
            case Thing.OfNobody nobody -> null;
        });
        sortable(0, byTeam(team -> team.team().name()));
        sortable(1, byAmount(arriving ? TeamLine::lastMonth : TeamLine::thisMonth));
        if (!arriving) {
            sortable(2, byAmount(TeamLine::lastMonth));
        }
        int next = arriving ? 3 : 4;
        sortable(next, byTeam(team -> team.costCentre() == null ? "" : team.costCentre()));
        sortable(next + 1, byTeam(team -> String.join(", ", team.leads())));
        new HeaderSort<>(grid, this::sort).ends(() -> {
            order = null;
            show();
        });
    }

    private BigDecimal lastMonth(TeamLine line) {
        return line.lastMonth().byCurrency().getOrDefault(page.currency(), BigDecimal.ZERO);
    }

    private static Palette.Colour colour(TeamLine line) {
        return line.thing() instanceof Thing.OfTeam ? Palette.at(1) : Palette.Colour.UNALLOCATED;
    }

    private Component name(TeamLine line) {
        var first = Styled.div(
                "with-note",
                switch (line.thing()) {
                    case Thing.OfDepartment(Department department) -> department(department);
                    case Thing.OfTeam team -> team(team);
                    case Thing.OfNone none -> new Span("No department");
                    case Thing.OfNobody nobody -> Term.UNALLOCATED.link();
                });
        if (line.thing() instanceof Thing.OfTeam team && team.note() != null) {
            var note = new Span(team.note());
            note.addClassName("note");
            first.add(note);
        }
        Div cell = Tables.narrowLine(first, narrow(line));
        cell.addClassName("depth-" + Math.min(line.depth(), DEEPEST));
        return cell;
    }

    private Component department(Department department) {
        var cell = Styled.div("with-swatch", PlainText.name(department.name()));
        if (changes == null) {
            return cell;
        }
        var button = Buttons.icon(Icons.ELLIPSIS, "Edit " + PlainText.cut(department.name(), 60), click -> {});
        button.addThemeName("tertiary");
        button.addClassName("row-button");
        button.getElement().setAttribute("aria-haspopup", "menu");
        var menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        menu.addItem("Rename\u2026", click -> changes.rename(department));
        menu.addItem("Move\u2026", click -> changes.move(department));
        menu.addItem("End\u2026", click -> changes.end(department));
        cell.add(button);
        return cell;
    }

    private static Component team(Thing.OfTeam team) {
        var link = new Anchor(
                OrgLinks.team(team.team().id().value()),
                PlainText.name(team.team().name()));
        link.addClassName("row-link");
        return link;
    }

    private static Component costCentre(TeamLine line) {
        return line.thing() instanceof Thing.OfTeam team && team.costCentre() != null
                ? PlainText.name(team.costCentre())
                : new Span();
    }

    private Component leads(TeamLine line) {
        if (!(line.thing() instanceof Thing.OfTeam team)) {
            return new Span();
        }
        if (team.leads().isEmpty()) {
            if (changes == null) {
                return Styled.quiet("none");
            }
            var button = Buttons.link("New lead\u2026", click -> changes.addLead(team.team()));
            button.setAriaLabel("New lead of " + PlainText.cut(team.team().name(), 60));
            return button;
        }
        return PlainText.name(TeamText.some(team.leads(), 3));
    }

    private static boolean isDated(TeamLine line) {
        return switch (line.thing()) {
            case Thing.OfDepartment(Department department) -> !TeamText.always(department.from(), department.to());
            case Thing.OfTeam team ->
                !TeamText.always(team.team().from(), team.team().to());
            case Thing.OfNone none -> false;
            case Thing.OfNobody nobody -> false;
        };
    }

    private static String days(TeamLine line) {
        return switch (line.thing()) {
            case Thing.OfDepartment(Department department) -> TeamText.days(department.from(), department.to());
            case Thing.OfTeam team ->
                TeamText.days(team.team().from(), team.team().to());
            case Thing.OfNone none -> "";
            case Thing.OfNobody nobody -> "";
        };
    }

    private static String narrow(TeamLine line) {
        if (!(line.thing() instanceof Thing.OfTeam team)) {
            return "";
        }
        String leads = team.leads().isEmpty() ? "no leads" : TeamText.some(team.leads(), 2);
        return team.costCentre() == null ? leads : team.costCentre() + ", " + leads;
    }
}
