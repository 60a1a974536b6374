package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grid's rows for paper: a plain table whose head is repeated on each page and whose rows are never parted, which a grid can't
 * do. On the screen it is not there. The browser makes it from texts; the session keeps nothing of it.
 */
public final class PrintTable extends Div {
    private static final int MOST = 1_000;

    public PrintTable() {
        addClassName("print-table");
    }

    /**
     * A row.
     *
     * @param depth 0, or more for what stands below another row
     * @param colour of the square before its name, if any
     */
    public record Row(int depth, Palette.@Nullable Colour colour, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** Shows this on paper from now on; of very long tables the first 1,000 rows and how many more there are. */
    public void show(List<String> head, List<Row> rows, List<String> foot) {
        var json = JacksonUtils.createObjectNode();
        var heads = json.putArray("head");
        head.forEach(heads::add);
        var lines = json.putArray("rows");
        rows.stream().limit(MOST).forEach(row -> {
            var line = lines.addObject();
            line.put("depth", row.depth());
            line.put("colour", row.colour() == null ? "" : row.colour().cssName());
            var cells = line.putArray("cells");
            row.cells().forEach(cell -> cells.add(PlainText.cut(cell, 120)));
        });
        var feet = json.putArray("foot");
        foot.forEach(feet::add);
        json.put(
                "more",
                rows.size() > MOST
                        ? "and " + Formats.count(rows.size() - MOST) + " more; export the table to see them all"
                        : "");
        getElement().executeJs("""
                const table = document.createElement('table');
                const line = (part, texts, tag, row) => {
                  const tr = part.insertRow();
                  texts.forEach((text, at) => {
                    const cell = document.createElement(tag);
                    if (at === 0 && row && row.colour) {
                      const swatch = document.createElement('i');
                      swatch.className = `swatch ${row.colour}`;
                      cell.append(swatch);
                    }
                    cell.append(text);
                    tr.append(cell);
                  });
                  if (row && row.depth) tr.className = `depth-${row.depth}`;
                };
                line(table.createTHead(), $0.head, 'th');
                const body = table.createTBody();
                $0.rows.forEach(row => line(body, row.cells, 'td', row));
                if ($0.more) line(body, [$0.more], 'td');
                // a group of its own: a tfoot would be repeated on each page
                const foot = table.createTBody();
                foot.className = 'foot';
                if ($0.foot.length) line(foot, $0.foot, 'td');
                this.replaceChildren(table);
                """, json);
    }
}
