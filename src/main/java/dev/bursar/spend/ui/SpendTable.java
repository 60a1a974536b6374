package dev.bursar.spend.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.DayRange;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.ui.SpendLine.Kind;
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

    private static final int LONGEST_NAME = 120;
    /** So much of an id's end is always shown. */
    private static final int END = 16;

    private static final Set<Dimension> IDS = Set.of(Dimension.RESOURCE, Dimension.COMMITMENT);

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
        sortable(grid.addColumn(name()), SpendColumn.NAME)
                .setHeader(then == null ? url.by().label() : url.by().label() + ", " + SpendWords.inSentence(then))
                .setFlexGrow(12)
                .setWidth("96px")
                .setFrozen(true)
                .setFooter("Total")
                .setTooltipGenerator(line -> {
                    String whole = PlainText.full(line.label());
                    return isId(line) || !whole.equals(shown(line)) ? whole : null;
                });
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
        Tables.wideOnly(grid.addColumn(bar()))
                .setKey(SpendColumn.BAR.name())
                .setWidth("120px")
                .setFlexGrow(2);
        grid.addColumn(why())
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

    /** Drawn by the browser from texts: components would be held by the session, several for each row. */
    private LitRenderer<SpendLine> name() {
        return LitRenderer.<SpendLine>of("""
                        <div><div class="with-swatch ${item.place}">
                          ${item.opener
                            ? html`<button type="button" class="opener" aria-expanded=${item.open}
                                aria-label=${item.opener} @click=${toggle}><svg class="icon" aria-hidden="true"
                                ><use href=${`icons/lucide.svg#${item.icon}`}></use></svg></button>`
                            : ''}
                          ${item.colour ? html`<i class="swatch ${item.colour}" aria-hidden="true"></i>` : ''}
                          ${item.href
                            ? html`<a class="row-link plain-text" router-link href=${item.href}
                                ><span>${item.name}</span><span>${item.end}</span></a>`
                            : html`<span class="plain-text"><span>${item.name}</span><span>${item.end}</span></span>`}
                        </div><span class="second-line narrow-line">${item.narrow}</span></div>
                        """)
                .withProperty(
                        "place", line -> (line.kind() == Kind.PART ? "part " : "") + (inOther(line) ? "inside" : ""))
                .withProperty("opener", this::opener)
                .withProperty("open", line -> String.valueOf(open.contains(line)))
                .withProperty("icon", line -> (open.contains(line) ? Icons.CHEVRON_DOWN : Icons.CHEVRON_RIGHT).symbol())
                .withProperty(
                        "colour",
                        line -> line.kind() == Kind.PART ? "" : line.colour().cssName())
                .withProperty("href", this::address)
                .withProperty("name", line -> shown(line, false))
                .withProperty("end", line -> shown(line, true))
                .withProperty("narrow", this::narrow)
                .withFunction("toggle", this::toggle);
    }

    private String opener(SpendLine line) {
        return line.inside().isEmpty() || line.kind() == Kind.PART
                ? ""
                : (open.contains(line) ? "Close " : "Open ") + PlainText.cut(line.label(), 60);
    }

    private String address(SpendLine line) {
        return line.kind() == Kind.OTHER
                ? ""
                : navigation
                        .into(line)
                        .map(there -> SpendLinks.SPEND + "?" + new QueryParameters(there.parameters()).getQueryString())
                        .orElse("");
    }

    /** A name; of an id, which is cut in its middle where there is no room, its end apart. */
    private String shown(SpendLine line, boolean end) {
        String name = shown(line);
        int at = isId(line) && name.length() > 2 * END ? name.offsetByCodePoints(name.length(), -END) : name.length();
        return end ? name.substring(at) : name.substring(0, at);
    }

    private String shown(SpendLine line) {
        return isId(line) ? PlainText.cutMiddle(line.label(), LONGEST_NAME) : PlainText.cut(line.label(), LONGEST_NAME);
    }

    private boolean isId(SpendLine line) {
        return line.kind() != Kind.OTHER && IDS.contains(by(line));
    }

    private Dimension by(SpendLine line) {
        return line.kind() == Kind.PART && url.thenBy() != null ? url.thenBy() : url.by();
    }

    private boolean inOther(SpendLine line) {
        return lines.stream()
                .anyMatch(other -> other.kind() == Kind.OTHER
                        && other.inside().stream()
                                .anyMatch(inside ->
                                        inside == line || inside.inside().contains(line)));
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

    private LitRenderer<SpendLine> bar() {
        return LitRenderer.<SpendLine>of("""
                        <div class="share-bar" aria-hidden="true"><div class=${item.colour} style="--share: ${item.share}"
                        ></div></div>
                        """)
                .withProperty("colour", line -> line.colour().cssName())
                .withProperty(
                        "share", line -> ShareBar.share(line.total(), largest).toPlainString());
    }

    private LitRenderer<SpendLine> why() {
        return LitRenderer.<SpendLine>of("""
                        ${item.why
                          ? html`<button type="button" class="opener why-button" aria-label=${item.why} @click=${why}
                              ><svg class="icon" aria-hidden="true"><use href="icons/lucide.svg#circle-question-mark"
                              ></use></svg></button>`
                          : ''}
                        """)
                .withProperty("why", line -> line.kind() == Kind.OTHER ? "" : WhyPanel.question(by(line), line))
                .withFunction("why", navigation::why);
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
