package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.DayRange;
import dev.bursar.spend.ui.SpendLine.Kind;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.PrintTable;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * The chart's twin: the largest groups, Other and what nobody owns, what they are made of, and the sums of all. Other and groups
 * with parts open in place; Other and what nobody owns stay last however the table is sorted.
 */
final class SpendTable {
    private static final int ALL_VISIBLE = 40;

    private final SpendUrl url;
    private final CurrencySpend spend;
    private final @Nullable DayRange before;
    private final List<SpendLine> lines;
    private final BigDecimal largest;
    private final Navigation navigation;
    private final TableArrangement arrangement;
    private final Set<SpendLine> open = new HashSet<>();
    private final Grid<SpendLine> grid = new Grid<>();
    private final PrintTable paper = new PrintTable();
    private List<QuerySortOrder> orders = List.of();
    private List<SpendLine> shown;

    /** What a row leads to. */
    interface Navigation {
        /** The view of this line alone; empty where nothing is left to group it by. */
        Optional<SpendUrl> into(SpendLine line);

        void open(SpendUrl url);

        void why(SpendLine line);
    }

    SpendTable(
            SpendUrl url,
            CurrencySpend spend,
            @Nullable DayRange before,
            SpendPicture picture,
            TableArrangement arrangement,
            Navigation navigation) {
        this.url = url;
        this.spend = spend;
        this.before = before;
        this.navigation = navigation;
        this.arrangement = arrangement;
        TopRows top = picture.top();
        Set<String> apart = new HashSet<>();
        top.others().forEach(row -> apart.add(row.key()));
        var all = new ArrayList<SpendLine>();
        spend.rows().stream()
                .filter(row -> !apart.contains(row.key()))
                .forEach(row -> all.add(SpendLine.of(row, picture.colour(row.key()))));
        if (!top.others().isEmpty()) {
            all.add(SpendLine.other(
                    SpendWords.other(url.by(), top.others().size()),
                    top,
                    top.others().stream()
                            .map(row -> SpendLine.of(row, picture.colour(row.key())))
                            .toList()));
        }
        this.lines = all;
        this.largest = lines.stream().map(SpendLine::total).reduce(BigDecimal.ZERO, BigDecimal::max);
        this.shown = flat(order(List.of()));
    }

    Section section(LocalDateRange days, boolean manyCurrencies) {
        fill(days);
        return new Section(SpendWords.by(url) + (manyCurrencies ? ", " + spend.currency() : ""))
                .note(SpendWords.count(
                        url.by(), spend.rows().stream().map(row -> row.key()).toList()))
                .actions(new ColumnChooser(before != null, arrangement.hidden(), hidden -> {
                    arrangement.hide(hidden);
                    showColumns();
                }))
                .flush()
                .with(grid, paper);
    }

    /** Puts on paper what the grid shows: its rows, order and columns, but for the bars and the questions. */
    private void print() {
        List<Grid.Column<SpendLine>> columns = grid.getColumns().stream()
                .filter(Grid.Column::isVisible)
                .filter(column -> SpendColumn.valueOf(column.getKey()).onPaper())
                .toList();
        paper.show(
                columns.stream().map(Grid.Column::getHeaderText).toList(),
                shown.stream()
                        .map(line -> new PrintTable.Row(
                                depth(line),
                                line.kind() == Kind.PART ? null : line.colour(),
                                columns.stream()
                                        .map(column -> text(SpendColumn.valueOf(column.getKey()), line))
                                        .toList()))
                        .toList(),
                columns.stream().map(Grid.Column::getFooterText).toList());
    }

    private int depth(SpendLine line) {
        return (inOther(line) ? 1 : 0) + (line.kind() == Kind.PART ? 1 : 0);
    }

    private String text(SpendColumn column, SpendLine line) {
        return switch (column) {
            case NAME -> line.label();
            case TOTAL -> money(line.total());
            case BEFORE -> money(line.before());
            case CHANGE -> signed(line.change());
            case CHANGE_PERCENT -> percent(line.total(), line.before());
            case SHARE -> share(line);
            case BAR, WHY -> "";
        };
    }

    private void fill(LocalDateRange days) {
        grid.addClassNames("spend-table", "no-print");
        grid.getElement().setAttribute("aria-label", SpendWords.by(url));
        Dimension then = url.thenBy();
        sortable(grid.addComponentColumn(this::name), SpendColumn.NAME)
                .setHeader(then == null ? url.by().label() : url.by().label() + ", " + SpendWords.inSentence(then))
                .setFlexGrow(12)
                .setWidth("96px")
                .setFrozen(true)
                .setFooter("Total");
        sortable(Tables.figures(grid.addColumn(line -> money(line.total()))), SpendColumn.TOTAL)
                .setHeader(Formats.shortRange(days))
                .setWidth("118px")
                .setFooter(money(spend.total()));
        if (before != null) {
            sortable(
                            Tables.quietWideOnly(Tables.figures(grid.addColumn(line -> money(line.before())))),
                            SpendColumn.BEFORE)
                    .setHeader(SpendWords.compared(before))
                    .setWidth("118px")
                    .setFooter(money(spend.before()));
            sortable(Tables.wideOnly(Tables.figures(grid.addColumn(line -> signed(line.change())))), SpendColumn.CHANGE)
                    .setHeader("Change")
                    .setWidth("118px")
                    .setFooter(signed(spend.total().subtract(spend.before())));
            sortable(
                            Tables.wideOnly(
                                    Tables.figures(grid.addColumn(line -> percent(line.total(), line.before())))),
                            SpendColumn.CHANGE_PERCENT)
                    .setHeader("Change %")
                    .setWidth("96px")
                    .setFooter(percent(spend.total(), spend.before()));
        }
        Tables.quietWideOnly(Tables.figures(grid.addColumn(this::share)))
                .setKey(SpendColumn.SHARE.name())
                .setHeader("Share")
                .setWidth("80px")
                .setFooter(spend.total().signum() == 0 ? "" : "100.0%");
        Tables.wideOnly(grid.addComponentColumn(line -> new ShareBar(line.total(), largest, line.colour())))
                .setKey(SpendColumn.BAR.name())
                .setWidth("120px")
                .setFlexGrow(2);
        grid.addComponentColumn(this::why)
                .setKey(SpendColumn.WHY.name())
                .setHeader(hiddenHead())
                .setWidth("52px")
                .setFlexGrow(0);
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND, true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(DataProvider.fromCallbacks(
                query -> ordered(query.getSortOrders()).stream()
                        .skip(query.getOffset())
                        .limit(query.getLimit()),
                query -> {
                    // the grid insists that paging is asked for
                    query.getOffset();
                    query.getLimit();
                    return shown.size();
                }));
        grid.sort(sorted());
        grid.addSortListener(event -> {
            if (event.isFromClient()) {
                arrangement.sort(event.getSortOrder().stream()
                        .map(order -> (order.getDirection() == SortDirection.DESCENDING ? "-" : "")
                                + order.getSorted().getKey())
                        .toList());
            }
        });
        showColumns();
        fit();
        grid.addItemClickListener(event -> enter(event.getItem()));
        // Enter on a row does what a click does; inside a cell it is the link's or the button's own
        grid.getElement()
                .addEventListener("keydown", event -> {
                    String key = event.getEventData()
                            .path("element.getEventContext(event).item?.key ?? ''")
                            .asString("");
                    SpendLine line = key.isEmpty()
                            ? null
                            : grid.getDataCommunicator().getKeyMapper().get(key);
                    if (line != null) {
                        enter(line);
                    }
                })
                .setFilter("event.key === 'Enter' && event.target === element"
                        + " && element.getEventContext(event).section === 'body'")
                .addEventData("element.getEventContext(event).item?.key ?? ''");
    }

    private static Grid.Column<SpendLine> sortable(Grid.Column<SpendLine> column, SpendColumn name) {
        return column.setKey(name.name()).setSortProperty(name.name()).setSortable(true);
    }

    private List<GridSortOrder<SpendLine>> sorted() {
        var orders = new ArrayList<GridSortOrder<SpendLine>>();
        for (String word : arrangement.sorted()) {
            Grid.Column<SpendLine> column = grid.getColumnByKey(word.startsWith("-") ? word.substring(1) : word);
            if (column != null && column.isSortable()) {
                orders.add(new GridSortOrder<>(
                        column, word.startsWith("-") ? SortDirection.DESCENDING : SortDirection.ASCENDING));
            }
        }
        return orders.isEmpty()
                ? GridSortOrder.desc(grid.getColumnByKey(SpendColumn.TOTAL.name()))
                        .build()
                : orders;
    }

    private void showColumns() {
        Set<SpendColumn> hidden = arrangement.hidden();
        grid.getColumns().forEach(column -> column.setVisible(!hidden.contains(SpendColumn.valueOf(column.getKey()))));
        print();
    }

    /** Without scrolling of its own as long as that stays short. */
    private void fit() {
        boolean all = shown.size() <= ALL_VISIBLE;
        grid.setAllRowsVisible(all);
        grid.setClassName("long", !all);
    }

    private static Span hiddenHead() {
        var words = new Span("Why");
        words.addClassName("visually-hidden");
        return words;
    }

    private void enter(SpendLine line) {
        if (line.kind() == Kind.OTHER) {
            toggle(line);
        } else {
            navigation.into(line).ifPresent(navigation::open);
        }
    }

    private void toggle(SpendLine line) {
        if (!open.remove(line)) {
            open.add(line);
        }
        shown = flat(order(orders));
        grid.getDataProvider().refreshAll();
        fit();
        print();
    }

    private Component name(SpendLine line) {
        var text = PlainText.name(line.label());
        Component name = line.kind() == Kind.OTHER
                ? text
                : navigation
                        .into(line)
                        .<Component>map(there -> link(there, text))
                        .orElse(text);
        var cell = Tables.nameCell(line.kind() == Kind.PART ? null : line.colour(), name);
        if (line.kind() == Kind.PART) {
            cell.addClassName("part");
        } else if (!line.inside().isEmpty()) {
            cell.addComponentAsFirst(opener(line));
        }
        if (inOther(line)) {
            cell.addClassName("inside");
        }
        return Tables.narrowLine(cell, narrow(line));
    }

    private boolean inOther(SpendLine line) {
        return lines.stream()
                .anyMatch(other -> other.kind() == Kind.OTHER
                        && other.inside().stream()
                                .anyMatch(inside ->
                                        inside == line || inside.inside().contains(line)));
    }

    private Component opener(SpendLine line) {
        boolean isOpen = open.contains(line);
        var opener = new NativeButton("", click -> toggle(line));
        opener.add((isOpen ? Icons.CHEVRON_DOWN : Icons.CHEVRON_RIGHT).create());
        opener.addClassName("opener");
        opener.getElement().setAttribute("type", "button");
        opener.getElement().setAttribute("aria-expanded", String.valueOf(isOpen));
        opener.getElement().setAttribute("aria-label", (isOpen ? "Close " : "Open ") + PlainText.cut(line.label(), 60));
        return opener;
    }

    private static Component link(SpendUrl there, PlainText text) {
        var link = new RouterLink();
        link.setRoute(SpendView.class);
        link.setQueryParameters(new QueryParameters(there.parameters()));
        link.add(text);
        link.addClassName("row-link");
        return link;
    }

    private String narrow(SpendLine line) {
        return before == null ? share(line) + " of the total" : signed(line.change()) + ", " + share(line);
    }

    private String share(SpendLine line) {
        return Formats.share(line.total(), spend.total()).orElse("");
    }

    private String money(BigDecimal amount) {
        return Formats.money(amount, spend.currency());
    }

    private String signed(BigDecimal amount) {
        return Formats.signed(amount, spend.currency());
    }

    private static String percent(BigDecimal now, BigDecimal before) {
        return Formats.changePercent(now, before).orElse("");
    }

    private Component why(SpendLine line) {
        if (line.kind() == Kind.OTHER) {
            return new Span();
        }
        Dimension by = line.kind() == Kind.PART && url.thenBy() != null ? url.thenBy() : url.by();
        var button =
                Buttons.icon(Icons.CIRCLE_QUESTION_MARK, WhyPanel.question(by, line), click -> navigation.why(line));
        button.addThemeName("tertiary");
        button.addClassName("row-button");
        return button;
    }

    private List<SpendLine> ordered(List<QuerySortOrder> wanted) {
        if (!wanted.equals(orders)) {
            orders = List.copyOf(wanted);
            shown = flat(order(orders));
            print();
        }
        return shown;
    }

    private List<SpendLine> flat(Comparator<SpendLine> order) {
        var flat = new ArrayList<SpendLine>();
        add(flat, lines, Comparator.comparing(this::rank).thenComparing(order));
        return flat;
    }

    private int rank(SpendLine line) {
        if (line.kind() == Kind.OTHER) {
            return 1;
        }
        return line.kind() == Kind.ROW && SpendWords.isNobody(url.by(), line.key()) ? 2 : 0;
    }

    private void add(List<SpendLine> flat, List<SpendLine> level, Comparator<SpendLine> order) {
        level.stream().sorted(order).forEach(line -> {
            flat.add(line);
            if (open.contains(line)) {
                add(flat, line.inside(), order);
            }
        });
    }

    private static Comparator<SpendLine> order(List<QuerySortOrder> orders) {
        Comparator<SpendLine> all = null;
        for (QuerySortOrder order : orders) {
            Comparator<SpendLine> one = SpendColumn.named(order.getSorted())
                    .map(SpendTable::order)
                    .orElse(Comparator.comparing(SpendLine::total));
            one = order.getDirection() == SortDirection.DESCENDING ? one.reversed() : one;
            all = all == null ? one : all.thenComparing(one);
        }
        return (all == null ? Comparator.comparing(SpendLine::total).reversed() : all)
                .thenComparing(SpendLine::label)
                .thenComparing(SpendLine::key);
    }

    private static Comparator<SpendLine> order(SpendColumn column) {
        return switch (column) {
            case NAME -> Comparator.comparing(line -> line.label().toLowerCase(Locale.ROOT));
            case BEFORE -> Comparator.comparing(SpendLine::before);
            case CHANGE -> Comparator.comparing(SpendLine::change);
            case CHANGE_PERCENT ->
                Comparator.comparing(SpendTable::ratio, Comparator.nullsFirst(Comparator.naturalOrder()));
            case TOTAL, SHARE, BAR, WHY -> Comparator.comparing(SpendLine::total);
        };
    }

    /** What percentages are sorted by; null where none is shown. */
    private static @Nullable BigDecimal ratio(SpendLine line) {
        return line.before().signum() <= 0 ? null : line.total().divide(line.before(), MathContext.DECIMAL64);
    }
}
