package dev.bursar.ui;

import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of a table in the order in which they are added. */
public final class FixedRows implements HtmlTable.Source {
    private final List<HtmlTable.Line> lines = new ArrayList<>();
    private final Map<Integer, Runnable> questions = new HashMap<>();
    private final List<String> cells;

    public FixedRows() {
        this(List.of());
    }

    /** Lines whose cells are filled by the names of these columns. */
    public FixedRows(List<Column> columns) {
        cells = columns.stream()
                .filter(column -> column.kind() == Kind.FIGURE || column.kind() == Kind.TEXT)
                .map(Column::key)
                .toList();
    }

    /**
     * Adds a line.
     *
     * @param address what a click opens; empty for nothing
     * @param narrow what a phone shows below the name
     */
    public FixedRows line(String name, String address, String narrow, String... figures) {
        return add("", HtmlTable.Name.of(name, address, narrow), "", BigDecimal.ZERO, figures);
    }

    /**
     * Adds a line with a bar.
     *
     * @param share of its bar, 0 to 1
     */
    public FixedRows line(String name, String address, String narrow, BigDecimal share, String... figures) {
        return add("", HtmlTable.Name.of(name, address, narrow), Palette.Colour.UNALLOCATED.cssName(), share, figures);
    }

    /** Adds a line below another. */
    public FixedRows part(String name, String address, String narrow, String... figures) {
        return add("part", HtmlTable.Name.of(name, address, narrow), "", BigDecimal.ZERO, figures);
    }

    /**
     * Gives the line that was added last a button, in a column of questions.
     *
     * @param words what it is called
     */
    public FixedRows asks(String words, Runnable question) {
        questions.put(lines.getLast().key(), question);
        return last(lines.getLast().figures(), words);
    }

    /**
     * Fills a cell of the line that was added last; one that isn't filled stays empty.
     *
     * @param column its key
     */
    public FixedRows cell(String column, String text) {
        if (!cells.contains(column)) {
            throw new IllegalArgumentException("The table has no column " + column);
        }
        var figures = new ArrayList<>(lines.getLast().figures());
        figures.set(cells.indexOf(column), text);
        return last(figures, lines.getLast().question());
    }

    private FixedRows last(List<String> figures, String question) {
        HtmlTable.Line last = lines.removeLast();
        lines.add(new HtmlTable.Line(
                last.key(),
                last.place(),
                last.colour(),
                last.square(),
                last.name(),
                last.opener(),
                last.opened(),
                figures,
                last.share(),
                last.days(),
                question));
        return this;
    }

    @Override
    public void ask(int key) {
        questions.getOrDefault(key, () -> {}).run();
    }

    private FixedRows add(String place, HtmlTable.Name name, String colour, BigDecimal share, String... figures) {
        List<String> filled = cells.isEmpty() ? List.of(figures) : Collections.nCopies(cells.size(), "");
        lines.add(new HtmlTable.Line(lines.size(), place, colour, false, name, "", false, filled, share, null, ""));
        return this;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public HtmlTable.Line line(int at) {
        return lines.get(at);
    }
}
