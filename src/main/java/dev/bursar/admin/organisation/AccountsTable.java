package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.admin.AccessBadge;
import dev.bursar.admin.organisation.AccountLine.TeamCosts;
import dev.bursar.admin.organisation.AccountsLoad.Accounts;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HeaderSort;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.NoRowMatches;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Accounts; each opens in place to the teams whose costs are in it. */
final class AccountsTable {
    private static final int SHORT = 60;

    private final Accounts accounts;
    private final Grid<Row> grid = Tables.grid("accounts-table", "Accounts and their teams");
    private final Set<String> open = new HashSet<>();
    private final SearchField search;
    private final NoRowMatches none;
    private final Section section = new Section("All accounts");
    private final Map<String, Comparator<AccountLine>> orders = new HashMap<>();
    private Comparator<AccountLine> order = Comparator.comparing(line -> 0);

    /**
     * A row.
     *
     * @param team null for the account itself
     */
    private record Row(AccountLine account, @Nullable TeamCosts team) {}

    AccountsTable(Accounts accounts, SearchField search) {
        this.accounts = accounts;
        this.search = search;
        this.none = new NoRowMatches(search, "account");
    }

    Section section() {
        fill();
        return section.actions(search).flush().with(grid, none);
    }

    private void fill() {
        sorted(
                Tables.sized(grid.addComponentColumn(this::name), "Account, team", 150, 3)
                        .setFrozen(true)
                        .setFooter("Total"),
                Comparator.comparing(line -> line.name().toLowerCase(Locale.ROOT)));
        sorted(
                Tables.sized(Tables.wideOnly(grid.addComponentColumn(AccountsTable::id)), "Id", 132, 0),
                Comparator.comparing(AccountLine::id));
        if (accounts.payers().size() > 1) {
            sorted(
                    Tables.sized(Tables.wideOnly(grid.addComponentColumn(AccountsTable::payer)), "Payer", 120, 1),
                    Comparator.comparing(line -> line.payer().toLowerCase(Locale.ROOT)));
        }
        sorted(
                Tables.sized(Tables.wideOnly(grid.addComponentColumn(AccountsTable::state)), "State", 148, 0),
                Comparator.comparing(AccountLine::state, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(line -> AccessBadge.rank(line.reach())));
        sorted(
                Tables.sized(Tables.quietWideOnly(grid.addColumn(AccountsTable::seen)), "First seen", 112, 0),
                Comparator.comparing(AccountLine::seen, Comparator.nullsFirst(Comparator.naturalOrder())));
        sorted(
                Tables.sized(Tables.wideOnly(grid.addComponentColumn(this::teams)), "Teams with costs", 180, 4),
                Comparator.comparing(line -> line.teams().size()));
        Grid.Column<Row> month = Tables.figures(grid.addColumn(row -> (row.team() == null
                                ? row.account().thisMonth()
                                : row.team().amounts())
                        .words(row.account().none(), accounts.currency())))
                .setHeader(Formats.shortMonth(accounts.month())
                        + (accounts.month().equals(YearMonth.from(accounts.today())) ? " so far" : ""))
                .setWidth("118px")
                .setFooter(accounts.thisMonth().words(accounts.none(), accounts.currency()));
        sorted(month, byCost());
        new HeaderSort<>(grid, (key, descending) -> {
                    Comparator<AccountLine> by = Objects.requireNonNull(orders.get(key));
                    order = descending ? by.reversed() : by;
                    show();
                })
                .show(month, true);
        order = byCost().reversed();
        show();
    }

    private Comparator<AccountLine> byCost() {
        return Comparator.comparing(
                line -> line.thisMonth().byCurrency().getOrDefault(accounts.currency(), BigDecimal.ZERO));
    }

    /** The grid asks for another order; the rows of an account stay below it. */
    private void sorted(Grid.Column<Row> sorted, Comparator<AccountLine> by) {
        String key = String.valueOf(orders.size());
        sorted.setKey(key);
        orders.put(key, by);
        sorted.setComparator((one, other) -> 0);
        sorted.setSortable(true);
    }

    void show() {
        var rows = new ArrayList<Row>();
        List<AccountLine> found = accounts.lines().stream()
                .filter(account -> search.matches(Stream.concat(
                        Stream.of(account.name(), account.id(), Formats.account(account.id()), account.payer()),
                        account.teams().stream().map(TeamCosts::team))))
                .sorted(order)
                .toList();
        section.note(
                search.words().isEmpty()
                        ? ""
                        : Formats.count(found.size()) + " of "
                                + Formats.count(accounts.lines().size(), "account", "accounts"));
        for (AccountLine account : found) {
            rows.add(new Row(account, null));
            if (open.contains(account.id())) {
                account.teams().forEach(team -> rows.add(new Row(account, team)));
            }
        }
        grid.setItems(rows);
        grid.setVisible(!rows.isEmpty());
        none.rows(rows.size());
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long", rows.size() > SHORT);
    }

    private Component name(Row row) {
        if (row.team() != null) {
            var name = PlainText.name(row.team().team());
            return Styled.div("depth-2", name);
        }
        var cell = Styled.div("with-swatch");
        if (!row.account().teams().isEmpty()) {
            cell.add(opener(row.account()));
        }
        var link = new Anchor(spend(row.account()), PlainText.name(row.account().name()));
        link.addClassName("strong-link");
        cell.add(link);
        AccountLine account = row.account();
        String state = account.active() && AccessBadge.answers(account.reach())
                ? ""
                : ", " + state(account).getText().toLowerCase(Locale.ROOT);
        Div both = Tables.narrowLine(cell, Formats.account(account.id()) + state);
        both.addClassName("with-opener");
        return both;
    }

    /** What was spent in it this month, by service. */
    private String spend(AccountLine account) {
        LocalDate month = accounts.month().atDay(1);
        return SpendLinks.view(
                month,
                month.plusMonths(1),
                CostMetric.EFFECTIVE,
                Dimension.SERVICE,
                new CostFilter(Dimension.ACCOUNT, CostFilter.Operator.IS, List.of(account.id())));
    }

    private Component opener(AccountLine account) {
        return Tables.opener(account.name(), open.contains(account.id()), () -> {
            if (!open.remove(account.id())) {
                open.add(account.id());
            }
            show();
        });
    }

    private static Component id(Row row) {
        return row.team() == null ? PlainText.id(Formats.account(row.account().id())) : new Span();
    }

    private static Component payer(Row row) {
        if (row.team() != null) {
            return new Span();
        }
        if (row.account().paysItself()) {
            return Styled.quiet("this account");
        }
        return PlainText.name(row.account().payer());
    }

    private static Component state(Row row) {
        return row.team() == null ? state(row.account()) : new Span();
    }

    private static StatusBadge state(AccountLine account) {
        String state = account.state();
        if (account.active()) {
            return AccessBadge.of(account.reach());
        }
        if (state == null) {
            return new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Not listed");
        }
        return switch (state) {
            case "SUSPENDED" -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_PAUSE, "Suspended");
            case "PENDING_CLOSURE" -> new StatusBadge(Kind.WARNING, Icons.HOURGLASS, "Pending closure");
            default ->
                new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DOT, PlainText.cut(state.toLowerCase(Locale.ROOT), 20));
        };
    }

    private static String seen(Row row) {
        return row.team() != null || row.account().seen() == null
                ? ""
                : Formats.date(row.account().seen());
    }

    private Component teams(Row row) {
        if (row.team() != null) {
            return new Span();
        }
        List<String> names = row.account().teams().stream().map(TeamCosts::team).toList();
        if (names.isEmpty()) {
            return Styled.quiet(
                    row.account().none().isKnown()
                            ? "none in " + Formats.shortMonth(accounts.month())
                            : NoCostsText.NOT_YET);
        }
        return PlainText.name(TeamText.some(names, 3));
    }
}
