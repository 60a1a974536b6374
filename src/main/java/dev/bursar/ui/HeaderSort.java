package dev.bursar.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a grid by one column at a time, as {@link HtmlTable} does: the first click on a measure sorts descending, on a name ascending, and
 * each further click turns the order around, or the third one ends sorting.
 */
public final class HeaderSort<T> {
    private final Grid<T> grid;
    private Grid.@Nullable Column<T> by;
    private boolean descending;
    private @Nullable Runnable unsorted;

    /** @param sorted told by which column, by its key, and whether it descends, when a person sorts otherwise */
    public HeaderSort(Grid<T> grid, BiConsumer<String, Boolean> sorted) {
        this.grid = grid;
        grid.setMultiSort(false);
        grid.addSortListener(sort -> {
            if (sort.isFromClient()) {
                clicked(sort.getSortOrder().stream().findFirst().map(GridSortOrder::getSorted))
                        .ifPresent(column -> sorted.accept(column.getKey(), descending));
            }
        });
    }

    /** The third click on a column ends sorting, for rows that have an order of their own. */
    public HeaderSort<T> ends(Runnable told) {
        unsorted = told;
        return this;
    }

    /** Shows by what rows are sorted. */
    public void show(Grid.Column<T> column, boolean down) {
        by = column;
        descending = down;
        grid.sort(List.of(new GridSortOrder<>(column, down ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    }

    /**
     * @param column empty where the grid would have ended sorting: the column is the one before
     * @return empty where sorting has ended
     */
    private Optional<Grid.Column<T>> clicked(Optional<Grid.Column<T>> column) {
        Grid.Column<T> now = column.orElse(by);
        if (now == null) {
            return Optional.empty();
        }
        boolean first = now.getTextAlign() == ColumnTextAlign.END;
        if (unsorted != null && now.equals(by) && descending != first) {
            by = null;
            grid.sort(List.of());
            unsorted.run();
            return Optional.empty();
        }
        show(now, now.equals(by) ? !descending : first);
        return Optional.of(now);
    }
}
