package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.dataview.GridLazyDataView;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.function.SerializableFunction;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list; only those that are looked at are read. The details of one of them may stand beside it.
 *
 * @param <R> a row
 * @param <K> what tells rows' details apart, as addresses have it
 */
public final class ListGrid<R, K> extends Composite<Section> {
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
    private @Nullable K open;

    /** Reads rows by their number. */
    public interface Rows<R> {
        List<R> of(int offset, int limit);
    }

    /**
     * @param name of the table, for those who don't see it
     * @param parameter of the address that says whose details are open
     * @param opened told when a row is clicked
     */
    public ListGrid(String name, String parameter, Function<R, K> key, Consumer<K> opened) {
        this.key = key;
        this.parameter = parameter;
        grid.addClassName("detail-table");
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

    /** Shows these rows. */
    public void show(Rows<R> rows, Function<R, ?> id, long all) {
        items(rows, id);
        count = all;
        tall(all <= FEW);
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
    public void current(@Nullable K shown) {
        if (Objects.equals(shown, open)) {
            return;
        }
        K before = open;
        open = shown;
        grid.getDataProvider().refreshAll();
        if (shown == null) {
            grid.getElement().executeJs(FOCUS, parameter, String.valueOf(before));
        }
    }
}
