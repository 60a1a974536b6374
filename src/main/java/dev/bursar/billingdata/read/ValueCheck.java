package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.LineSchema.Shape;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.billingdata.read.value.TimeText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition under which a value is refused, in SQL.
 *
 * @param suspect the same, or what is quicker to tell and holds of some such values
 */
record ValueCheck(LineColumn column, String suspect, String wrong, String expected) {
    private static final String TIMES = "timestamp '%d-01-01' and timestamp '%d-12-31 23:59:59.999999'"
            .formatted(TimeText.FIRST_YEAR, TimeText.LAST_YEAR);

    ValueCheck(LineColumn column, String wrong, String expected) {
        this(column, wrong, wrong, expected);
    }

    /** What is checked of the values of a column. */
    static List<ValueCheck> of(LineFormat format, LineColumn column, Map<LineColumn, Shape> shapes) {
        String name = column.name();
        String empty = column.filled() ? "%s is null".formatted(name) : "false";
        return switch (shapes.getOrDefault(column, Shape.ABSENT)) {
            case TEXT -> List.of(text(column, column.filled() ? "coalesce(%s, '') = ''".formatted(name) : "false"));
            case TIME -> {
                var time = new ValueCheck(
                        column, "coalesce(%s not between %s, true)".formatted(name, TIMES), column.expected());
                LineColumn period = format.billingPeriod();
                yield column == format.chargePeriod() && shapes.get(period) == Shape.TIME
                        ? List.of(
                                time,
                                new ValueCheck(
                                        column,
                                        "%1$s between %3$s and %2$s between %3$s and year(%1$s) - year(%2$s) not between %4$d and %5$d"
                                                .formatted(
                                                        name,
                                                        period.name(),
                                                        TIMES,
                                                        -TimeText.YEARS_BEFORE,
                                                        TimeText.YEARS_AFTER),
                                        TimeText.NEAR))
                        : List.of(time);
            }
            case DOUBLE ->
                List.of(new ValueCheck(column, "%s or not isfinite(%s)".formatted(empty, name), column.expected()));
            case NUMBER_TEXT ->
                List.of(new ValueCheck(
                        column,
                        "%1$s or length(%2$s) > 60 or not regexp_full_match(%2$s, '%3$s')"
                                .formatted(empty, name, NumberText.PATTERN),
                        column.expected()));
            case JSON ->
                List.of(new ValueCheck(
                        column,
                        "not json_valid(%1$s) or json_type(%1$s) <> 'OBJECT'".formatted(name),
                        column.expected()));
            case ABSENT, MAP, LIST -> List.of();
        };
    }

    private static ValueCheck text(LineColumn column, String empty) {
        String name = column.name();
        return switch (column.kind()) {
            case CURRENCY ->
                new ValueCheck(
                        column, empty, empty + " or not " + among(name, LineColumn.CURRENCIES), column.expected());
            case CATEGORY ->
                new ValueCheck(column, empty + " or not " + among(name, LineColumn.CATEGORIES), column.expected());
            case ACCOUNT ->
                new ValueCheck(
                        column,
                        empty
                                + " or length(%1$s) > %2$d or case when contains(%1$s, '+') then regexp_full_match(%1$s, '%3$s') else false end"
                                        .formatted(name, LineColumn.LONGEST_TEXT, LineColumn.ROUNDED),
                        column.expected());
            case TEXT, PRODUCT_NAME, TIME, COST, QUANTITY, TAGS ->
                new ValueCheck(
                        column,
                        empty + " or length(%s) > %d".formatted(name, LineColumn.LONGEST_TEXT),
                        column.expected());
        };
    }

    private static String among(String name, Set<String> texts) {
        return name
                + texts.stream().sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ", " in (", ")"));
    }
}
