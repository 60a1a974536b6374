package dev.bursar.models.ui;

import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import module java.base;

/** Rows of names and figures in a fixed order. */
record ModelTable(List<Row> rows) implements HtmlTable.Source {
    /**
     * @param name as AWS or a person writes it
     * @param address what a click opens; empty for nothing
     * @param narrow what a phone shows below the name
     * @param cells of the columns after the name
     */
    record Row(String name, String address, String narrow, List<String> cells) {}

    static HtmlTable of(String label, List<Column> columns, List<Row> rows) {
        var table = new HtmlTable(label, columns, List.of(), new ModelTable(rows));
        table.addClassName("models-table");
        return table;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Line line(int at) {
        Row row = rows.get(at);
        return new Line(
                at,
                "",
                "",
                false,
                Name.of(row.name(), row.address(), row.narrow()),
                "",
                false,
                row.cells(),
                BigDecimal.ZERO,
                null,
                "");
    }
}
