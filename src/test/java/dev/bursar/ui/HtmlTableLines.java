package dev.bursar.ui;

import dev.bursar.ui.HtmlTable.Line;
import module java.base;

/** What a browser asks of a table that it draws. */
public final class HtmlTableLines {
    private HtmlTableLines() {}

    /** @param sorted as the browser says it, {@code -TOTAL,NAME} */
    public static List<Line> from(HtmlTable table, int from, String sorted) {
        return table.lines(from, sorted).lines();
    }

    /** @param drawn how many lines the browser has */
    public static List<Line> toggle(HtmlTable table, int key, int drawn) {
        return table.toggle(key, drawn).lines();
    }

    public static void ask(HtmlTable table, int key) {
        table.ask(key);
    }
}
