package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.read.CallerText;
import dev.bursar.billingdata.read.LineColumn;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.LineSchema;
import dev.bursar.billingdata.read.LineSchema.Shape;
import dev.bursar.billingdata.read.TagText;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.billingdata.read.value.TimeText;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Files of a delivery that lie in one folder and have the same columns and types: a table of the engine's, and its expressions in
 * Trino's SQL. Values read as DuckDB reads them (see {@code ParquetLines}).
 */
final class LinePart {
    /** The type of all numbers that aren't odd, and of their sums. */
    static final String NUMBER = "decimal(38, 10)";

    private static final String TIMES = "timestamp '%d-01-01 00:00:00' and timestamp '%d-12-31 23:59:59.999999'"
            .formatted(TimeText.FIRST_YEAR, TimeText.LAST_YEAR);
    /** As for DuckDB: such a double's shortest decimal text has at most ten digits after the point. */
    private static final String FITS = "(abs(%1$s) < 1e5 and round(%1$s * 1e10) / 1e10 = %1$s)";

    private static final String TEXT_FITS = "regexp_like(%s, '\\A-?[0-9]{1,15}([.][0-9]{0,10}0*)?\\z')";
    static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_]{1,128}");
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
    private static final int MOST_SHOWN = 200;
    private static final int USUAL_DIGITS = 18;
    private static final int USUAL_SCALE = 10;

    private final String table;
    private final LineSchema schema;
    private final LineSchema.Chunk first;
    private final List<String> paths;
    private final Map<LineColumn, Shape> shapes;

    /**
     * @param first one of the files
     * @param paths all of them, as the engine names them
     */
    LinePart(String table, LineSchema schema, LineSchema.Chunk first, List<String> paths) {
        this.table = table;
        this.schema = schema;
        this.first = first;
        this.paths = List.copyOf(paths);
        shapes = schema.shapes();
    }

    /** A condition under which a value is refused. */
    record Check(LineColumn column, String wrong, String expected) {}

    String table() {
        return table;
    }

    /** The columns that are read, with their types in the files; empty where an engine can't read one. */
    Optional<List<LineTable.Column>> columns() {
        Map<String, LineTable.Column> columns = new LinkedHashMap<>();
        for (int place : places()) {
            String name = first.names().get(place);
            String type = type(first.types().get(place));
            if (type == null
                    || !PLAIN_NAME.matcher(name).matches()
                    || columns.put(name.toLowerCase(Locale.ROOT), new LineTable.Column(name, type)) != null) {
                return Optional.empty();
            }
        }
        boolean ambiguous = columns.size()
                < first.names().stream()
                        .filter(name -> columns.containsKey(name.toLowerCase(Locale.ROOT)))
                        .count();
        // an engine writes names in lower case, and a tag's key is a name
        ambiguous |= schema.listedTags().stream().anyMatch(key -> !key.equals(key.toLowerCase(Locale.ROOT)));
        return ambiguous ? Optional.empty() : Optional.of(List.copyOf(columns.values()));
    }

    /** The places of the columns that are read. */
    List<Integer> places() {
        Stream<Integer> named =
                schema.format().columns().stream().map(first::place).flatMap(Stream::ofNullable);
        Stream<Integer> tags = schema.listedTags().stream()
                .map(key -> first.heading().tags().get(key))
                .flatMap(Stream::ofNullable);
        Stream<Integer> others = Stream.ofNullable(others());
        return Stream.of(named, tags, others)
                .flatMap(places -> places)
                .distinct()
                .sorted()
                .toList();
    }

    /** CUR 2.0's column of tags that aren't resources', where it is a map. */
    @Nullable
    Integer others() {
        Integer others = first.heading().otherTags();
        return others == null || !LineSchema.isMap(first.types().get(others)) ? null : others;
    }

    /** An engine's type for one of DuckDB's; null where there is none that is read alike everywhere. */
    static @Nullable String type(String type) {
        var decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return "decimal(%s, %s)".formatted(decimal.group(1), decimal.group(2));
        }
        return switch (type) {
            case "VARCHAR", "JSON" -> "varchar";
            case "DOUBLE" -> "double";
            case "DATE" -> "date";
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> type.toLowerCase(Locale.ROOT);
            case "MAP(VARCHAR, VARCHAR)" -> "map(varchar, varchar)";
            case LineSchema.ENTRIES -> "array(row(key varchar, value varchar))";
            default -> type.startsWith("TIMESTAMP") ? "timestamp(6)" : null;
        };
    }

    String from() {
        return " from " + table + " where \"$path\" in ("
                + paths.stream().map(LineSql::literal).collect(Collectors.joining(", ")) + ")";
    }

    /** The value as the format's statement reads it; of a number only where the line isn't odd. */
    String cell(LineColumn column) {
        if (shape(column) == Shape.LIST) {
            return schema.listedTags().stream()
                    .map(key -> {
                        Integer place = first.heading().tags().get(key);
                        return place == null ? "cast(null as varchar)" : "nullif(%s, '')".formatted(quoted(place));
                    })
                    .collect(Collectors.joining(", ", "array[", "]"));
        }
        Integer place = first.place(column);
        if (place == null || shape(column) == Shape.ABSENT) {
            return "cast(null as " + absent(column) + ")";
        }
        String type = first.types().get(place);
        String raw = quoted(place);
        return switch (column.kind()) {
            case TEXT, ACCOUNT, CURRENCY, CATEGORY -> "nullif(%s, 'NULL')".formatted(raw);
            case CALLER -> CallerText.sql("nullif(%s, 'NULL')".formatted(raw));
            case PRODUCT_NAME ->
                shape(column) == Shape.MAP
                        ? "element_at(%s, 'product_name')".formatted(map(place))
                        : first.heading().productIsMap()
                                ? "json_extract_scalar(%s, '$.product_name')".formatted(raw)
                                : "nullif(%s, 'NULL')".formatted(raw);
            case TIME -> time(raw, type);
            case COST, QUANTITY -> "try_cast(%s as %s)".formatted(type.equals("DOUBLE") ? raw : text(place), NUMBER);
            case TAGS -> shape(column) == Shape.MAP ? tags(place) : json(raw);
        };
    }

    private Shape shape(LineColumn column) {
        return shapes.getOrDefault(column, Shape.ABSENT);
    }

    private String absent(LineColumn column) {
        return switch (column.kind()) {
            case TEXT, ACCOUNT, CURRENCY, CATEGORY, PRODUCT_NAME, CALLER -> "varchar";
            case TIME -> "timestamp(6)";
            case COST, QUANTITY -> NUMBER;
            case TAGS -> shape(column) == Shape.MAP ? "map(varchar, varchar)" : "varchar";
        };
    }

    String quoted(int place) {
        return '"' + first.names().get(place) + '"';
    }

    private String text(int place) {
        String raw = quoted(place);
        return first.types().get(place).equals("VARCHAR")
                ? "nullif(nullif(trim(%s), ''), 'NULL')".formatted(raw)
                : "cast(%s as varchar)".formatted(raw);
    }

    private String map(int place) {
        String raw = quoted(place);
        return first.types().get(place).equals(LineSchema.ENTRIES) ? "map_from_entries(%s)".formatted(raw) : raw;
    }

    private String tags(int place) {
        Integer others = others();
        if (others == null) {
            return map(place);
        }
        String none = "coalesce(%s, cast(map() as map(varchar, varchar)))";
        return "map_concat(%s, map_filter(%s, (k, v) -> not starts_with(k, '%s')))"
                .formatted(none.formatted(map(place)), none.formatted(map(others)), TagText.OF_RESOURCES);
    }

    private static String json(String raw) {
        return "nullif(nullif(nullif(trim(both ' ' from %s), ''), 'NULL'), 'null')".formatted(raw);
    }

    private static String time(String raw, String type) {
        return type.equals("VARCHAR") || type.equals("JSON")
                ? ("case when regexp_like(%1$s, '\\A\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d([.]\\d{1,9})?)?("
                                + " ?(UTC|Z|[+]00(:?00)?))?)?\\z') then try_cast(replace(substr(%1$s, 1, 19), 'T', ' ') as"
                                + " timestamp(6)) end")
                        .formatted(raw)
                : "cast(%s as timestamp(6))".formatted(raw);
    }

    /** Whether a line must be read elsewhere. */
    String odd() {
        List<String> fits = new ArrayList<>();
        for (LineColumn column : schema.format().columns()) {
            Integer place = first.place(column);
            if (place != null && column.isNumber()) {
                fits(place).ifPresent(fit -> fits.add("coalesce(" + fit + ", true)"));
            }
            if (place != null
                    && column.kind() == Kind.PRODUCT_NAME
                    && shape(column) == Shape.TEXT
                    && first.heading().productIsMap()) {
                String raw = quoted(place);
                fits.add("(%1$s is null or try(json_parse(%1$s)) is not null)".formatted(raw));
            }
        }
        return fits.isEmpty() ? "false" : "not (" + String.join(" and ", fits) + ")";
    }

    private Optional<String> fits(int place) {
        String type = first.types().get(place);
        if (type.equals("DOUBLE")) {
            return Optional.of(FITS.formatted(quoted(place)));
        }
        var decimal = DECIMAL.matcher(type);
        boolean usual = decimal.matches()
                        && Integer.parseInt(decimal.group(1)) <= USUAL_DIGITS
                        && Integer.parseInt(decimal.group(2)) <= USUAL_SCALE
                || type.equals("TINYINT")
                || type.equals("SMALLINT")
                || type.equals("INTEGER");
        return usual ? Optional.empty() : Optional.of(TEXT_FITS.formatted(text(place)));
    }

    /** Whether a line is refused. */
    String wrong() {
        List<Check> checks = checks();
        return checks.isEmpty()
                ? "false"
                : checks.stream().map(check -> "(" + check.wrong() + ")").collect(Collectors.joining(" or ", "(", ")"));
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        schema.format().columns().forEach(column -> checks.addAll(checks(column)));
        return checks;
    }

    private List<Check> checks(LineColumn column) {
        if (shape(column) == Shape.ABSENT || shape(column) == Shape.MAP || shape(column) == Shape.LIST) {
            return List.of();
        }
        String cell = cell(column);
        Integer place = first.place(column);
        String empty = column.filled() ? "%s is null".formatted(cell) : "false";
        return switch (column.kind()) {
            case COST, QUANTITY -> place == null ? List.of() : List.of(number(column, place));
            case TIME -> times(column, cell);
            case TAGS ->
                List.of(new Check(
                        column,
                        "%1$s is not null and (try(json_parse(%1$s)) is null or substr(ltrim(%1$s), 1, 1) <> '{')"
                                .formatted(cell),
                        column.expected()));
            // cut before its length counts
            case CALLER -> List.of();
            case TEXT, ACCOUNT, CURRENCY, CATEGORY, PRODUCT_NAME -> {
                empty = column.filled() ? "coalesce(%s, '') = ''".formatted(cell) : empty;
                String other = switch (column.kind()) {
                    case CURRENCY -> "not " + LineSql.among(cell, LineColumn.CURRENCIES);
                    case CATEGORY -> "not " + LineSql.among(cell, LineColumn.CATEGORIES);
                    case ACCOUNT ->
                        "length(%1$s) > %2$d or regexp_like(%1$s, '\\A%3$s\\z')"
                                .formatted(cell, LineColumn.LONGEST_TEXT, LineColumn.ROUNDED);
                    case TEXT, PRODUCT_NAME, TIME, COST, QUANTITY, TAGS, CALLER ->
                        "length(%s) > %d".formatted(cell, LineColumn.LONGEST_TEXT);
                };
                yield List.of(new Check(column, empty + " or " + other, column.expected()));
            }
        };
    }

    private Check number(LineColumn column, int place) {
        String type = first.types().get(place);
        String raw = type.equals("DOUBLE") ? quoted(place) : text(place);
        String wrong = type.equals("DOUBLE")
                ? "not is_finite(" + raw + ")"
                : "length(%1$s) > %2$d or not regexp_like(%1$s, '\\A%3$s\\z')"
                        .formatted(raw, NumberText.MOST_CHARACTERS, NumberText.PATTERN);
        return new Check(column, (column.filled() ? raw + " is null or " : "") + wrong, column.expected());
    }

    private List<Check> times(LineColumn column, String cell) {
        var known = new Check(column, "coalesce(%s not between %s, true)".formatted(cell, TIMES), column.expected());
        LineFormat format = schema.format();
        String period = cell(format.billingPeriod());
        return column != format.chargePeriod()
                ? List.of(known)
                : List.of(
                        known,
                        new Check(
                                column,
                                "%1$s between %3$s and %2$s between %3$s and year(%1$s) - year(%2$s) not between %4$d and %5$d"
                                        .formatted(cell, period, TIMES, -TimeText.YEARS_BEFORE, TimeText.YEARS_AFTER),
                                TimeText.NEAR));
    }

    /**
     * Finds what a check refuses: whether it is empty, the first file that has such a value, and the value. Empty where the files don't
     * have the column.
     */
    Optional<String> find(Check check) {
        Integer place = first.place(check.column());
        if (place == null) {
            return Optional.empty();
        }
        return Optional.of(
                "select coalesce(trim(original), '') in ('', 'NULL'), min(path), min_by(original, path) from (select"
                        + " \"$path\" as path, substr(cast(" + quoted(place) + " as varchar), 1, " + MOST_SHOWN
                        + ") as original" + from() + " and (" + check.wrong() + ")) group by 1 order by 1");
    }

    /** The odd lines as they are. */
    String oddLines() {
        return whole(List.of()).lines(odd());
    }

    RowCheck oddCheck() {
        return whole(List.of()).check();
    }

    /**
     * Lines as they are, with all columns that are read.
     *
     * @param further columns by their places
     */
    WholeLines whole(List<Integer> further) {
        return new WholeLines(this, schema, first, further);
    }
}
