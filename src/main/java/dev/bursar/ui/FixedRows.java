package dev.bursar.ui;

import module java.base;

/** Lines of a table in the order in which they are added. */
public final class FixedRows implements HtmlTable.Source {
    private final List<HtmlTable.Line> lines = new ArrayList<>();

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

    private FixedRows add(String place, HtmlTable.Name name, String colour, BigDecimal share, String... figures) {
        lines.add(new HtmlTable.Line(
                lines.size(), place, colour, false, name, "", false, List.of(figures), share, null, ""));
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
