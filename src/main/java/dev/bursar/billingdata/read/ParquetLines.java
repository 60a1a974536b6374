package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.BAD_VALUE;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.MIXED;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.ReadProgress.Step;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Checks Parquet in DuckDB and says how its lines are read. A double is worth its shortest decimal text: where a decimal of ten
 * places and at most 15 digits is that very double again, it is that text, and found much faster than by writing it.
 */
final class ParquetLines {
    private static final String TIMES = "timestamp '%d-01-01' and timestamp '%d-12-31 23:59:59.999999'"
            .formatted(TimeText.FIRST_YEAR, TimeText.LAST_YEAR);
    /** Below this a number with ten places has at most 15 digits, which is what any double tells apart. */
    private static final String FITS = "(abs(%1$s) < 1e5 and round(%1$s * 1e10) / 1e10 = %1$s)";
    /** The most digits that {@link #FITS} leaves, after the point and before it. */
    private static final int USUAL_SCALE = 10;

    private static final int USUAL_WHOLE = 5;

    /** What DuckDB calls the type of a column that was written without one, because it has no values. */
    private static final String NO_TYPE = "\"NULL\"";
    /** A map as writers without maps have it. */
    private static final String ENTRIES = "STRUCT(\"key\" VARCHAR, \"value\" VARCHAR)[]";

    private final DuckDbEngine engine;
    private final List<ChargeFile> files;
    private final List<Path> paths;
    private final Set<String> tagKeys;

    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<LineColumn, Shape> shapes = new LinkedHashMap<>();
    private final SortedMap<String, Map<String, BigDecimal>> totals = new TreeMap<>();
    private List<String> listedTags = List.of();
    private long rows;
    private boolean oneCurrency = true;

    ParquetLines(DuckDbEngine engine, List<ChargeFile> files, List<Path> paths, Set<String> tagKeys) {
        this.engine = engine;
        this.files = files;
        this.paths = paths;
        this.tagKeys = tagKeys;
    }

    /** How a column's values come, the same for all files of a delivery. */
    private enum Shape {
        ABSENT,
        TEXT,
        TIME,
        DOUBLE,
        NUMBER_TEXT,
        MAP,
        JSON,
        LIST
    }

    /** A file: where its columns are and what DuckDB calls their types; {@link #NO_TYPE} where a column has no values. */
    private record Chunk(ChargeFile file, Path path, Header heading, List<String> types) {
        /** Null where the file has no such column, or no value in it. */
        @Nullable
        Integer place(LineColumn column) {
            Integer place = heading.place(column);
            return place == null || types.get(place).equals(NO_TYPE) ? null : place;
        }
    }

    Lines check() throws SQLException {
        for (int i = 0; i < files.size(); i++) {
            chunks.add(open(files.get(i), paths.get(i)));
        }
        LineFormat format = chunks.getFirst().heading().format();
        Set<String> listed = new TreeSet<>();
        Set<String> columns = new HashSet<>();
        chunks.forEach(chunk -> {
            listed.addAll(chunk.heading().tags().keySet());
            columns.addAll(chunk.heading().places().keySet());
        });
        var keys = new TagText(format, tagKeys, List.of());
        listedTags = listed.stream().filter(keys::wanted).toList();
        format.columns().forEach(column -> shapes.put(column, shape(column)));

        Map<LineColumn, Boolean> unusual = statistics(format);
        Map<Kind, Digits.Plan> plans = Map.of(
                Kind.COST, plan(Kind.COST, "costs", unusual),
                Kind.QUANTITY, plan(Kind.QUANTITY, "consumed quantities", unusual));
        String view = view(unusual, plans, false);
        boolean fine = plans.values().stream().anyMatch(plan -> plan.fine() != null);
        String fineView = fine ? view(unusual, plans, true) : null;
        if (!oneCurrency
                || shapes.keySet().stream().anyMatch(column -> column.kind() == Kind.COST && !exact(column, unusual))) {
            totals.clear();
            total(format, view);
            if (fineView != null) {
                total(format, fineView);
            }
        }
        return new Lines(format, view, fineView, tagText(), listedTags, columns, rows, totals);
    }

    private String view(Map<LineColumn, Boolean> unusual, Map<Kind, Digits.Plan> plans, boolean fine) {
        return "select "
                + shapes.keySet().stream()
                        .map(column -> cell(column, unusual, plans, fine) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + ", " + Lines.noCost(Objects.requireNonNull(plans.get(Kind.COST)), fine) + " from (" + raw() + ")";
    }

    private Chunk open(ChargeFile file, Path path) throws SQLException {
        var names = new ArrayList<String>();
        var elements = new ArrayList<Integer>();
        try {
            engine.query(
                    "select name, coalesce(num_children, 0) from parquet_schema(" + literal(path) + ")",
                    Step.CHECKING,
                    chunks.size(),
                    0,
                    rows -> {
                        for (long row = 0; row < rows.rowCount(); row++) {
                            names.add(rows.vector(0).getString(row));
                            elements.add((int) rows.vector(1).getLong(row));
                        }
                    });
            List<String> columns = new ArrayList<>();
            for (int at = 1; at < names.size(); at = after(at, elements)) {
                columns.add(names.get(at));
            }
            Header heading = Header.of(file.name(), columns);
            CsvLines.sameFormat(chunks.stream().map(Chunk::heading).toList(), heading, file);
            var types = new ArrayList<String>();
            engine.query(
                    "select column_type from (describe select * from " + file(path, false) + ")",
                    Step.CHECKING,
                    chunks.size(),
                    0,
                    rows -> {
                        for (long row = 0; row < rows.rowCount(); row++) {
                            types.add(rows.vector(0).getString(row));
                        }
                    });
            if (types.size() != columns.size()) {
                throw new SQLException(
                        "The schema has %d columns, the data %d".formatted(columns.size(), types.size()));
            }
            emptyColumns(path, heading, types);
            return new Chunk(file, path, heading, types);
        } catch (SQLException e) {
            throw engine.refused(e, List.of(file));
        }
    }

    /** Takes the type from columns that may be empty, are, and got another type than theirs from a writer that guesses. */
    private void emptyColumns(Path path, Header heading, List<String> types) throws SQLException {
        for (LineColumn column : heading.format().columns()) {
            Integer place = heading.place(column);
            if (place != null
                    && !column.filled()
                    && shape(column, types.get(place)).isEmpty()) {
                String names =
                        IntStream.range(0, types.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
                engine.query(
                        "select count(c%d) from %s as t(%s)".formatted(place, file(path, false), names),
                        Step.CHECKING,
                        chunks.size(),
                        0,
                        counted -> {
                            if (counted.vector(0).getLong(0) == 0) {
                                types.set(place, NO_TYPE);
                            }
                        });
            }
        }
    }

    /** The refusal that an error while the files are read is: of the first file that can't be read alone either. */
    ChargeFileRefused refused(SQLException e) {
        ChargeFileRefused refused = engine.refused(e, files);
        if (files.size() == 1 || refused.reason() != ChargeFileRefused.Reason.DAMAGED) {
            return refused;
        }
        for (Chunk chunk : chunks) {
            String source = raw(chunk, file(chunk.path(), false), false);
            String values = shapes.keySet().stream().map(LineColumn::name).collect(Collectors.joining(", "));
            try {
                engine.query(
                        "select count(*) from (" + source + ") where hash(" + values + ") is null",
                        Step.CHECKING,
                        0,
                        0,
                        none -> {});
            } catch (SQLException alone) {
                return engine.refused(alone, List.of(chunk.file()));
            }
        }
        return refused;
    }

    private static int after(int at, List<Integer> children) {
        int next = at;
        for (long left = 1; left > 0 && next < children.size(); next++) {
            left += Math.max(0, children.get(next)) - 1;
        }
        return next;
    }

    private Shape shape(LineColumn column) {
        if (column.kind() == Kind.TAGS && !listedTags.isEmpty()) {
            return Shape.LIST;
        }
        Set<Shape> found = new LinkedHashSet<>();
        for (Chunk chunk : chunks) {
            Integer place = chunk.place(column);
            if (place != null || column.filled()) {
                found.add(shape(chunk, column));
            }
        }
        if (found.isEmpty()) {
            return Shape.ABSENT;
        }
        if (found.size() > 1 && column.isNumber()) {
            return Shape.NUMBER_TEXT;
        }
        if (found.size() > 1) {
            throw ChargeFileRefused.column(
                    MIXED,
                    null,
                    column.name(),
                    "The delivery's files have different types in the column %s.".formatted(column.name()),
                    "Import the files of one export at a time.");
        }
        return found.iterator().next();
    }

    private static Shape shape(Chunk chunk, LineColumn column) {
        String type = chunk.types().get(Objects.requireNonNull(chunk.heading().place(column)));
        return shape(column, type).orElseThrow(() -> {
            String expected = switch (column.kind()) {
                case TEXT, ACCOUNT, CURRENCY -> "text";
                case PRODUCT_NAME -> "text or a map of texts";
                case TIME -> "a date or timestamp";
                case COST, QUANTITY -> "a double or a decimal";
                case TAGS -> "a map of texts or JSON";
            };
            return ChargeFileRefused.column(
                    BAD_VALUE,
                    chunk.file().name(),
                    chunk.heading().name(column),
                    "The column's type is %s where %s was expected.".formatted(ChargeFileRefused.shown(type), expected),
                    "Import the file as it was delivered, not as another program saved it.");
        });
    }

    /** How values of the type come; empty where a column of this kind has no such type. */
    private static Optional<Shape> shape(LineColumn column, String type) {
        boolean text = type.equals("VARCHAR") || type.equals("JSON");
        boolean map = type.equals("MAP(VARCHAR, VARCHAR)") || type.equals(ENTRIES);
        return Optional.ofNullable(
                switch (column.kind()) {
                    case TEXT, ACCOUNT, CURRENCY -> text ? Shape.TEXT : null;
                    case PRODUCT_NAME -> map ? Shape.MAP : text ? Shape.TEXT : null;
                    case TIME -> text || type.startsWith("TIMESTAMP") || type.equals("DATE") ? Shape.TIME : null;
                    case COST, QUANTITY ->
                        type.equals("DOUBLE") ? Shape.DOUBLE : number(type) ? Shape.NUMBER_TEXT : null;
                    case TAGS -> map ? Shape.MAP : text ? Shape.JSON : null;
                });
    }

    private static boolean number(String type) {
        return type.equals("VARCHAR") || type.startsWith("DECIMAL") || type.endsWith("INT") || type.endsWith("INTEGER");
    }

    /** All files' lines with the format's columns as they come, files of the same columns read as one. */
    private String raw() {
        Map<String, List<Chunk>> alike = chunks.stream()
                .collect(Collectors.groupingBy(
                        chunk -> chunk.heading() + " " + chunk.types(), LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream()
                .map(same -> raw(
                        same.getFirst(),
                        "read_parquet([%s], binary_as_string = true)"
                                .formatted(same.stream()
                                        .map(chunk -> literal(chunk.path()))
                                        .collect(Collectors.joining(", "))),
                        false))
                .collect(Collectors.joining(" union all "));
    }

    private String raw(Chunk chunk, String source, boolean numbered) {
        Stream<String> names = IntStream.range(0, chunk.types().size()).mapToObj(i -> "c" + i);
        return "select "
                + shapes.keySet().stream()
                        .map(column -> raw(chunk, column) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + (numbered ? ", file_row" : "")
                + " from " + source + " as t("
                + (numbered ? Stream.concat(names, Stream.of("file_row")) : names).collect(Collectors.joining(", "))
                + ")";
    }

    private String raw(Chunk chunk, LineColumn column) {
        Shape shape = shapes.getOrDefault(column, Shape.ABSENT);
        if (shape == Shape.LIST) {
            return listedTags.stream()
                    .map(key -> {
                        Integer place = chunk.heading().tags().get(key);
                        return place == null ? "cast(null as varchar)" : "cast(c%d as varchar)".formatted(place);
                    })
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        Integer place = chunk.place(column);
        if (place == null) {
            return "cast(null as %s)"
                    .formatted(
                            switch (shape) {
                                case TIME -> "timestamp";
                                case DOUBLE -> "double";
                                case MAP -> column.kind() == Kind.TAGS ? "map(varchar, varchar)" : "varchar";
                                case ABSENT, TEXT, NUMBER_TEXT, JSON, LIST -> "varchar";
                            });
        }
        String type = chunk.types().get(place);
        String cell = type.equals(ENTRIES)
                ? "map_from_entries(c%d)".formatted(place)
                : type.equals("JSON") ? "cast(c%d as varchar)".formatted(place) : "c" + place;
        return switch (shape) {
            case TEXT ->
                column.kind() == Kind.PRODUCT_NAME && chunk.heading().productIsMap()
                        ? "json_extract_string(%s, '$.product_name')".formatted(cell)
                        : "nullif(%s, 'NULL')".formatted(cell);
            case TIME -> time(cell, type);
            case NUMBER_TEXT -> "nullif(nullif(trim(cast(%s as varchar)), ''), 'NULL')".formatted(cell);
            case MAP -> column.kind() == Kind.TAGS ? wantedTags(chunk, cell) : cell + "['product_name']";
            case JSON -> "nullif(nullif(nullif(trim(%s), ''), 'NULL'), 'null')".formatted(cell);
            case ABSENT, DOUBLE, LIST -> cell;
        };
    }

    private static String time(String cell, String type) {
        return switch (type) {
            case "VARCHAR" ->
                ("case when regexp_full_match(%1$s, '\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d([.]\\d{1,9})?)?"
                                + "( ?(UTC|Z|[+]00(:?00)?))?)?') then try_cast(replace(substr(%1$s, 1, 19), 'T', ' ') as timestamp)"
                                + " end")
                        .formatted(cell);
            case "TIMESTAMP" -> cell;
            case "TIMESTAMPTZ_NS" -> "cast(cast(%s as timestamp with time zone) as timestamp)".formatted(cell);
            default -> "cast(%s as timestamp)".formatted(cell);
        };
    }

    private String wantedTags(Chunk chunk, String cell) {
        return tagKeys.isEmpty()
                ? cell
                : "map_from_entries(%s)".formatted(wantedEntries(chunk.heading().format(), cell));
    }

    private String wantedEntries(LineFormat format, String map) {
        if (tagKeys.isEmpty()) {
            return "map_entries(%s)".formatted(map);
        }
        Stream<String> keys = format == LineFormat.FOCUS
                ? tagKeys.stream()
                : tagKeys.stream().flatMap(key -> Stream.of(key, "user:" + key, "user_" + key));
        return "list_filter(map_entries(%s), lambda entry: entry.key in (%s))"
                .formatted(map, keys.sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ")));
    }

    /**
     * Counts the lines, looks whether something is wrong with them, and adds up the costs where all are in one currency.
     *
     * @return the columns of numbers that need more than {@link #FITS} tests
     */
    private Map<LineColumn, Boolean> statistics(LineFormat format) throws SQLException {
        var checked = new LinkedHashMap<LineColumn, String>();
        var doubles = new ArrayList<LineColumn>();
        shapes.forEach((column, shape) -> {
            String wrong = wrong(column, shape);
            if (!wrong.isEmpty()) {
                checked.put(column, wrong);
            }
            if (shape == Shape.DOUBLE) {
                doubles.add(column);
            }
        });
        // one answer for all that may be wrong: a quarter faster than one for each
        String currency = format.currency().name();
        var questions = new ArrayList<String>(List.of(
                "count(*)",
                "min(%s)".formatted(currency),
                "max(%s)".formatted(currency),
                "coalesce(bool_or((" + String.join(") or (", checked.values()) + ")), false)"));
        doubles.forEach(column -> {
            questions.add("coalesce(bool_and(" + FITS.formatted(column.name()) + "), true)");
            questions.add("sum(try_cast(%s as decimal(18, 10)))".formatted(column.name()));
        });
        Map<LineColumn, Boolean> unusual = new HashMap<>();
        shapes.forEach((column, shape) -> unusual.put(column, shape == Shape.NUMBER_TEXT));
        boolean[] wrong = new boolean[1];
        engine.query(
                "select " + String.join(", ", questions) + " from (" + raw() + ")",
                Step.CHECKING,
                0,
                parquetRows(),
                found -> {
                    rows = found.vector(0).getLong(0);
                    wrong[0] = found.vector(3).getBoolean(0);
                    String first =
                            found.vector(1).isNull(0) ? "" : found.vector(1).getString(0);
                    oneCurrency = found.vector(2).isNull(0)
                            || first.equals(found.vector(2).getString(0));
                    int at = 4;
                    for (LineColumn column : doubles) {
                        boolean fits = found.vector(at++).getBoolean(0);
                        unusual.merge(column, !fits, Boolean::logicalOr);
                        DuckDBReadableVector sum = found.vector(at++);
                        if (!sum.isNull(0) && column.kind() == Kind.COST) {
                            totals.computeIfAbsent(first, any -> new LinkedHashMap<>())
                                    .put(column.name(), sum.getBigDecimal(0));
                        }
                    }
                });
        if (wrong[0]) {
            throw refused(checked.keySet());
        }
        return unusual;
    }

    private long parquetRows() throws SQLException {
        long[] sum = new long[1];
        for (Path path : paths) {
            engine.query(
                    "select num_rows from parquet_file_metadata(" + literal(path) + ")", Step.CHECKING, 0, 0, found -> {
                        for (long row = 0; row < found.rowCount(); row++) {
                            sum[0] += found.vector(0).getLong(row);
                        }
                    });
        }
        return sum[0];
    }

    /** The condition under which the column's value is refused; empty where any will do. */
    private static String wrong(LineColumn column, Shape shape) {
        String name = column.name();
        return switch (shape) {
            case TEXT ->
                Stream.of(
                                column.filled()
                                        ? "%1$s is null or %1$s = '' or length(%1$s) > %2$d"
                                                .formatted(name, column.longest())
                                        : "",
                                column.kind() == Kind.ACCOUNT
                                        ? "case when contains(%1$s, '+') then regexp_full_match(%1$s, '%2$s') else false end"
                                                .formatted(name, LineColumn.ROUNDED)
                                        : "")
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining(" or "));
            case TIME -> "coalesce(%s not between %s, true)".formatted(name, TIMES);
            case DOUBLE -> "not isfinite(%s)".formatted(name);
            case NUMBER_TEXT ->
                "length(%1$s) > 60 or not regexp_full_match(%1$s, '%2$s')".formatted(name, NumberText.PATTERN);
            case JSON -> "not json_valid(%1$s) or json_type(%1$s) <> 'OBJECT'".formatted(name);
            case ABSENT, MAP, LIST -> "";
        };
    }

    /** The refusal of the first row that is wrong in the first column that has such rows. */
    private RuntimeException refused(Set<LineColumn> columns) throws SQLException {
        for (LineColumn column : columns) {
            Optional<ChargeFileRefused> refused = refusedRow(column);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        // the files' own statistics, by which DuckDB skips rows, say something else than their rows
        return refused(new SQLException("No row is wrong"));
    }

    private Optional<ChargeFileRefused> refusedRow(LineColumn column) throws SQLException {
        Shape shape = shapes.getOrDefault(column, Shape.ABSENT);
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            long[] first = {-1};
            engine.query(
                    "select coalesce(min(file_row), -1) from (" + raw(chunk, file(chunk.path(), true), true)
                            + ") where " + wrong(column, shape),
                    Step.CHECKING,
                    i,
                    0,
                    found -> first[0] = found.vector(0).getLong(0));
            if (first[0] >= 0) {
                String expected = switch (shape) {
                    case TIME -> "a date or time of this century";
                    case DOUBLE, NUMBER_TEXT -> "a finite number";
                    case JSON -> "a JSON object of tags";
                    case TEXT ->
                        column.kind() == Kind.ACCOUNT
                                ? "an account with all its digits"
                                : "a text of at most %,d characters".formatted(column.longest());
                    case MAP, LIST, ABSENT -> "a value";
                };
                return Optional.of(ChargeFileRefused.row(
                        BAD_VALUE,
                        chunk.file().name(),
                        first[0] + 1,
                        chunk.heading().name(column),
                        "The row's %s is empty or something else where %s was expected."
                                .formatted(chunk.heading().name(column), expected),
                        "Import the file as it was delivered, not as another program saved it."));
            }
        }
        return Optional.empty();
    }

    /** The types for all numbers of a kind. */
    private Digits.Plan plan(Kind kind, String names, Map<LineColumn, Boolean> unusual) throws SQLException {
        var digits = new Digits();
        for (LineColumn column : shapes.keySet()) {
            if (column.kind() == kind && unusual.getOrDefault(column, false)) {
                measure(column, digits);
                if (shapes.get(column) == Shape.DOUBLE) {
                    digits.add(USUAL_SCALE, USUAL_WHOLE);
                }
            }
        }
        return digits.plan(rows, names);
    }

    /** Looks at the texts of the numbers that aren't usual. */
    private void measure(LineColumn column, Digits digits) throws SQLException {
        String name = column.name();
        String unusual = shapes.get(column) == Shape.NUMBER_TEXT ? "true" : "not " + FITS.formatted(name);
        String sql = """
                select cast(scale_of(t) as bigint), max(abs(cast(t as double)))
                  from (select cast(%1$s as varchar) as t from (%2$s) where %1$s is not null and %3$s)
                 group by 1
                """.formatted(name, raw(), unusual);
        engine.query(sql, Step.CHECKING, chunks.size(), rows, found -> {
            for (long row = 0; row < found.rowCount(); row++) {
                BigDecimal largest = new BigDecimal(found.vector(1).getDouble(row));
                // one more, as a double may be a little less than its text
                digits.add((int) found.vector(0).getLong(row), largest.precision() - largest.scale() + 1);
            }
        });
    }

    private String cell(
            LineColumn column, Map<LineColumn, Boolean> unusual, Map<Kind, Digits.Plan> plans, boolean fine) {
        String name = column.name();
        if (!column.isNumber()) {
            return name;
        }
        Digits.Plan plan = Objects.requireNonNull(plans.get(column.kind()));
        if (shapes.get(column) != Shape.DOUBLE) {
            return Lines.number(name, plan, fine);
        }
        String usual = fine
                ? "cast(0 as %s)".formatted(plan.fine() == null ? plan.coarse() : plan.fine())
                : plan.coarse().equals(Digits.USUAL)
                        ? "cast(%s as %s)".formatted(name, Digits.USUAL)
                        : "cast(cast(%s as %s) as %s)".formatted(name, Digits.USUAL, plan.coarse());
        return !fine && !unusual.getOrDefault(column, false)
                ? usual
                : "case when %s then %s else %s end"
                        .formatted(
                                FITS.formatted(name),
                                usual,
                                Lines.number("cast(%s as varchar)".formatted(name), plan, fine));
    }

    /** Whether the sums of the statistics are those of the lines. */
    private boolean exact(LineColumn column, Map<LineColumn, Boolean> unusual) {
        Shape shape = shapes.getOrDefault(column, Shape.ABSENT);
        return shape == Shape.ABSENT || shape == Shape.DOUBLE && !unusual.getOrDefault(column, false);
    }

    /** Adds the costs of a view up. */
    private void total(LineFormat format, String view) throws SQLException {
        List<LineColumn> costs = shapes.keySet().stream()
                .filter(column -> column.kind() == Kind.COST)
                .toList();
        String currency = format.currency().name();
        engine.query(
                "select " + currency + ", "
                        + costs.stream()
                                .map(column -> "sum(" + column.name() + ")")
                                .collect(Collectors.joining(", "))
                        + " from (" + view + ") group by 1",
                Step.CHECKING,
                chunks.size(),
                rows,
                found -> {
                    for (long row = 0; row < found.rowCount(); row++) {
                        for (int i = 0; i < costs.size(); i++) {
                            if (!found.vector(i + 1).isNull(row)) {
                                totals.computeIfAbsent(found.vector(0).getString(row), any -> new LinkedHashMap<>())
                                        .merge(
                                                costs.get(i).name(),
                                                found.vector(i + 1).getBigDecimal(row),
                                                BigDecimal::add);
                            }
                        }
                    }
                    ChargeReader.refuseMany(totals.size(), "currencies");
                });
    }

    private String tagText() {
        Shape shape = shapes.entrySet().stream()
                .filter(column -> column.getKey().kind() == Kind.TAGS)
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(Shape.ABSENT);
        LineFormat format = chunks.getFirst().heading().format();
        // as a list, which DuckDB writes much faster than a function of each entry; quotes within texts have a
        // backslash before them
        String text = "case when len(%1$s) > 0 then replace(cast(to_json(list_sort(%1$s)) as varchar),"
                + " '\"value\":null', '\"value\":\"\"') else '' end";
        return switch (shape) {
            case MAP -> text.formatted("map_entries(t)");
            case JSON -> text.formatted(wantedEntries(format, "cast(cast(t as json) as map(varchar, varchar))"));
            case LIST -> "cast(to_json(list_transform(t, lambda value: nullif(value, ''))) as varchar)";
            case ABSENT, TEXT, TIME, DOUBLE, NUMBER_TEXT -> "coalesce(t, '')";
        };
    }

    private static String file(Path path, boolean numbered) {
        return "read_parquet(%s, binary_as_string = true%s)"
                .formatted(literal(path), numbered ? ", file_row_number = true" : "");
    }

    private static String literal(Path path) {
        return DuckDbEngine.literal(path.toString());
    }
}
