package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.read.CallerText;
import dev.bursar.billingdata.read.LineColumn;
import dev.bursar.billingdata.read.LineSchema;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a part as they are in the files but for sessions of callers, in Trino's SQL: the columns that are read and all listed tags, so
 * that the lines read as a file of the same delivery, and further columns by their places.
 */
final class WholeLines {
    private final LinePart part;
    private final LineSchema.Chunk first;
    private final List<Column> columns = new ArrayList<>();

    /** What a column has, its name and type in the lines, and the files' own name. */
    private record Column(String cell, LineTable.Column column, String own) {}

    WholeLines(LinePart part, LineSchema schema, LineSchema.Chunk first, List<Integer> further) {
        this.part = part;
        this.first = first;
        for (LineColumn column : schema.format().columns()) {
            Integer place = first.heading().place(column);
            if (place != null) {
                Column whole = column(first.names().get(place), place);
                columns.add(
                        column.kind() == LineColumn.Kind.CALLER
                                ? new Column(CallerText.sql(whole.cell()), whole.column(), whole.own())
                                : whole);
            }
        }
        Integer others = part.others();
        if (others != null) {
            columns.add(column(first.names().get(others), others));
        }
        schema.listedTags()
                .forEach(key -> columns.add(
                        column("resource_tags_" + key, first.heading().tags().get(key))));
        further.forEach(place -> columns.add(column(first.names().get(place), place)));
    }

    private Column column(String name, @Nullable Integer place) {
        String type = place == null ? null : LinePart.type(first.types().get(place));
        String lower = name.toLowerCase(Locale.ROOT);
        String own = place == null ? name : first.names().get(place);
        // where a column has no values, any type will do
        return place == null || type == null
                ? new Column("cast(null as varchar)", new LineTable.Column(lower, "varchar"), own)
                : new Column(part.quoted(place), new LineTable.Column(lower, type), own);
    }

    /** The lines for which this holds. */
    String lines(String condition) {
        return columns.stream()
                        .map(column ->
                                column.cell() + " as \"" + column.column().name() + '"')
                        .collect(Collectors.joining(", ", "select ", part.from()))
                + " and " + condition;
    }

    RowCheck check() {
        return new RowCheck(columns.stream().map(Column::column).toList());
    }

    /** The files' own names of the columns, by those that the lines have them by. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        columns.forEach(column -> names.put(column.column().name(), column.own()));
        return names;
    }
}
