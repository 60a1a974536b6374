package dev.bursar.spend.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.spend.Dimension;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** The chart's twin: every row of one currency, its share, and the sum of all. */
final class SpendTable {
    private static final int ALL_VISIBLE = 40;
    private static final String NAME = "name";
    private static final String TOTAL = "total";

    private final Dimension by;
    private final CurrencySpend spend;
    private final List<Line> lines;
    private final BigDecimal largest;
    private final Navigation navigation;
    private List<QuerySortOrder> sorted = List.of();
    private List<Line> inOrder;

    /** A row as it is shown; the amounts of its days are in the chart only. */
    record Line(String key, String label, BigDecimal total, Colour colour) {}

    /** What a row leads to. */
    interface Navigation {
        /** The view of this row alone; empty where nothing is left to group it by. */
        Optional<SpendUrl> into(Line line);

        void open(SpendUrl url);

        void why(Line line);
    }

    SpendTable(Dimension by, CurrencySpend spend, SpendPicture picture, Navigation navigation) {
        this.by = by;
        this.spend = spend;
        this.navigation = navigation;
        this.lines = spend.rows().stream()
                .map(row -> new Line(row.key(), row.label(), row.total(), picture.colour(row.key())))
                .toList();
        this.largest = lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::max);
        this.inOrder = lines;
    }

    Section section(LocalDateRange days, boolean manyCurrencies) {
        return new Section(SpendWords.by(by) + (manyCurrencies ? ", " + spend.currency() : ""))
                .note(SpendWords.count(by, lines.stream().map(Line::key).toList()))
                .flush()
                .with(grid(days));
    }

    private Grid<Line> grid(LocalDateRange days) {
        var grid = new Grid<Line>();
        grid.addClassName("spend-table");
        grid.getElement().setAttribute("aria-label", SpendWords.by(by));
        grid.addComponentColumn(this::name)
                .setKey(NAME)
                .setHeader(by.label())
                .setFlexGrow(4)
                .setWidth("96px")
                .setSortProperty(NAME)
                .setSortable(true)
                .setFrozen(true)
                .setFooter("Total");
        Grid.Column<Line> total = Tables.figures(grid.addColumn(line -> Formats.money(line.total(), spend.currency())))
                .setKey(TOTAL)
                .setHeader(Formats.shortRange(days))
                .setSortProperty(TOTAL)
                .setSortable(true)
                .setWidth("118px")
                .setFooter(Formats.money(spend.total(), spend.currency()));
        Tables.quietWideOnly(Tables.figures(grid.addColumn(this::share)))
                .setKey("share")
                .setHeader("Share")
                .setWidth("90px")
                .setFooter(spend.total().signum() == 0 ? "" : "100.0%");
        Tables.wideOnly(grid.addComponentColumn(line -> new ShareBar(line.total(), largest, line.colour())))
                .setKey("bar")
                .setWidth("120px")
                .setFlexGrow(2);
        grid.addComponentColumn(this::why)
                .setKey("why")
                .setHeader(hiddenHead())
                .setWidth("52px")
                .setFlexGrow(0);
        grid.setMultiSort(false);
        grid.sort(GridSortOrder.desc(total).build());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(DataProvider.fromCallbacks(
                query -> ordered(query.getSortOrders()).stream()
                        .skip(query.getOffset())
                        .limit(query.getLimit()),
                query -> {
                    // the grid insists that paging is asked for
                    query.getOffset();
                    query.getLimit();
                    return lines.size();
                }));
        if (lines.size() <= ALL_VISIBLE) {
            grid.setAllRowsVisible(true);
        } else {
            grid.addClassName("long");
        }
        grid.addItemClickListener(event -> open(event.getItem()));
        // Enter on a row does what a click does; inside a cell it is the link's or the button's own
        grid.getElement()
                .addEventListener("keydown", event -> {
                    String key = event.getEventData()
                            .path("element.getEventContext(event).item?.key ?? ''")
                            .asString("");
                    Line line = key.isEmpty()
                            ? null
                            : grid.getDataCommunicator().getKeyMapper().get(key);
                    if (line != null) {
                        open(line);
                    }
                })
                .setFilter("event.key === 'Enter' && event.target === element"
                        + " && element.getEventContext(event).section === 'body'")
                .addEventData("element.getEventContext(event).item?.key ?? ''");
        return grid;
    }

    private static Span hiddenHead() {
        var words = new Span("Why");
        words.addClassName("visually-hidden");
        return words;
    }

    private void open(Line line) {
        navigation.into(line).ifPresent(navigation::open);
    }

    private Div name(Line line) {
        var text = PlainText.name(line.label());
        var name = navigation
                .into(line)
                .<com.vaadin.flow.component.Component>map(url -> {
                    var link = new RouterLink();
                    link.setRoute(SpendView.class);
                    link.setQueryParameters(new QueryParameters(url.parameters()));
                    link.add(text);
                    link.addClassName("row-link");
                    return link;
                })
                .orElse(text);
        return Tables.narrowLine(Tables.nameCell(line.colour(), name), share(line) + " of the total");
    }

    private String share(Line line) {
        return Formats.share(line.total(), spend.total()).orElse("");
    }

    private Button why(Line line) {
        var button =
                Buttons.icon(Icons.CIRCLE_QUESTION_MARK, WhyPanel.question(by, line), click -> navigation.why(line));
        button.addThemeName("tertiary");
        button.addClassName("row-button");
        return button;
    }

    private List<Line> ordered(List<QuerySortOrder> orders) {
        if (!orders.equals(sorted)) {
            sorted = List.copyOf(orders);
            inOrder = orders.isEmpty()
                    ? lines
                    : lines.stream().sorted(order(orders.getFirst())).toList();
        }
        return inOrder;
    }

    private static Comparator<Line> order(QuerySortOrder order) {
        Comparator<Line> by = order.getSorted().equals(TOTAL)
                ? Comparator.comparing(Line::total)
                : Comparator.comparing((Line line) -> line.label().toLowerCase(Locale.ROOT));
        return (order.getDirection() == SortDirection.DESCENDING ? by.reversed() : by)
                .thenComparing(Line::label)
                .thenComparing(Line::key);
    }
}
