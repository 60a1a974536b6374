package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.MIXED;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.ReadProgress.Step;
import module java.base;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which columns a delivery's Parquet files have and how their values come, by what stands at the files' ends. */
public final class LineSchema {
    /** What DuckDB calls the type of a column that was written without one, because it has no values. */
    public static final String NO_TYPE = "\"NULL\"";
    /** A map as writers without maps have it. */
    public static final String ENTRIES = "STRUCT(\"key\" VARCHAR, \"value\" VARCHAR)[]";

    private final DuckDbEngine engine;
    private final List<ChargeFile> files;
    private final List<Path> paths;
    private final Set<String> tagKeys;
    private final boolean footersOnly;
    private final Faults faults = new Faults();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<LineColumn, Shape> shapes = new LinkedHashMap<>();
    private List<String> listedTags = List.of();
    private final List<Map<String, Long>> sizes = new ArrayList<>();
    private List<Long> bytes = List.of();

    /** @param footersOnly whether of each file only the end is there */
    LineSchema(
            DuckDbEngine engine, List<ChargeFile> files, List<Path> paths, Set<String> tagKeys, boolean footersOnly) {
        this.engine = engine;
        this.files = files;
        this.paths = paths;
        this.tagKeys = tagKeys;
        this.footersOnly = footersOnly;
    }

    /** How a column's values come, the same for all files of a delivery. */
    public enum Shape {
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
    public record Chunk(ChargeFile file, Path path, Header heading, List<String> names, List<String> types, long rows) {
        /** Null where the file has no such column, or no value in it. */
        public @Nullable Integer place(LineColumn column) {
            Integer place = heading.place(column);
            return place == null || types.get(place).equals(NO_TYPE) ? null : place;
        }
    }

    /**
     * Reads the ends of files.
     *
     * @param ends files of which only the end has been written, of the files' own sizes
     * @throws ChargeFileRefused when columns are missing or of other types, with all of them
     */
    public static LineSchema ofEnds(
            List<ChargeFile> ends, Set<String> tagKeys, PrivateFolder folder, ReadLimits limits, ReadListener watch)
            throws IOException {
        List<Path> paths = ends.stream().map(ChargeFile::path).toList();
        for (ChargeFile end : ends) {
            Container.of(end);
        }
        var reporter = new ReadReporter(watch, ends.size());
        try (var engine = new DuckDbEngine(folder.path(), paths, limits, limits.diskMegabytes(), reporter)) {
            var schema = new LineSchema(engine, ends, paths, tagKeys, true);
            schema.open();
            schema.faults.refuse();
            schema.bytes = schema.packed();
            schema.measure();
            return schema;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB can't be used", e);
        }
    }

    void open() throws SQLException {
        for (int i = 0; i < files.size(); i++) {
            chunks.add(open(files.get(i), paths.get(i)));
        }
        LineFormat format = format();
        Set<String> listed = new TreeSet<>();
        chunks.forEach(chunk -> listed.addAll(chunk.heading().tags().keySet()));
        var keys = new TagText(format, tagKeys, List.of());
        listedTags = listed.stream().filter(keys::wanted).toList();
        chunks.forEach(chunk ->
                faults.missing(chunk.file().name(), format, chunk.heading().missing()));
        format.columns().forEach(column -> shapes.put(column, shape(column)));
    }

    public LineFormat format() {
        return chunks.getFirst().heading().format();
    }

    public List<Chunk> chunks() {
        return chunks;
    }

    public Map<LineColumn, Shape> shapes() {
        return shapes;
    }

    /** How tags come. */
    public Shape tags() {
        return shapes.entrySet().stream()
                .filter(column -> column.getKey().kind() == Kind.TAGS)
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(Shape.ABSENT);
    }

    /** Keys of the tags that have columns of their own, in their order. */
    public List<String> listedTags() {
        return listedTags;
    }

    public Set<String> tagKeys() {
        return tagKeys;
    }

    Faults faults() {
        return faults;
    }

    /** Which of the format's columns there are. */
    public Set<String> columns() {
        Set<String> columns = new HashSet<>();
        chunks.forEach(chunk -> columns.addAll(chunk.heading().places().keySet()));
        return columns;
    }

    /** How many lines the files have. */
    public long rows() {
        return chunks.stream().mapToLong(Chunk::rows).sum();
    }

    /** Bytes of the columns that are read, as they lie in the files; 0 where whole files are read. */
    public long bytes() {
        return bytes.stream().mapToLong(Long::longValue).sum();
    }

    /** The same of one of the {@link #chunks}. */
    public long bytes(int chunk) {
        return bytes.isEmpty() ? 0 : bytes.get(chunk);
    }

    /** By file and column, bytes as they lie there; nothing where whole files are read. */
    public List<Map<String, Long>> sizes() {
        return sizes;
    }

    private void measure() throws SQLException {
        for (Chunk chunk : chunks) {
            Map<String, Long> columns = new HashMap<>();
            engine.query(
                    ("select split_part(path_in_schema, ', ', 1), cast(coalesce(sum(total_compressed_size), 0) as bigint)"
                                    + " from parquet_metadata(%s) group by 1")
                            .formatted(literal(chunk.path())),
                    Step.CHECKING,
                    chunks.size(),
                    0,
                    rows -> {
                        for (long row = 0; row < rows.rowCount(); row++) {
                            columns.put(
                                    rows.vector(0).getString(row),
                                    rows.vector(1).getLong(row));
                        }
                    });
            sizes.add(columns);
        }
    }

    private List<Long> packed() throws SQLException {
        var packed = new ArrayList<Long>();
        for (Chunk chunk : chunks) {
            Set<Integer> places = new TreeSet<>(chunk.heading().places().values());
            places.addAll(chunk.heading().tags().values());
            packed.add(count("select coalesce(sum(total_compressed_size), 0) from parquet_metadata(%s)"
                            .formatted(literal(chunk.path()))
                    + places.stream()
                            .map(place -> DuckDbEngine.literal(chunk.names().get(place)))
                            .collect(
                                    Collectors.joining(", ", " where split_part(path_in_schema, ', ', 1) in (", ")"))));
        }
        return packed;
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
            return new Chunk(file, path, heading, columns, types, rows(path));
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
                boolean empty = footersOnly
                        ? emptyBySayingSo(path, heading.name(column))
                        : emptyByCounting(path, place, types.size());
                if (empty) {
                    types.set(place, NO_TYPE);
                }
            }
        }
    }

    private boolean emptyByCounting(Path path, int place, int columns) throws SQLException {
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return count("select count(c%d) from %s as t(%s)".formatted(place, file(path, false), names)) == 0;
    }

    /** Whether the file says of each of its parts how many values are missing, and that all are. */
    private boolean emptyBySayingSo(Path path, String column) throws SQLException {
        return count("select coalesce(sum(num_values - coalesce(stats_null_count, 0)), 0) from parquet_metadata(%s)"
                                .formatted(literal(path))
                        + " where path_in_schema = " + DuckDbEngine.literal(column))
                == 0;
    }

    private long rows(Path path) throws SQLException {
        return count("select sum(num_rows) from parquet_file_metadata(" + literal(path) + ")");
    }

    private long count(String sql) throws SQLException {
        var number = new long[1];
        engine.query("select cast((" + sql + ") as bigint)", Step.CHECKING, chunks.size(), 0, found -> {
            if (found.rowCount() > 0) {
                number[0] = found.vector(0).getLong(0);
            }
        });
        return number[0];
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
        boolean readable = true;
        for (Chunk chunk : chunks) {
            // a column that may not be empty has values, whatever its type
            Integer place = column.filled() ? chunk.heading().place(column) : chunk.place(column);
            if (place != null) {
                Optional<Shape> shape = shape(chunk, column, chunk.types().get(place));
                shape.ifPresent(found::add);
                readable &= shape.isPresent();
            }
        }
        if (found.isEmpty() || !readable) {
            return Shape.ABSENT;
        }
        if (found.size() > 1 && column.isNumber()) {
            return Shape.NUMBER_TEXT;
        }
        if (found.size() > 1) {
            throw ChargeFileRefused.column(MIXED, null, column.name(), new ChargeFileFault.TypesDiffer(column.name()));
        }
        return found.iterator().next();
    }

    /** How the file's values come; empty, and a fault, where they can't be read. */
    private Optional<Shape> shape(Chunk chunk, LineColumn column, String type) {
        Optional<Shape> shape = shape(column, type);
        if (shape.isEmpty()) {
            String expected = switch (column.kind()) {
                case TEXT, ACCOUNT, CURRENCY, CATEGORY, CALLER -> "text";
                case PRODUCT_NAME -> "text or a map of texts";
                case TIME -> "a date or timestamp";
                case COST, QUANTITY -> "a double or a decimal";
                case TAGS -> "a map of texts or JSON";
            };
            faults.type(chunk.file().name(), chunk.heading().name(column), type, expected);
        }
        return shape;
    }

    /** How values of the type come; empty where a column of this kind has no such type. */
    private static Optional<Shape> shape(LineColumn column, String type) {
        boolean text = type.equals("VARCHAR") || type.equals("JSON");
        boolean map = isMap(type);
        return Optional.ofNullable(
                switch (column.kind()) {
                    case TEXT, ACCOUNT, CURRENCY, CATEGORY, CALLER -> text ? Shape.TEXT : null;
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

    public static boolean isMap(String type) {
        return type.equals("MAP(VARCHAR, VARCHAR)") || type.equals(ENTRIES);
    }

    private static String file(Path path, boolean numbered) {
        return "read_parquet(%s, binary_as_string = true%s)"
                .formatted(literal(path), numbered ? ", file_row_number = true" : "");
    }

    private static String literal(Path path) {
        return DuckDbEngine.literal(path.toString());
    }
}
