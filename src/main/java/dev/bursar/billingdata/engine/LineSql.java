package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.read.EngineCharges;
import dev.bursar.billingdata.read.LineColumn;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.LineSchema;
import module java.base;

/**
 * What is asked of an engine about a delivery's lines, in Trino's SQL. A line is odd where a number isn't exact in ten places, or isn't
 * told to be; odd lines are handed over as they are.
 */
final class LineSql {
    private final LineSchema schema;
    private final LineFormat format;
    private final List<LinePart> parts;

    LineSql(LineSchema schema, List<LinePart> parts) {
        this.schema = schema;
        this.format = schema.format();
        this.parts = List.copyOf(parts);
    }

    /** The format's statement over the lines that aren't odd. */
    String charges() {
        String lines = format.columns().stream().map(LineColumn::name).collect(Collectors.joining(", "));
        String statement = format.statement()
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
        if (!statement.startsWith("with ")) {
            throw new IllegalStateException("A format's statement begins with its parts");
        }
        return "with lines as (select " + lines + ", cast(0 as " + LinePart.NUMBER + ") as no_cost from ("
                + all("odd_line") + ") where not odd_line),\n"
                + statement.substring("with ".length()).replaceAll("tag_text\\((\\w+)\\)", tagText());
    }

    RowCheck chargesCheck() {
        // days, decimals and counts have the same text everywhere
        return new RowCheck(EngineCharges.columnsOfCharges().stream()
                .map(name -> new LineTable.Column(name, "any"))
                .toList());
    }

    /** A text that is a JSON object, or a list of values, in any order and spelling. */
    private String tagText() {
        return switch (schema.tags()) {
            case MAP, LIST -> "json_format(cast($1 as json))";
            case JSON, ABSENT, TEXT, TIME, DOUBLE, NUMBER_TEXT -> "coalesce($1, '')";
        };
    }

    /** Costs in the order of {@link #totals}. */
    List<LineColumn> costs() {
        return format.columns().stream()
                .filter(column -> column.kind() == Kind.COST)
                .toList();
    }

    /**
     * By part and currency: lines, odd ones, whether a line is wrong, and the sums of the other lines' costs. The currency is null where
     * it is none.
     */
    String totals() {
        String currency = format.currency().name();
        return "select part, case when " + among(currency, LineColumn.CURRENCIES) + " then " + currency
                + " end as currency, count(*) as lines, count_if(odd_line) as odd_lines,"
                + " coalesce(bool_or(wrong_line), false) as wrong"
                + costs().stream()
                        .map(cost -> ", sum(case when not odd_line then " + cost.name() + " end)")
                        .collect(Collectors.joining())
                + " from (" + all("odd_line, wrong_line") + ") group by 1, 2 order by 1, 2";
    }

    /** All files' lines with the format's columns, a number's column in one type. */
    private String all(String flags) {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            LinePart part = parts.get(i);
            selects.add("select " + i + " as part, "
                    + format.columns().stream()
                            .map(column -> part.cell(column) + " as " + column.name())
                            .collect(Collectors.joining(", "))
                    + ", " + part.odd() + " as odd_line"
                    + (flags.contains("wrong_line") ? ", " + part.wrong() + " as wrong_line" : "") + part.from());
        }
        return String.join("\nunion all ", selects);
    }

    static String among(String name, Set<String> texts) {
        return name + texts.stream().sorted().map(LineSql::literal).collect(Collectors.joining(", ", " in (", ")"));
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
