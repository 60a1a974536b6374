package dev.bursar.simulator.athena;

import dev.bursar.simulator.athena.Execution.QueryFailed;
import dev.bursar.simulator.athena.Execution.S3Folder;
import dev.bursar.simulator.exports.Bucket;
import module java.base;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** Runs one query over copies of the objects that it reads. */
final class DuckDb implements AutoCloseable {
    private static final Pattern NO_TABLE =
            Pattern.compile("Table with name (\\S+) does not exist", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_COLUMN = Pattern.compile("Referenced column \"([^\"]+)\" not found");

    private final Connection connection;
    private final Path folder;
    private long scanned;

    /** A column of a query's rows and its type in DuckDB's words. */
    record Column(String name, String type) {}

    DuckDb() {
        var settings = new Properties();
        settings.setProperty("threads", "2");
        settings.setProperty("memory_limit", "512MB");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        try {
            folder = Files.createTempDirectory("simulator-athena");
            connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
            run("set TimeZone = 'UTC'");
            for (var macro : TrinoWords.MACROS) {
                run("create macro " + macro);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Bytes of the columns that the query names, in the files that it reads. */
    long scanned() {
        return scanned;
    }

    /**
     * Makes a table readable if the query names it. Of its files only those are read that the query names, where it names any, as Trino
     * does with conditions on {@code "$path"}.
     */
    void table(String name, Statement.Create table, Bucket bucket, S3Folder location, String query) throws QueryFailed {
        if (!names(query, name)) {
            return;
        }
        var addresses = new LinkedHashMap<String, String>();
        for (var key : bucket.keys(location.prefix())) {
            if (location.shows(key)) {
                addresses.put(key, "s3://" + bucket.name() + "/" + key);
            }
        }
        var read = files(query, name);
        addresses.values().removeIf(address -> read.stream().noneMatch(place -> place.test(address)));
        try {
            var selects = new ArrayList<String>();
            for (var object : addresses.entrySet()) {
                var content = bucket.content(object.getKey());
                if (content != null) {
                    var file = folder.resolve("%s-%05d.parquet".formatted(name, selects.size()));
                    Files.write(file, content.bytes());
                    selects.add(file(table, file, object.getValue(), query));
                }
            }
            selects.add(table.columns().entrySet().stream()
                    .map(column -> cell("null", column))
                    .collect(Collectors.joining(", ", "select ", ", cast(null as varchar) as \"$path\" where false")));
            run("create view \"" + name + "\" as " + String.join(" union all ", selects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static boolean names(String query, String name) {
        return word(name, "").matcher(query).find();
    }

    private static Pattern word(String word, String after) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])" + after, Pattern.CASE_INSENSITIVE);
    }

    /** For each place where the query reads the table, which of its files. */
    private static List<Predicate<String>> files(String query, String table) {
        return word(table, "(?:\\s+where\\s+\"\\$path\"\\s+in\\s+\\(([^)]*)\\))?")
                .matcher(query)
                .results()
                .<Predicate<String>>map(place -> {
                    var named = place.group(1);
                    return address -> named == null || named.contains("'" + address + "'");
                })
                .toList();
    }

    private static String cell(String value, Map.Entry<String, String> column) {
        return "cast(" + value + " as " + TrinoWords.type(column.getValue()) + ") as " + quoted(column.getKey());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A file's columns by their names in any case; one that the file doesn't have is null. */
    private String file(Statement.Create table, Path file, String address, String query)
            throws SQLException, QueryFailed {
        var read = "read_parquet('" + file + "', hive_partitioning = false)";
        Map<String, Column> there = new HashMap<>();
        try (var statement = connection.createStatement()) {
            for (var column : columns(statement.executeQuery("describe select * from " + read))) {
                there.put(column.name().toLowerCase(Locale.ROOT), column);
            }
        } catch (SQLException e) {
            throw QueryFailed.user(
                    1001, "HIVE_BAD_DATA: Malformed Parquet file. Expected magic number: PAR1 (" + address + ")");
        }
        var cells = new ArrayList<String>();
        var asked = new HashSet<String>();
        for (var column : table.columns().entrySet()) {
            var found = there.get(column.getKey());
            if (found != null && !isRead(found.type(), TrinoWords.type(column.getValue()))) {
                throw QueryFailed.user(
                        1001,
                        "HIVE_BAD_DATA: Field %s's type %s in parquet file %s is incompatible with type %s defined in table schema"
                                .formatted(column.getKey(), found.type(), address, column.getValue()));
            }
            cells.add(cell(found == null ? "null" : quoted(found.name()), column));
            if (found != null && names(query, found.name())) {
                asked.add(found.name());
            }
        }
        scan(file, asked);
        return "select " + String.join(", ", cells) + ", '" + address.replace("'", "''") + "' as \"$path\" from "
                + read;
    }

    private static boolean isRead(String type, String as) {
        var base = type.replace("JSON", "VARCHAR").replaceFirst("^TIMESTAMP.*", "TIMESTAMP");
        return base.replace(" ", "").equalsIgnoreCase(as.replace(" ", ""))
                || base.equals("INTEGER") && as.equals("BIGINT")
                || base.equals("\"NULL\"");
    }

    private void scan(Path file, Set<String> columns) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select split_part(path_in_schema, ', ', 1), total_compressed_size"
                        + " from parquet_metadata('" + file + "')")) {
            while (rows.next()) {
                if (columns.contains(rows.getString(1))) {
                    scanned += rows.getLong(2);
                }
            }
        }
    }

    private static List<Column> columns(ResultSet described) throws SQLException {
        var columns = new ArrayList<Column>();
        while (described.next()) {
            columns.add(new Column(described.getString(1), described.getString(2)));
        }
        return columns;
    }

    /** Runs the query; its rows are kept for what is asked next. */
    List<Column> query(String query) throws QueryFailed {
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table found as " + TrinoWords.translated(query));
            return columns(statement.executeQuery("describe found"));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The rows as Athena writes them: doubles as Java does, all else as SQL does. */
    List<List<@Nullable String>> rows(List<Column> columns) throws QueryFailed {
        var select = columns.stream()
                .map(column -> column.type().equals("DOUBLE")
                        ? quoted(column.name())
                        : "cast(" + quoted(column.name()) + " as varchar)")
                .collect(Collectors.joining(", ", "select ", " from found order by rowid"));
        var rows = new ArrayList<List<@Nullable String>>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            while (found.next()) {
                var row = new ArrayList<@Nullable String>();
                for (var i = 0; i < columns.size(); i++) {
                    row.add(text(found, columns.get(i), i + 1));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static @Nullable String text(ResultSet found, Column column, int place) throws SQLException {
        if (!column.type().equals("DOUBLE")) {
            return found.getString(place);
        }
        var number = found.getDouble(place);
        return found.wasNull() ? null : Double.toString(number);
    }

    /** The rows in one Parquet file, or in two where there are several; none where there are no rows. */
    List<byte[]> parquet(List<Column> columns) throws QueryFailed {
        var select = columns.stream()
                .map(column ->
                        quoted(column.name()) + " as " + quoted(column.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        var files = new ArrayList<byte[]>();
        try (var statement = connection.createStatement()) {
            for (var part = 0; part < 2; part++) {
                var file = folder.resolve("result-" + part + ".parquet");
                var which = "found where rowid % 2 = " + part;
                var any = statement
                        .executeQuery("select 1 from " + which + " limit 1")
                        .next();
                if (any) {
                    statement.execute("copy (select " + select + " from " + which + ") to '" + file
                            + "' (format parquet, compression zstd)");
                    files.add(Files.readAllBytes(file));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** In Trino's words where the portal looks at them. */
    private static QueryFailed failed(SQLException e) {
        var text = String.valueOf(e.getMessage());
        var table = NO_TABLE.matcher(text);
        if (table.find()) {
            return QueryFailed.user(
                    1301,
                    "TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.bursar." + table.group(1) + "' does not exist");
        }
        var column = NO_COLUMN.matcher(text);
        if (column.find()) {
            return QueryFailed.user(
                    1006, "COLUMN_NOT_FOUND: line 1:1: Column '" + column.group(1) + "' cannot be resolved");
        }
        return QueryFailed.user(1000, "GENERIC_USER_ERROR: " + text);
    }

    @Override
    public void close() {
        try {
            connection.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trino's words in those of DuckDB, as far as the portal's queries need it. */
    static final class TrinoWords {
        /** Functions that DuckDB has under another name. */
        static final List<String> MACROS = List.of(
                "regexp_like(s, p) as regexp_matches(s, p)",
                "is_finite(x) as isfinite(x)",
                "is_nan(x) as isnan(x)",
                "json_parse(s) as cast(s as json)",
                "json_format(j) as cast(j as varchar)",
                "json_extract_scalar(j, p) as json_extract_string(j, p)",
                "element_at(m, k) as map_extract_value(m, k)",
                "array_join(l, s) as array_to_string(l, s)",
                "array_sort(l) as list_sort(l)",
                "to_utf8(x) as x",
                // DuckDB's md5 is text already
                "to_hex(x) as x",
                "to_ieee754_64(x) as cast(x as bit)",
                "from_big_endian_64(x) as cast(x as bigint)",
                "map_filter(m, f) as map_from_entries(list_filter(map_entries(m), f))");

        /** The lambda of map_filter, which is given one entry here. */
        private static final Pattern OF_ENTRIES = Pattern.compile("\\((\\w+), (\\w+)\\) ->");

        private static final Pattern LAMBDA = Pattern.compile("\\b(\\w+) ->");

        /** Trino writes all digits of a fraction that the type has. */
        private static final Pattern TIME =
                Pattern.compile("cast\\(cast\\((\"\\w+\") as timestamp\\(6\\)\\) as varchar\\)");

        private TrinoWords() {}

        static String translated(String query) {
            var lambda = OF_ENTRIES.matcher(query);
            var text = new StringBuilder();
            var done = 0;
            while (lambda.find(done)) {
                var end = end(query, lambda.end());
                text.append(query, done, lambda.start())
                        .append("lambda entry:")
                        .append(query.substring(lambda.end(), end)
                                .replaceAll("\\b" + lambda.group(1) + "\\b", Matcher.quoteReplacement("entry.key"))
                                .replaceAll("\\b" + lambda.group(2) + "\\b", Matcher.quoteReplacement("entry.value")));
                done = end;
            }
            text.append(query, done, query.length());
            var times = TIME.matcher(text).replaceAll("strftime($1, '%Y-%m-%d %H:%M:%S.%f')");
            return LAMBDA.matcher(times).replaceAll("lambda $1:").replaceAll("\\btransform\\(", "list_transform(");
        }

        /** Where the parenthesis closes that is open at a place. */
        private static int end(String query, int from) {
            var depth = 0;
            for (var at = from; at < query.length(); at++) {
                switch (query.charAt(at)) {
                    case '(' -> depth++;
                    case ')' -> {
                        if (depth-- == 0) {
                            return at;
                        }
                    }
                    default -> {}
                }
            }
            return query.length();
        }

        /** DuckDB's name of a type that Hive's words name. */
        static String type(String hive) {
            var open = hive.indexOf('<');
            if (open > 0 && hive.endsWith(">")) {
                var parts = Statement.parts(hive.substring(open + 1, hive.length() - 1));
                return switch (hive.substring(0, open)) {
                    case "array" -> type(parts.getFirst().strip()) + "[]";
                    case "map" ->
                        "MAP(" + type(parts.get(0).strip()) + ", "
                                + type(parts.get(1).strip()) + ")";
                    case "struct" ->
                        "STRUCT("
                                + String.join(
                                        ", ",
                                        parts.stream()
                                                .map(part -> part.strip().split(":", 2))
                                                .map(part -> '"' + part[0] + "\" " + type(part[1]))
                                                .toList())
                                + ")";
                    default -> hive;
                };
            }
            return switch (hive) {
                case "string" -> "VARCHAR";
                case "int" -> "INTEGER";
                case "binary" -> "BLOB";
                default -> hive.toUpperCase(Locale.ROOT);
            };
        }
    }
}
