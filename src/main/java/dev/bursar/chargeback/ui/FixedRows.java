package dev.bursar.chargeback.ui;

import dev.bursar.ui.HtmlTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Lines of a table in the order in which they are added. */
final class FixedRows implements HtmlTable.Source {
    private final List<HtmlTable.Line> lines = new ArrayList<>();

    /**
     * Adds a line.
     *
     * @param address what a click opens; empty for nothing
     * @param narrow what a phone shows below the name
     */
    FixedRows line(String name, String address, String narrow, String... figures) {
        return add("", HtmlTable.Name.of(name, address, narrow), figures);
    }

    /** Adds a line below another. */
    FixedRows part(String name, String address, String narrow, String... figures) {
        return add("part", HtmlTable.Name.of(name, address, narrow), figures);
    }

    private FixedRows add(String place, HtmlTable.Name name, String... figures) {
        lines.add(new HtmlTable.Line(
                lines.size(), place, "", false, name, "", false, List.of(figures), BigDecimal.ZERO, null, ""));
        return this;
    }

    boolean isEmpty() {
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
