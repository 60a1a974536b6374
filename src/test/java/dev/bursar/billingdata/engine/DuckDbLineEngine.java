package dev.bursar.billingdata.engine;

import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in the place of an engine, where only some of Trino's functions have other names. It writes and reads files of this machine, and
 * remembers what it was asked.
 */
public final class DuckDbLineEngine implements LineEngine, AutoCloseable {
    private static final Map<String, String> WORDS = Map.of(
            "regexp_like(", "regexp_matches(",
            "is_finite(", "isfinite(",
            "json_extract_scalar(", "json_extract_string(",
            "array_join(transform(", "array_to_string(list_transform(",
            "array_sort(", "list_sort(",
            "k -> ", "lambda k: ",
            "element_at(", "map_extract_value(",
            "to_hex(", "plain(");

    /** The statements that have run, in their order, with their tokens. */
    public final List<String> tokens = new ArrayList<>();

    private final Path results;
    private final Connection connection;

    public DuckDbLineEngine(Path results) {
        this.results = results;
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            for (String macro : List.of(
                    "plain(x) as x",
                    "to_utf8(x) as x",
                    "json_format(x) as cast(x as varchar)",
                    "json_parse(x) as cast(x as json)",
                    "from_big_endian_64(x) as cast(x as bigint)",
                    "to_ieee754_64(x) as cast(x as bit)")) {
                execute("create macro " + macro);
            }
            execute("set TimeZone = 'UTC'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public EngineName name() {
        return EngineName.TRINO;
    }

    @Override
    public String results() {
        return results + "/";
    }

    @Override
    public String address(String address) {
        return "local://" + address;
    }

    @Override
    public Scan create(LineTable table, Statement statement) {
        String columns = table.columns().stream()
                .map(column -> '"' + column.name() + '"')
                .collect(Collectors.joining(", "));
        try (Stream<Path> files = Files.list(Path.of(table.folder()))) {
            String alike = files.map(Path::toString)
                    .filter(file -> hasTypes(file, columns, table))
                    .map(file -> "'" + file + "'")
                    .collect(Collectors.joining(", "));
            return run(
                    "create view %s as select %s, 'local://' || filename as \"$path\" from read_parquet([%s], filename = true, binary_as_string = true)"
                            .formatted(table.name(), columns, alike),
                    statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trino finds other types only when it reads. */
    private boolean hasTypes(String file, String columns, LineTable table) {
        try (var asked = connection.createStatement();
                var found = asked.executeQuery("select column_type from (describe select " + columns
                        + " from read_parquet('" + file + "', binary_as_string = true))")) {
            for (LineTable.Column column : table.columns()) {
                found.next();
                String type = found.getString(1).toLowerCase(Locale.ROOT).replace(" ", "");
                String kind = column.type().replaceFirst("\\(6\\)", "").replace(" ", "");
                if (!(type.startsWith(kind) || type.equals("json") || kind.startsWith("array"))) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public Scan drop(String table, Statement statement) {
        return run("drop view if exists " + table, statement);
    }

    @Override
    public Answer ask(String query, Statement statement) {
        tokens.add(statement.token());
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (var asked = connection.createStatement();
                var found = asked.executeQuery(words(query))) {
            while (found.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return new Answer(rows, new Scan(1));
    }

    @Override
    public Unloaded unload(String query, String folder, Statement statement) {
        Path there = Path.of(folder).resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Scan scan = run("copy (" + query + ") to '" + there.resolve("rows") + "' (format parquet)", statement);
        return new Unloaded(there + "/", scan);
    }

    private Scan run(String sql, Statement statement) {
        tokens.add(statement.token());
        try {
            execute(words(sql));
        } catch (SQLException e) {
            throw failure(e);
        }
        return new Scan(1);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private EngineFailure failure(SQLException e) {
        return new EngineFailure(EngineFailure.Kind.OTHER, name(), String.valueOf(e.getMessage()), e);
    }

    private static String words(String sql) {
        String text = sql;
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        // Trino writes all six digits of a timestamp's fraction
        text = text.replaceAll(
                "cast\\(cast\\((\"\\w+\") as timestamp\\(6\\)\\) as varchar\\)",
                "strftime($1, '%Y-%m-%d %H:%M:%S.%f')");
        // the engine's tags of others than resources
        return text.replaceAll(
                "map_filter\\((.*?), \\(k, v\\) -> not starts_with\\(k, 'resourceTags/'\\)\\)",
                "map_from_entries(list_filter(map_entries($1), lambda e: not starts_with(e.key, 'resourceTags/')))");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
