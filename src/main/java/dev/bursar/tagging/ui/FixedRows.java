package dev.bursar.tagging.ui;

import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Palette;
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
     * @param share of its bar, 0 to 1
     */
    void line(String name, String address, String narrow, BigDecimal share, String... figures) {
        lines.add(new HtmlTable.Line(
                lines.size(),
                "",
                Palette.Colour.UNALLOCATED.cssName(),
                false,
                HtmlTable.Name.of(name, address, narrow),
                "",
                false,
                List.of(figures),
                share,
                null,
                ""));
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
