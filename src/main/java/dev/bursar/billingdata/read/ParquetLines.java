package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.LineSchema.Chunk;
import dev.bursar.billingdata.read.LineSchema.Shape;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.billingdata.read.value.Digits;
import dev.bursar.billingdata.read.value.LinePlace;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.billingdata.read.value.TimeText;
import module java.base;
import java.sql.SQLException;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Checks Parquet in DuckDB and says how its lines are read. A double is worth its shortest decimal text: where a decimal of ten
 * places and at most 15 digits is that very double again, it is that text, and found much faster than by writing it.
 */
final class ParquetLines {
    /** Below this a number with ten places has at most 15 digits, which is what any double tells apart. */
    private static final String FITS = "(abs(%1$s) < 1e5 and round(%1$s * 1e10) / 1e10 = %1$s)";
    /** The most digits that {@link #FITS} leaves, after the point and before it. */
    private static final int USUAL_SCALE = 10;

    private static final int USUAL_WHOLE = 5;

    private final DuckDbEngine engine;
    private final List<ChargeFile> files;
    private final LineSchema schema;
    private final Faults faults;
    private final List<Chunk> chunks;
    private final Map<LineColumn, Shape> shapes;
    private final ParquetColumns columns;
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
        schema = new LineSchema(engine, files, paths, tagKeys, false);
        faults = schema.faults();
        chunks = schema.chunks();
        shapes = schema.shapes();
        columns = new ParquetColumns(schema, tagKeys);
    }

    Lines check() throws SQLException {
        schema.open();
        LineFormat format = schema.format();
        Map<LineColumn, Boolean> unusual = statistics(format);
        Map<Kind, Digits.Plan> plans = Map.of(
                Kind.COST, plan(Kind.COST, "costs", unusual),
                Kind.QUANTITY, plan(Kind.QUANTITY, "consumed quantities", unusual));
        views = source -> view(unusual, plans, false, source);
        String view = view(unusual, plans, false, columns.all());
        boolean fine = plans.values().stream().anyMatch(plan -> plan.fine() != null);
        fineViews = fine ? source -> view(unusual, plans, true, source) : null;
        String fineView = fineViews == null ? null : fineViews.apply(columns.all());
        if (!oneCurrency
                || shapes.keySet().stream().anyMatch(column -> column.kind() == Kind.COST && !exact(column, unusual))) {
            totals.clear();
            total(format, view);
            if (fineView != null) {
                total(format, fineView);
            }
        }
        return new Lines(
                format, view, fineView, columns.tagText(), schema.listedTags(), schema.columns(), rows, totals, null);
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
        String source = columns.placed(wanted.condition(schema.format()));
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

    /** As {@link ParquetColumns#originals}. */
    String originals(int file, List<Integer> places) {
        return columns.originals(file, places);
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
            String source = columns.of(chunk);
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

    /**
     * Counts the lines, looks whether something is wrong with them, and adds up the costs where all are in one currency.
     *
     * @return the columns of numbers that need more than {@link #FITS} tests
     */
    private Map<LineColumn, Boolean> statistics(LineFormat format) throws SQLException {
        var checks = new ArrayList<ValueCheck>();
        var doubles = new ArrayList<LineColumn>();
        shapes.forEach((column, shape) -> {
            checks.addAll(ValueCheck.of(format, column, shapes));
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
                        + checks.stream().map(ValueCheck::suspect).collect(Collectors.joining(") or ("))
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
                "select " + String.join(", ", questions) + " from (" + columns.all() + ")",
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
                "select distinct %s from (%s)".formatted(column, columns.all()),
                Step.CHECKING,
                chunks.size(),
                rows,
                found -> {
                    for (long row = 0; row < found.rowCount(); row++) {
                        DuckDBReadableVector code = found.vector(0);
                        known[0] &= code.isNull(row) || LineColumn.CURRENCIES.contains(code.getString(row));
                    }
                });
        return known[0];
    }

    /** Finds the first row of each kind of fault in the first file that has it. */
    private void find(List<ValueCheck> checks) throws SQLException {
        for (ValueCheck check : checks) {
            for (int i = 0; i < chunks.size(); i++) {
                find(check, chunks.get(i), i);
            }
        }
    }

    private void find(ValueCheck check, Chunk chunk, int number) throws SQLException {
        LineColumn column = check.column();
        if (chunk.place(column) == null) {
            return;
        }
        engine.query(
                "select min(file_row), arg_min(original, file_row) from ("
                        + columns.withOriginal(chunk, column) + ") where " + check.wrong()
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
            """.formatted(name, columns.all(), unusual);
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
                case TEXT ->
                    column.kind() == LineColumn.Kind.CALLER
                            ? List.of() // a refusal would show a session
                            : List.of(
                                    text(column, column.filled() ? "coalesce(%s, '') = ''".formatted(name) : "false"));
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
                case TEXT, PRODUCT_NAME, TIME, COST, QUANTITY, TAGS, CALLER ->
                    new ValueCheck(
                            column,
                            empty + " or length(%s) > %d".formatted(name, LineColumn.LONGEST_TEXT),
                            column.expected());
            };
        }

        private static String among(String name, Set<String> texts) {
            return name
                    + texts.stream()
                            .sorted()
                            .map(DuckDbEngine::literal)
                            .collect(Collectors.joining(", ", " in (", ")"));
        }
    }
}
