package dev.bursar.ui;

import java.util.List;
import org.jsoup.nodes.Element;

/** A short table of texts that is only read and fits its place; the first column names the rows. */
public final class TextTable extends Drawn {
    /**
     * A column.
     *
     * @param width in pixels; zero for the room that the others leave
     * @param figures whether it stands right-aligned
     * @param wideOnly whether phones leave it out
     */
    public record Column(String head, int width, boolean figures, boolean wideOnly) {
        private String className() {
            return (figures ? "figure" : "name") + (wideOnly ? " wide" : "");
        }
    }

    /** @param name for assistive technology */
    public TextTable(String name, List<Column> columns, List<List<String>> rows) {
        super("drawn-table");
        var table = new Element("table").attr("aria-label", name);
        Element widths = table.appendElement("colgroup");
        Element head = table.appendElement("thead").appendElement("tr");
        for (Column column : columns) {
            Element width = widths.appendElement("col").addClass(column.className());
            if (column.width() > 0) {
                width.attr("style", "width: " + column.width() + "px");
            }
            head.appendChild(part("th", column.className(), column.head()).attr("scope", "col"));
        }
        Element body = table.appendElement("tbody");
        for (List<String> row : rows) {
            Element line = body.appendElement("tr");
            for (int i = 0; i < row.size(); i++) {
                String className = columns.get(i).className();
                line.appendChild(
                        i == 0
                                ? part("th", className, row.get(i)).attr("scope", "row")
                                : part("td", className, row.get(i)));
            }
        }
        add(table);
    }
}
