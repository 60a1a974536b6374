package dev.bursar.ui;

import dev.bursar.ui.DrawnTable.Line;
import java.util.List;

/** What a browser asks of a table that it draws. */
public final class DrawnLines {
    private DrawnLines() {}

    /** @param sorted as the browser says it, {@code -TOTAL,NAME} */
    public static List<Line> from(DrawnTable table, int from, String sorted) {
        return table.lines(from, sorted).lines();
    }

    /** @param drawn how many lines the browser has */
    public static List<Line> toggle(DrawnTable table, int key, int drawn) {
        return table.toggle(key, drawn).lines();
    }

    public static void ask(DrawnTable table, int key) {
        table.ask(key);
    }
}
