package dev.bursar.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a grid by one column at a time, as {@link HtmlTable} does: the first click on a measure sorts descending, on a name ascending, and
 * each further click turns the order around.
 */
public final class HeaderSort<T> {
    private final Grid<T> grid;
    private Grid.@Nullable Column<T> by;
    private boolean descending;

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

    /** Shows by what rows are sorted. */
    public void show(Grid.Column<T> column, boolean down) {
        by = column;
        descending = down;
        grid.sort(List.of(new GridSortOrder<>(column, down ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    }

    /** @param column empty where the click would have ended sorting: the column is the one before */
    private Optional<Grid.Column<T>> clicked(Optional<Grid.Column<T>> column) {
        Grid.Column<T> now = column.orElse(by);
        if (now == null) {
            return Optional.empty();
        }
        show(now, now.equals(by) ? !descending : now.getTextAlign() == ColumnTextAlign.END);
        return Optional.of(now);
    }
}
