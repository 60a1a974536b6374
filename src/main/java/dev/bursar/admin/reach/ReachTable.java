package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.admin.AccessBadge;
import dev.bursar.setup.reach.AccountReach;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.ReachState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoRowMatches;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Accounts and how they answer; each opens in place to its Regions and APIs. */
final class ReachTable extends Composite<Section> {
    private static final int SHORT = 60;

    private final ReachState state;
    private final Set<String> open;
    private final Consumer<String> test;
    private final Grid<Row> grid = Tables.grid("reach-table", "Accounts and their access");
    private final SearchField search = new SearchField("Search accounts", "Account or id", this::show);
    private final NoRowMatches none = new NoRowMatches(search, "account");
    private final Section section = new Section("Accounts");
    private final Runnable template;
    private Optional<String> usual = Optional.empty();
    private Grid.@Nullable Column<Row> checked;

    /**
     * A row.
     *
     * @param place null for the account itself
     */
    private record Row(AccountReach account, @Nullable PlaceState place) {
        Optional<PlaceState> state() {
            return place == null ? account.role() : Optional.of(place);
        }

        /** What is said of it: of an account its first problem. */
        Optional<PlaceState> problem() {
            return place == null
                    ? account.problems().stream()
                            .filter(one -> one.state() != PlaceState.State.OFF)
                            .findFirst()
                    : Optional.of(place).filter(one -> !one.answers());
        }
    }

    /**
     * @param open ids of the accounts that are open, kept by the page
     * @param test told the id of an account to test
     * @param template shows the template for the role
     */
    ReachTable(ReachState state, Set<String> open, Consumer<String> test, Runnable testAll, Runnable template) {
        this.state = state;
        this.open = open;
        this.test = test;
        this.template = template;
        fill();
        section.actions(search);
        if (state.mayEdit()) {
            section.actions(Buttons.neutral(Icons.REFRESH_CW, "Check all again", click -> testAll.run()));
        }
        section.flush().with(grid, none);
    }

    private void fill() {
        Tables.sized(grid.addComponentColumn(this::name), "Account, Region", 156, 1)
                .setFrozen(true);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(ReachTable::id)), "Id", 140, 0);
        grid.addComponentColumn(
                        row -> row.place() == null ? AccessBadge.of(row.account()) : AccessBadge.of(row.state()))
                .setHeader("State")
                .setWidth("122px")
                .setFlexGrow(0);
        usual = usualRegions();
        Tables.wideOnly(grid.addColumn(row -> row.place() == null
                        ? Optional.of(ReachText.regions(row.account()))
                                .filter(regions -> !usual.equals(Optional.of(regions)))
                                .orElse("")
                        : ""))
                .setHeader("Regions")
                .setWidth("130px")
                .setFlexGrow(0)
                .setVisible(state.accounts().stream()
                        .map(ReachText::regions)
                        .anyMatch(regions -> !regions.isEmpty() && !usual.equals(Optional.of(regions))));
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(this::whatToDo)), "What to do", 240, 8);
        checked = Tables.sized(Tables.quietWideOnly(grid.addColumn(ReachTable::checked)), "Checked", 150, 0);
        if (state.mayEdit()) {
            grid.addComponentColumn(this::button)
                    .setHeader(Styled.span("visually-hidden", "Actions"))
                    .setWidth("56px")
                    .setFlexGrow(0);
        }
        show();
    }

    /** What most accounts have, where several have it. */
    private Optional<String> usualRegions() {
        return state.accounts().stream()
                .map(ReachText::regions)
                .filter(regions -> !regions.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(one -> one.getValue() > 2)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private void show() {
        // what somebody has to look at stands first
        List<AccountReach> found = state.accounts().stream()
                .sorted(Comparator.comparing(ReachTable::rank))
                .filter(account -> search.matches(
                        Stream.of(account.name(), account.account(), Formats.account(account.account()))))
                .toList();
        section.note(
                search.isEmpty()
                        ? usual.map(regions -> regions + " each unless stated").orElse("")
                        : Formats.count(found.size()) + " of "
                                + Formats.count(state.accounts().size(), "account", "accounts"));
        var rows = new ArrayList<Row>();
        for (AccountReach account : found) {
            rows.add(new Row(account, null));
            if (open.contains(account.account())) {
                account.states().forEach(place -> rows.add(new Row(account, place)));
            }
        }
        // the facts say it once where all were checked at one time
        if (checked != null) {
            checked.setVisible(rows.stream()
                            .map(ReachTable::checked)
                            .filter(at -> !at.isEmpty())
                            .distinct()
                            .count()
                    > 1);
        }
        grid.setItems(rows);
        grid.setVisible(!rows.isEmpty());
        none.rows(rows.size());
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long-table", rows.size() > SHORT);
    }

    private static int rank(AccountReach account) {
        if (account.role().map(PlaceState::answers).orElse(false)) {
            return account.inPart() ? 1 : 2;
        }
        return account.role()
                        .map(one -> one.state() == PlaceState.State.SUSPENDED)
                        .orElse(false)
                ? 3
                : 0;
    }

    private Component name(Row row) {
        PlaceState place = row.place();
        if (place != null) {
            var cell = Tables.twoLines(
                    new Span(place.region().isEmpty() ? ReachText.api(place.api()) : place.region()),
                    place.region().isEmpty() ? "whole account" : ReachText.api(place.api()));
            cell.addClassName("depth-2");
            return cell;
        }
        var cell = Styled.div("with-swatch");
        if (!row.account().states().isEmpty()) {
            cell.add(opener(row.account()));
        }
        cell.add(PlainText.name(row.account().name()));
        Div both = Tables.narrowLine(
                row.account().own() ? Tables.twoLines(cell, "Bursar\u2019s own credentials") : cell,
                Formats.account(row.account().account()));
        both.addClassName("with-opener");
        return both;
    }

    private Component opener(AccountReach account) {
        return Tables.opener(account.name(), open.contains(account.account()), () -> {
            if (!open.remove(account.account())) {
                open.add(account.account());
            }
            show();
        });
    }

    private static Component id(Row row) {
        return row.place() == null ? PlainText.id(Formats.account(row.account().account())) : new Span();
    }

    private Component whatToDo(Row row) {
        return row.problem()
                .map(problem -> {
                    var cell = new Div(new Span(ProblemText.whatHere(problem.problem())));
                    var next = new Span(ProblemText.whatToDo(problem.problem()));
                    next.addClassName("second-line");
                    cell.add(next);
                    if (problem.api().equals(PlaceState.ROLE) && problem.state() == PlaceState.State.DENIED) {
                        var link = Buttons.link("See template", click -> template.run());
                        link.addClassName("in-text");
                        link.setAriaLabel("See template for "
                                + PlainText.cut(row.account().name(), 60));
                        cell.add(link);
                    }
                    return (Component) cell;
                })
                .orElseGet(Span::new);
    }

    private static String checked(Row row) {
        return row.state().map(state -> Formats.moment(state.checkedAt())).orElse("");
    }

    private Component button(Row row) {
        if (row.place() != null) {
            return new Span();
        }
        var again = Buttons.icon(
                Icons.REFRESH_CW,
                "Check again: " + PlainText.cut(row.account().name(), 60),
                click -> test.accept(row.account().account()));
        again.addThemeName("tertiary");
        again.addClassName("row-button");
        return again;
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
