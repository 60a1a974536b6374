package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.ui.SpendLine.Kind;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Popup;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TableRows;
import dev.bursar.ui.TableRows.Row;
import dev.bursar.ui.Toggle;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * The chart's twin: the largest groups, Other and what nobody owns, what they are made of, and the sums of all. Other and groups
 * with parts open in place; Other and what nobody owns stay last however the table is sorted.
 */
final class SpendTable implements HtmlTable.Source {
    /** What is cut in its middle. */
    private static final Set<Dimension> IDS = Set.of(Dimension.RESOURCE, Dimension.COMMITMENT);

    private static final String LARGEST_FIRST = "-" + SpendColumn.TOTAL.name();

    private final SpendUrl url;
    private final UnaryOperator<Dimension> named;
    private final CurrencySpend spend;
    private final @Nullable DayRange before;
    private final SpendChartData picture;
    private BigDecimal largest = BigDecimal.ZERO;
    private boolean byChange;
    private final Navigation navigation;
    private final TableArrangement arrangement;
    private final List<Column> columns;
    private TableRows<SpendLine> rows;

    /** What a row leads to. */
    interface Navigation {
        /** The view of this line alone; empty where nothing is left to group it by. */
        Optional<SpendUrl> into(SpendLine line);

        void why(SpendLine line);

        /** Whether it can be said why costs are whose they are. */
        default boolean saysWhy() {
            return true;
        }
    }

    /** @param named what a dimension is called here */
    SpendTable(
            SpendUrl url,
            LocalDateRange days,
            CurrencySpend spend,
            @Nullable DayRange before,
            SpendChartData picture,
            TableArrangement arrangement,
            Navigation navigation,
            UnaryOperator<Dimension> named) {
        this.url = url;
        this.named = named;
        this.spend = spend;
        this.before = before;
        this.navigation = navigation;
        this.arrangement = arrangement;
        this.picture = picture;
        this.columns = columns(days);
        this.rows = rows(arrangement.sorted());
    }

    /** Where the table is sorted by change, those that changed most are outside of Other. */
    private TableRows<SpendLine> rows(List<String> sorted) {
        byChange = isByChange(sorted);
        TopRows top = byChange ? TopRows.ofChanges(url.by(), spend) : picture.top();
        Set<String> apart = new HashSet<>();
        top.others().forEach(row -> apart.add(row.key()));
        var lines = new ArrayList<SpendLine>();
        spend.rows().stream()
                .filter(row -> !apart.contains(row.key()))
                .forEach(row -> lines.add(SpendLine.of(row, picture.colour(row.key()))));
        if (!top.others().isEmpty()) {
            lines.add(SpendLine.other(
                    SpendText.other(url.by(), top.others().size()),
                    top,
                    top.others().stream()
                            .map(row -> SpendLine.of(row, picture.colour(row.key())))
                            .toList()));
        }
        largest = lines.stream().map(SpendLine::total).reduce(BigDecimal.ZERO, BigDecimal::max);
        return new TableRows<>(lines, SpendLine::inside, orders(), List.of(LARGEST_FIRST))
                .ties(Comparator.comparing(SpendLine::label).thenComparing(SpendLine::key))
                .rank(this::rank)
                .startWith(sorted)
                .onSort(arrangement::sort);
    }

    private boolean isByChange(List<String> sorted) {
        return before != null
                && sorted.stream()
                        .findFirst()
                        .filter(word -> word.endsWith(SpendColumn.CHANGE.name())
                                || word.endsWith(SpendColumn.CHANGE_PERCENT.name()))
                        .isPresent();
    }

    /** @param note what has to be said about all figures; empty for nothing */
    Section section(boolean manyCurrencies, String note) {
        Dimension then = url.thenBy();
        String title = SpendText.by(named.apply(url.by()), then == null ? null : named.apply(then));
        var table = new HtmlTable(title, columns, hidden(), this);
        table.addClassName("spend-table");
        var words = new Paragraph(note);
        words.addClassName("table-note");
        words.setVisible(!note.isEmpty());
        return new Section(title + (manyCurrencies ? ", " + spend.currency() : ""))
                .note(SpendText.count(
                        url.by(), spend.rows().stream().map(row -> row.key()).toList()))
                .actions(new ColumnChooser(before != null, arrangement.hidden(), wanted -> {
                    arrangement.hide(wanted);
                    table.hide(hidden());
                }))
                .flush()
                .with(words, table);
    }

    private List<Column> columns(LocalDateRange days) {
        Dimension then = url.thenBy();
        var made = new ArrayList<Column>();
        made.add(Column.name(
                        SpendColumn.NAME.name(),
                        named.apply(url.by()).label()
                                + (then == null ? "" : ", " + SpendText.inSentence(named.apply(then))),
                        "Total")
                .sorts());
        made.add(range(SpendColumn.TOTAL, Formats.shortRange(days), money(spend.total()))
                .sorts());
        if (before != null) {
            made.add(range(SpendColumn.BEFORE, SpendText.compared(before), money(spend.before()))
                    .sorts()
                    .quietOnlyWide());
            made.add(figure(
                            SpendColumn.CHANGE,
                            "Change",
                            118,
                            signed(spend.total().subtract(spend.before())))
                    .sorts()
                    .onlyWide());
            made.add(figure(SpendColumn.CHANGE_PERCENT, "Change %", 96, percent(spend.total(), spend.before()))
                    .sorts()
                    .onlyWide());
        }
        made.add(figure(SpendColumn.SHARE, "Share", 80, spend.total().signum() == 0 ? "" : "100.0%")
                .quietOnlyWide());
        made.add(Column.bar(SpendColumn.BAR.name()));
        made.add(Column.question(SpendColumn.WHY.name(), "Why"));
        return made;
    }

    /** Days of two months in its head take more room, and of two years still more. */
    private static Column range(SpendColumn column, String days, String foot) {
        return figure(column, days, days.length() > 17 ? 196 : days.length() > 10 ? 136 : 118, foot);
    }

    private static Column figure(SpendColumn column, String head, int width, String foot) {
        return Column.figure(column.name(), head, width, foot);
    }

    private List<String> hidden() {
        return arrangement.hidden().stream().map(SpendColumn::name).toList();
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
        if (isByChange(columns) != byChange) {
            rows = rows(columns);
            arrangement.sort(rows.sorted());
        } else {
            rows.sort(columns);
        }
    }

    @Override
    public void toggle(int key) {
        rows.toggle(key);
    }

    @Override
    public void ask(int key) {
        rows.find(key).map(Row::item).filter(line -> line.kind() != Kind.OTHER).ifPresent(navigation::why);
    }

    @Override
    public Line line(int at) {
        Row<SpendLine> row = rows.at(at);
        SpendLine line = row.item();
        boolean part = line.kind() == Kind.PART;
        return new Line(
                row.key(),
                (part ? "part " : "") + (row.depth() > (part ? 1 : 0) ? "inside" : ""),
                line.colour().cssName(),
                !part,
                name(line),
                rows.opener(row, line.label()),
                rows.isOpen(row),
                columns.stream()
                        .filter(column -> column.kind() == HtmlTable.Kind.FIGURE)
                        .map(column -> text(column, line))
                        .toList(),
                ShareBar.share(line.total(), largest),
                null,
                line.kind() == Kind.OTHER || !navigation.saysWhy() ? "" : WhyPanel.question(by(line), line));
    }

    private Name name(SpendLine line) {
        String narrow = before == null ? share(line) + " of the total" : signed(line.change()) + ", " + share(line);
        return line.kind() != Kind.OTHER && IDS.contains(by(line))
                ? Name.ofId(line.label(), address(line), narrow)
                : Name.of(line.label(), address(line), narrow)
                        .whole(line.kind() != Kind.OTHER && by(line) == Dimension.PROFILE ? line.key() : "");
    }

    private String address(SpendLine line) {
        return line.kind() == Kind.OTHER
                ? ""
                : navigation
                        .into(line)
                        .map(there -> SpendLinks.SPEND + "?" + new QueryParameters(there.parameters()).getQueryString())
                        .orElse("");
    }

    private Dimension by(SpendLine line) {
        return line.kind() == Kind.PART && url.thenBy() != null ? url.thenBy() : url.by();
    }

    private String text(Column column, SpendLine line) {
        return switch (SpendColumn.valueOf(column.key())) {
            case TOTAL -> money(line.total());
            case BEFORE -> money(line.before());
            case CHANGE -> signed(line.change());
            case CHANGE_PERCENT -> percent(line.total(), line.before());
            case SHARE -> share(line);
            case NAME, BAR, WHY -> "";
        };
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

    /** Other and what nobody owns stay last however the table is sorted. */
    private int rank(Row<SpendLine> row) {
        SpendLine line = row.item();
        if (line.kind() == Kind.OTHER) {
            return 1;
        }
        if (line.kind() != Kind.ROW) {
            return 0;
        }
        return SpendText.isNobody(url.by(), line.key()) ? 2 : SpendText.isNotKnown(url.by(), line.key()) ? 3 : 0;
    }

    private Map<String, Comparator<SpendLine>> orders() {
        return columns.stream()
                .filter(Column::sortable)
                .collect(Collectors.toMap(Column::key, column -> order(SpendColumn.valueOf(column.key()))));
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

    /** Which columns the table shows: a button that opens check boxes. */
    static final class ColumnChooser extends Composite<Button> {
        private final Set<SpendColumn> hidden = EnumSet.noneOf(SpendColumn.class);
        private final boolean compares;
        private final Consumer<Set<SpendColumn>> changed;

        /** @param changed told what is put away, each time that changes */
        ColumnChooser(boolean compares, Set<SpendColumn> putAway, Consumer<Set<SpendColumn>> changed) {
            hidden.addAll(putAway);
            this.compares = compares;
            this.changed = changed;
        }

        @Override
        protected Button initContent() {
            var button = Buttons.opener(Icons.COLUMNS_3, "Columns");
            button.addClassName("wide-only"); // phones leave out all that can be put away
            return Popup.on(button, "Columns", PopoverPosition.BOTTOM_END, popover -> boxes());
        }

        private Div boxes() {
            var boxes = Styled.div("column-boxes");
            SpendColumn.optional().stream()
                    .filter(column -> compares || !column.compares())
                    .map(this::box)
                    .forEach(boxes::add);
            return boxes;
        }

        private Toggle box(SpendColumn column) {
            var box = new Toggle(column.label(), wanted -> {
                if (wanted) {
                    hidden.remove(column);
                } else {
                    hidden.add(column);
                }
                changed.accept(Set.copyOf(hidden));
            });
            box.setValue(!hidden.contains(column));
            return box;
        }
    }
}
