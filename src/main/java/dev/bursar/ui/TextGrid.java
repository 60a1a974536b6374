package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;

/** A short table that is only read. The browser makes it from texts; a session would hold 6 kB for each column of a grid. */
@Tag("vaadin-grid")
public final class TextGrid extends Component implements HasStyle {
    /**
     * A column.
     *
     * @param width its least, {@code 118px}
     * @param grow its share of the room that is left
     * @param figures whether it stands right-aligned
     * @param wideOnly whether phones leave it out
     */
    public record Column(String head, String width, int grow, boolean figures, boolean wideOnly) {}

    /** @param name for assistive technology */
    public TextGrid(String name, List<Column> columns, List<List<String>> rows) {
        getElement().setAttribute("aria-label", name);
        var heads = JacksonUtils.createArrayNode();
        columns.forEach(column -> heads.addObject()
                .put("header", column.head())
                .put("width", column.width())
                .put("flexGrow", column.grow())
                .put("textAlign", column.figures() ? "end" : "start")
                .put("headerPartName", column.wideOnly() ? "wide" : ""));
        var lines = JacksonUtils.createArrayNode();
        rows.forEach(row -> row.forEach(lines.addArray()::add));
        getElement().executeJs("""
                this.replaceChildren(...$0.map((settings, at) => Object.assign(
                  document.createElement('vaadin-grid-column'), settings, {
                    renderer: (cell, column, { item }) => {
                      cell.textContent = item[at];
                      cell.title = item[at].length > 60 ? item[at] : '';
                    },
                  })));
                this.cellPartNameGenerator = (column) => column.headerPartName;
                this.allRowsVisible = true;
                this.items = $1;
                """, heads, lines);
    }
}
