package dev.bursar.simulator.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.simulator.exports.ExportColumn;
import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes rows as AWS's exports have them; equal rows give equal bytes. */
public final class ChunkWriter {
    private ChunkWriter() {}

    public static <R> byte[] csv(List<ExportColumn<R>> columns, List<R> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var text = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            write(columns, rows, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Parquet, made by DuckDB from the same text. */
    public static <R> byte[] parquet(List<ExportColumn<R>> columns, List<R> rows) {
        try {
            var folder = Files.createTempDirectory("simulator-export");
            var text = folder.resolve("rows.csv");
            var parquet = folder.resolve("rows.parquet");
            try {
                try (var writer = Files.newBufferedWriter(text)) {
                    write(columns, rows, writer);
                }
                convert(columns, text, parquet);
                return Files.readAllBytes(parquet);
            } finally {
                Files.deleteIfExists(text);
                Files.deleteIfExists(parquet);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On one thread, so that the rows stay in their order. */
    private static <R> void convert(List<ExportColumn<R>> columns, Path text, Path parquet) {
        var settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", "256MB");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        var names = columns.stream()
                .map(column -> "'" + column.name() + "': 'varchar'")
                .collect(Collectors.joining(", ", "{", "}"));
        var values = columns.stream()
                .map(column ->
                        column.type().fromText.formatted('"' + column.name() + '"') + " as \"" + column.name() + '"')
                .collect(Collectors.joining(", "));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                var statement = connection.createStatement()) {
            statement.execute(
                    "copy (select " + values + " from read_csv('" + text + "', header = true, auto_detect = false,"
                            + " quote = '\"', escape = '\"', columns = " + names + ")) to '" + parquet
                            + "' (format parquet, compression snappy)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> void write(List<ExportColumn<R>> columns, List<R> rows, Writer text) throws IOException {
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        csv.writeRecord(columns.stream().map(ExportColumn::name).toList());
        var cells = new @Nullable String[columns.size()];
        for (var row : rows) {
            for (var i = 0; i < cells.length; i++) {
                cells[i] = columns.get(i).value().apply(row);
            }
            csv.writeRecord(cells);
        }
        csv.flush();
    }
}
