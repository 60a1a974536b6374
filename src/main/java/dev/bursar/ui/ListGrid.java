package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.dataview.GridLazyDataView;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.function.SerializableFunction;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.list.Sort;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list; only those that are looked at are read. The details of one of them may stand beside it.
 *
 * @param <R> a row
 * @param <K> what tells rows' details apart, as addresses have it
 */
public class ListGrid<R, K> extends Composite<Section> {
    private static final int FEW = 12;

    /** The rows are drawn anew by then, or a little later. */
    private static final String FOCUS = """
        const look = tries => {
          const link = [...this.querySelectorAll('a.row-link')]
              .find(one => new URLSearchParams(one.search).get($0) === $1);
          if (link) link.focus(); else if (tries > 0) setTimeout(() => look(tries - 1), 50);
        };
        setTimeout(() => look(20), 50);
        """;

    private final Grid<R> grid = new Grid<>();
    private final Function<R, K> key;
    private final String parameter;
    private long count;
    private final Function<K, String> address;
    private final List<Grid.Column<R>> alone = new ArrayList<>();
    private @Nullable Object open;

    /** Reads rows by their number. */
    public interface Rows<R> {
        List<R> of(int offset, int limit);
    }

    /**
     * Rows whose details stand beside them.
     *
     * @param name of the table, for those who don't see it
     * @param details where the address says whose details are open
     */
    public ListGrid(String name, ListPage<?> page, Setting<Optional<K>> details, Function<R, K> key) {
        this(name, page, details, key, row -> page.state().with(details, Optional.of(row)));
    }

    /** Rows of which some have details that stand beside them, and others are opened in another way. */
    public ListGrid(
            String name,
            ListPage<?> page,
            Setting<Optional<K>> details,
            Function<R, K> key,
            Function<K, ListState> opened) {
        this(
                name,
                details.names().getFirst(),
                key,
                row -> opened.apply(row).address(),
                row -> page.open(opened.apply(row)));
        page.table(this, page.state().get(details).orElse(null));
    }

    /** Rows whose details are pages of their own. */
    public ListGrid(String name, ListPage<?> page, Function<R, K> key, Function<K, String> address) {
        this(name, "", key, address, row -> page.go(address.apply(row)));
    }

    /** Rows that say all there is. */
    public ListGrid(String name, Function<R, K> key) {
        this(name, "", key, row -> "", row -> {});
    }

    private ListGrid(
            String name, String parameter, Function<R, K> key, Function<K, String> address, Consumer<K> opened) {
        this.key = key;
        this.parameter = parameter;
        this.address = address;
        grid.addClassName(parameter.isEmpty() ? "list-table" : "detail-table");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setPartNameGenerator(row -> key.apply(row).equals(open) ? "current" : null);
        grid.addItemClickListener(click -> opened.accept(key.apply(click.getItem())));
        grid.getElement().setAttribute("aria-label", name);
        getContent().flush().with(grid);
        getContent().setAriaLabel(name);
    }

    public Grid<R> grid() {
        return grid;
    }

    /**
     * Adds a column.
     *
     * @param width in pixels, at least
     * @param grow its share of the room that is left
     */
    public Grid.Column<R> column(String header, int width, int grow, SerializableFunction<R, Component> cell) {
        return grid.addComponentColumn(cell::apply)
                .setHeader(header)
                .setWidth(width + "px")
                .setFlexGrow(grow);
    }

    /** Adds a column of figures. */
    public Grid.Column<R> figure(String header, int width, int grow, SerializableFunction<R, Component> cell) {
        return Tables.figures(column(header, width, grow, cell)).setFlexGrow(grow);
    }

    /** Adds a column that narrow screens have no room for. */
    public Grid.Column<R> wide(String header, int width, int grow, SerializableFunction<R, Component> cell) {
        return Tables.wideOnly(column(header, width, grow, cell));
    }

    /**
     * The cell that names a row and leads to its details.
     *
     * @param whole name, with which the tooltip begins where the words are cut
     * @param second line below it
     * @param narrow what phones have in place of the columns that they have no room for
     */
    public Div name(R row, String words, String whole, String second, String narrow) {
        Anchor link = link(row, words);
        link.setTitle(PlainText.full(whole));
        return Tables.threeLines(new Div(link), second, narrow);
    }

    public Anchor link(R row, String words) {
        Anchor link = Styled.rowLink(address.apply(key.apply(row)), words);
        link.getElement().setAttribute("router-link", parameter.isEmpty());
        return link;
    }

    /** Hides a column while details stand beside the rows. */
    public void onlyAlone(Grid.Column<R> column) {
        column.setVisible(open == null);
        alone.add(column);
    }

    /** Lets people sort by columns with {@link #by}. */
    public void sort(ListPage<?> page, Setting<Sort> setting) {
        var sort =
                new HeaderSort<>(grid, (column, down) -> page.open(page.state().with(setting, new Sort(column, down))));
        Sort now = page.state().get(setting);
        by(now.by()).ifPresent(column -> sort.show(column, now.descending()));
    }

    /** Says which column of the listing a column stands for: rows are sorted by it. */
    public Grid.Column<R> by(String key, Grid.Column<R> column) {
        return column.setKey(key).setSortable(true);
    }

    /** The column that rows are sorted by under this key, where there is one. */
    public Optional<Grid.Column<R>> by(String key) {
        return Optional.ofNullable(grid.getColumnByKey(key));
    }

    /** Shows a sentence above the rows. */
    public void above(Component sentence) {
        getContent().addComponentAsFirst(sentence);
    }

    /** Shows these rows. */
    public void show(Rows<R> rows, Function<R, ?> id, long all) {
        items(rows, id);
        count = all;
        tall(all <= FEW);
    }

    /** The same of rows that their details tell apart. */
    public void show(Rows<R> rows, long all) {
        show(rows, key, all);
    }

    /** Shows rows that were not counted yet. */
    public void showUncounted(Rows<R> rows, Function<R, ?> id) {
        items(rows, id).setItemCountUnknown();
        tall(false);
    }

    private GridLazyDataView<R> items(Rows<R> rows, Function<R, ?> id) {
        return grid.setItems(new CallbackDataProvider<R, Void>(
                query -> rows.of(query.getOffset(), query.getLimit()).stream(),
                query -> (int) Math.min(count, Integer.MAX_VALUE),
                id::apply));
    }

    private void tall(boolean few) {
        grid.setAllRowsVisible(few);
        grid.setClassName("long", !few);
    }

    /** How many rows there are, once it is known. */
    public void count(long all) {
        count = all;
        grid.getLazyDataView().setItemCountFromDataProvider();
    }

    /** Marks the row whose details are open; when they are closed, the row that had opened them gets the focus back. */
    void current(@Nullable Object shown) {
        if (Objects.equals(shown, open)) {
            return;
        }
        Object before = open;
        open = shown;
        alone.forEach(column -> column.setVisible(shown == null));
        grid.getDataProvider().refreshAll();
        if (shown == null) {
            grid.getElement().executeJs(FOCUS, parameter, String.valueOf(before));
        }
    }
}
