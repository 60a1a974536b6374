package dev.bursar.ui;

import dev.bursar.ui.DrawnTable.Line;
import java.util.List;

/** What a browser asks of a table that it draws. */
public final class DrawnLines {
    private DrawnLines() {}

    /** @param sorted as the browser says it, {@code -TOTAL,NAME} */
    public static List<Line> page(DrawnTable table, int number, String sorted) {
        return table.page(number, sorted).lines();
    }

    public static List<Line> toggle(DrawnTable table, int key) {
        return table.toggle(key).lines();
    }

    public static void ask(DrawnTable table, int key) {
        table.ask(key);
    }
}
