package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.LineSchema.Chunk;
import dev.bursar.billingdata.read.LineSchema.Shape;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.billingdata.read.value.Digits;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.billingdata.read.value.TimeText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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
    /** Characters that are read of a value which is refused. */
    private static final int MOST_SHOWN = 200;

    private final DuckDbEngine engine;
    private final List<ChargeFile> files;
    private final Set<String> tagKeys;
    private final LineSchema schema;
    private final Faults faults;
    private final List<Chunk> chunks;
    private final Map<LineColumn, Shape> shapes;
    private final SortedMap<String, Map<String, BigDecimal>> totals = new TreeMap<>();
    private long rows;
    private boolean oneCurrency = true;
    /** A view of the format's columns over lines as they come. */
    private @Nullable UnaryOperator<String> views;
    /** The same of numbers with too many digits; null where there are none. */
    private @Nullable UnaryOperator<String> fineViews;

    ParquetLines(DuckDbEngine engine, List<ChargeFile> files, List<Path> paths, Set<String> tagKeys) {
        this.engine = engine;
        this.files = files;
        this.tagKeys = tagKeys;
        schema = new LineSchema(engine, files, paths, tagKeys, false);
        faults = schema.faults();
        chunks = schema.chunks();
        shapes = schema.shapes();
    }

    Lines check() throws SQLException {
        schema.open();
        LineFormat format = schema.format();
        Map<LineColumn, Boolean> unusual = statistics(format);
        Map<Kind, Digits.Plan> plans = Map.of(
                Kind.COST, plan(Kind.COST, "costs", unusual),
                Kind.QUANTITY, plan(Kind.QUANTITY, "consumed quantities", unusual));
        views = source -> view(unusual, plans, false, source);
        String view = view(unusual, plans, false, raw());
        boolean fine = plans.values().stream().anyMatch(plan -> plan.fine() != null);
        fineViews = fine ? source -> view(unusual, plans, true, source) : null;
        String fineView = fineViews == null ? null : fineViews.apply(raw());
        if (!oneCurrency
                || shapes.keySet().stream().anyMatch(column -> column.kind() == Kind.COST && !exact(column, unusual))) {
            totals.clear();
            total(format, view);
            if (fineView != null) {
                total(format, fineView);
            }
        }
        return new Lines(format, view, fineView, tagText(), schema.listedTags(), schema.columns(), rows, totals, null);
    }

    private String view(Map<LineColumn, Boolean> unusual, Map<Kind, Digits.Plan> plans, boolean fine, String source) {
        return "select "
                + shapes.keySet().stream()
                        .map(column -> cell(column, unusual, plans, fine) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + ", " + Lines.noCost(Objects.requireNonNull(plans.get(Kind.COST)), fine) + " from (" + source + ")";
    }

    /**
     * The checked lines that are wanted, each with its place at the end of its resource, so that the format's statement keeps them apart:
     * {@link LinePlace}.
     */
    Lines placed(WantedLines wanted, Lines all) {
        String source = placed(wanted);
        return new Lines(
                all.format(),
                Objects.requireNonNull(views).apply(source),
                fineViews == null ? null : fineViews.apply(source),
                all.tagText(),
                all.listedTags(),
                all.columns(),
                all.rows(),
                all.totals(),
                null);
    }

    private String placed(WantedLines wanted) {
        LineFormat format = schema.format();
        String resource = format.resource().name();
        String source = IntStream.range(0, chunks.size())
                .mapToObj(i -> "select *, " + LinePlace.sql(i) + " as line_place from ("
                        + raw(chunks.get(i), file(chunks.get(i).path(), true), null, true) + ") where "
                        + wanted.condition(format))
                .collect(Collectors.joining(" union all "));
        return "select * replace (coalesce(" + resource + ", '') || line_place as " + resource + ") from ("
                + named(source, format) + ")";
    }

    /**
     * Gives each line the name that its charge has, in the two steps in which the statement finds it: that is of all of the charge's
     * lines, which are of its day, account and resource.
     */
    private String named(String source, LineFormat format) {
        boolean named = shapes.entrySet().stream()
                .anyMatch(column -> column.getKey().kind() == Kind.PRODUCT_NAME && column.getValue() != Shape.ABSENT);
        if (!named) {
            return source;
        }
        List<String> texts = List.of(
                "bill_payer_account_id",
                "line_item_usage_account_id",
                "line_item_product_code",
                "product_region_code",
                "line_item_usage_type",
                "line_item_line_item_type",
                "line_item_resource_id",
                "line_item_currency_code",
                "pricing_unit");
        String day = "cast(" + format.chargePeriod().name() + " as date), ";
        String period = format.billingPeriod().name();
        String commitment = "coalesce(nullif(savings_plan_savings_plan_a_r_n, ''), reservation_reservation_a_r_n";
        return "select * replace (max(coalesce(nullif(product_product_name, ''), line_item_product_code, '')) over"
                + " (partition by " + day + "date_trunc('month', " + period + "), " + commitment
                + ", ''), tag_text(resource_tags), "
                + texts.stream().map("coalesce(%s, '')"::formatted).collect(Collectors.joining(", "))
                + ") as product_product_name) from (select * replace (max(product_product_name) over (partition by "
                + day
                + period + ", " + commitment + "), resource_tags, " + String.join(", ", texts)
                + ") as product_product_name) from (" + source + "))";
    }

    /**
     * Some columns of the lines at some places of a file as texts, in the lines' order; the table places has them.
     *
     * @param columns by their place, at least one
     */
    String originals(int file, List<Integer> columns) {
        List<String> types = chunks.get(file).types();
        String names =
                IntStream.range(0, types.size()).mapToObj(i -> "c" + i + ", ").collect(Collectors.joining());
        return "select "
                + columns.stream().map(i -> original(types.get(i), "c" + i)).collect(Collectors.joining(", "))
                + " from " + file(chunks.get(file).path(), true) + " as t(" + names
                + "file_row) where file_row in (select place from places where file = " + file + ") order by file_row";
    }

    private static String original(String type, String cell) {
        if (type.matches("(MAP|STRUCT).*|.*\\[\\]")) {
            return "cast(to_json(" + cell + ") as varchar)";
        }
        // all times are UTC, whether or not the file says so
        return type.startsWith("TIMESTAMP")
                ? "cast(cast(" + cell + " as timestamp) as varchar)"
                : "cast(" + cell + " as varchar)";
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** The refusal that an error while the files are read is: of the first file that can't be read alone either. */
    ChargeFileRefused refused(SQLException e) {
        ChargeFileRefused refused = engine.refused(e, files);
        if (files.size() == 1 || refused.reason() != ChargeFileRefused.Reason.DAMAGED) {
            return refused;
        }
        for (Chunk chunk : chunks) {
            String source = raw(chunk, file(chunk.path(), false), null);
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
                        null))
                .collect(Collectors.joining(" union all "));
    }

    /** @param numbered the column of which {@code original} has the text beside {@code file_row}; null where neither is needed */
    private String raw(Chunk chunk, String source, @Nullable LineColumn numbered) {
        return raw(chunk, source, numbered, numbered != null);
    }

    /** @param placed whether the source has the number of each row, which {@code file_row} has then */
    private String raw(Chunk chunk, String source, @Nullable LineColumn numbered, boolean placed) {
        Stream<String> names = IntStream.range(0, chunk.types().size()).mapToObj(i -> "c" + i);
        return "select "
                + shapes.keySet().stream()
                        .map(column -> raw(chunk, column) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + (placed ? ", file_row" : "")
                + (numbered == null
                        ? ""
                        : ", left(cast(c%d as varchar), %d) as original"
                                .formatted(Objects.requireNonNull(chunk.place(numbered)), MOST_SHOWN))
                + " from " + source + " as t("
                + (!placed ? names : Stream.concat(names, Stream.of("file_row"))).collect(Collectors.joining(", "))
                + ")";
    }

    private String raw(Chunk chunk, LineColumn column) {
        Shape shape = shapes.getOrDefault(column, Shape.ABSENT);
        if (shape == Shape.LIST) {
            return schema.listedTags().stream()
                    .map(key -> {
                        Integer place = chunk.heading().tags().get(key);
                        return place == null ? "cast(null as varchar)" : "cast(c%d as varchar)".formatted(place);
                    })
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        Integer place = chunk.place(column);
        if (place == null || shape == Shape.ABSENT) {
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
        String cell = type.equals(LineSchema.ENTRIES)
                ? "map_from_entries(c%d)".formatted(place)
                : type.equals("JSON") ? "cast(c%d as varchar)".formatted(place) : "c" + place;
        return switch (shape) {
            case TEXT ->
                column.kind() == Kind.PRODUCT_NAME && chunk.heading().productIsMap()
                        ? "json_extract_string(%s, '$.product_name')".formatted(cell)
                        : "nullif(%s, 'NULL')".formatted(cell);
            case TIME -> time(cell, type);
            case NUMBER_TEXT -> "nullif(nullif(trim(cast(%s as varchar)), ''), 'NULL')".formatted(cell);
            case MAP ->
                column.kind() == Kind.TAGS ? wantedTags(chunk, allTags(chunk, cell)) : cell + "['product_name']";
            case JSON -> "nullif(nullif(nullif(trim(%s), ''), 'NULL'), 'null')".formatted(cell);
            case DOUBLE, ABSENT, LIST -> cell;
        };
    }

    /** The map of resources' tags, with what the column tags says of others. */
    private static String allTags(Chunk chunk, String cell) {
        Integer others = chunk.heading().otherTags();
        if (others == null) {
            return cell;
        }
        String type = chunk.types().get(others);
        if (!LineSchema.isMap(type)) {
            return cell;
        }
        String map = type.equals(LineSchema.ENTRIES) ? "map_from_entries(c%d)".formatted(others) : "c" + others;
        return "map_concat(%s, map_from_entries(list_filter(map_entries(%s), lambda entry: not starts_with(entry.key, '%s'))))"
                .formatted(cell, map, TagText.OF_RESOURCES);
    }

    private static String time(String cell, String type) {
        return switch (type) {
            case "VARCHAR" ->
                ("case when regexp_full_match(%1$s, '\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d([.]\\d{1,9})?)?("
                                + " ?(UTC|Z|[+]00(:?00)?))?)?') then try_cast(replace(substr(%1$s, 1, 19), 'T', ' ') as timestamp)"
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
                : "map_from_entries(%s)".formatted(wantedEntries(chunk.heading().format(), cell, tagKeys));
    }

    private static String wantedEntries(LineFormat format, String map, Set<String> tagKeys) {
        if (tagKeys.isEmpty()) {
            return "map_entries(%s)".formatted(map);
        }
        Stream<String> keys = format == LineFormat.FOCUS
                ? tagKeys.stream()
                : tagKeys.stream()
                        .flatMap(key -> Stream.of(
                                key,
                                TagText.USER + key,
                                "user_" + key,
                                TagText.OF_RESOURCES + key,
                                TagText.OF_RESOURCES + TagText.USER + key));
        return "list_filter(map_entries(%s), lambda entry: entry.key in (%s))"
                .formatted(map, keys.sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ")));
    }

    /**
     * Counts the lines, looks whether something is wrong with them, and adds up the costs where all are in one currency.
     *
     * @return the columns of numbers that need more than {@link #FITS} tests
     */
    private Map<LineColumn, Boolean> statistics(LineFormat format) throws SQLException {
        var checks = new ArrayList<Check>();
        var doubles = new ArrayList<LineColumn>();
        shapes.forEach((column, shape) -> {
            checks.addAll(checks(format, column, shape));
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
                "coalesce(bool_or(("
                        + checks.stream().map(Check::suspect).collect(Collectors.joining(") or ("))
                        + ")), false)"));
        doubles.forEach(column -> {
            questions.add("coalesce(bool_and(" + FITS.formatted(column.name()) + "), true)");
            questions.add("sum(try_cast(%s as decimal(18, 10)))".formatted(column.name()));
        });
        Map<LineColumn, Boolean> unusual = new HashMap<>();
        shapes.forEach((column, shape) -> unusual.put(column, shape == Shape.NUMBER_TEXT));
        boolean[] wrong = new boolean[1];
        String[] firstCurrency = {""};
        engine.query(
                "select " + String.join(", ", questions) + " from (" + raw() + ")",
                Step.CHECKING,
                0,
                schema.rows(),
                found -> {
                    rows = found.vector(0).getLong(0);
                    wrong[0] = found.vector(3).getBoolean(0);
                    String first =
                            found.vector(1).isNull(0) ? "" : found.vector(1).getString(0);
                    firstCurrency[0] = first;
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
        if (wrong[0] || !currenciesAreKnown(currency, firstCurrency[0])) {
            find(checks);
            if (!faults.any()) {
                // the files' own statistics, by which DuckDB skips rows, say something else than their rows
                throw refused(new SQLException("No row is wrong"));
            }
        }
        faults.refuse();
        return unusual;
    }

    /** Whether each currency of the lines is one. */
    private boolean currenciesAreKnown(String column, String first) throws SQLException {
        if (oneCurrency) {
            return first.isEmpty() || LineColumn.CURRENCIES.contains(first);
        }
        var known = new boolean[] {true};
        engine.query(
                "select distinct %s from (%s)".formatted(column, raw()), Step.CHECKING, chunks.size(), rows, found -> {
                    for (long row = 0; row < found.rowCount(); row++) {
                        DuckDBReadableVector code = found.vector(0);
                        known[0] &= code.isNull(row) || LineColumn.CURRENCIES.contains(code.getString(row));
                    }
                });
        return known[0];
    }

    /**
     * A condition under which a value is refused.
     *
     * @param suspect the same, or what is quicker to tell and holds of some such values
     */
    private record Check(LineColumn column, String suspect, String wrong, String expected) {
        Check(LineColumn column, String wrong, String expected) {
            this(column, wrong, wrong, expected);
        }
    }

    private List<Check> checks(LineFormat format, LineColumn column, Shape shape) {
        String name = column.name();
        String empty = column.filled() ? "%s is null".formatted(name) : "false";
        return switch (shape) {
            case TEXT -> List.of(text(column, column.filled() ? "coalesce(%s, '') = ''".formatted(name) : "false"));
            case TIME -> {
                var time = new Check(
                        column, "coalesce(%s not between %s, true)".formatted(name, TIMES), column.expected());
                LineColumn period = format.billingPeriod();
                yield column == format.chargePeriod() && shapes.get(period) == Shape.TIME
                        ? List.of(
                                time,
                                new Check(
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
                List.of(new Check(column, "%s or not isfinite(%s)".formatted(empty, name), column.expected()));
            case NUMBER_TEXT ->
                List.of(new Check(
                        column,
                        "%1$s or length(%2$s) > 60 or not regexp_full_match(%2$s, '%3$s')"
                                .formatted(empty, name, NumberText.PATTERN),
                        column.expected()));
            case JSON ->
                List.of(new Check(
                        column,
                        "not json_valid(%1$s) or json_type(%1$s) <> 'OBJECT'".formatted(name),
                        column.expected()));
            case ABSENT, MAP, LIST -> List.of();
        };
    }

    private static Check text(LineColumn column, String empty) {
        String name = column.name();
        return switch (column.kind()) {
            case CURRENCY ->
                new Check(column, empty, empty + " or not " + among(name, LineColumn.CURRENCIES), column.expected());
            case CATEGORY ->
                new Check(column, empty + " or not " + among(name, LineColumn.CATEGORIES), column.expected());
            case ACCOUNT ->
                new Check(
                        column,
                        empty
                                + " or length(%1$s) > %2$d or case when contains(%1$s, '+') then regexp_full_match(%1$s, '%3$s') else false end"
                                        .formatted(name, LineColumn.LONGEST_TEXT, LineColumn.ROUNDED),
                        column.expected());
            case TEXT, PRODUCT_NAME, TIME, COST, QUANTITY, TAGS ->
                new Check(
                        column,
                        empty + " or length(%s) > %d".formatted(name, LineColumn.LONGEST_TEXT),
                        column.expected());
        };
    }

    private static String among(String name, Set<String> texts) {
        return name
                + texts.stream().sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ", " in (", ")"));
    }

    /** Finds the first row of each kind of fault in the first file that has it. */
    private void find(List<Check> checks) throws SQLException {
        for (Check check : checks) {
            for (int i = 0; i < chunks.size(); i++) {
                find(check, chunks.get(i), i);
            }
        }
    }

    private void find(Check check, Chunk chunk, int number) throws SQLException {
        LineColumn column = check.column();
        if (chunk.place(column) == null) {
            return;
        }
        engine.query(
                "select min(file_row), arg_min(original, file_row) from ("
                        + raw(chunk, file(chunk.path(), true), column) + ") where " + check.wrong()
                        + " group by coalesce(trim(original), '') in ('', 'NULL') order by 1",
                Step.CHECKING,
                number,
                0,
                found -> {
                    for (long row = 0; row < found.rowCount(); row++) {
                        DuckDBReadableVector text = found.vector(1);
                        String original =
                                text.isNull(row) ? "" : text.getString(row).strip();
                        faults.value(
                                chunk.file().name(),
                                found.vector(0).getLong(row) + 1,
                                chunk.heading().name(column),
                                original.isEmpty() || original.equals("NULL") ? null : original,
                                check.expected());
                    }
                });
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
                });
    }

    private String tagText() {
        return tagText(schema.tags(), schema.format(), tagKeys);
    }

    /** The SQL of the function tag_text, of its parameter t, for tags that come so. */
    static String tagText(Shape shape, LineFormat format, Set<String> tagKeys) {
        // as a list, which DuckDB writes much faster than a function of each entry; quotes within texts have a
        // backslash before them
        String text = "case when len(%1$s) > 0 then replace(cast(to_json(list_sort(%1$s)) as varchar),"
                + " '\"value\":null', '\"value\":\"\"') else '' end";
        return switch (shape) {
            case MAP -> text.formatted("map_entries(t)");
            case JSON ->
                text.formatted(wantedEntries(format, "cast(cast(t as json) as map(varchar, varchar))", tagKeys));
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
