package dev.bursar.aws.athena;

import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.LineTable;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Statements that aren't Trino's: Athena makes tables in Hive's words and writes results by UNLOAD. */
final class AthenaText {
    private static final int MOST_BYTES = 262_144;

    private AthenaText() {}

    static String create(LineTable table) {
        String columns = table.columns().stream()
                .map(column -> name(column.name()) + " " + HiveType.of(column.type()))
                .collect(Collectors.joining(",\n  "));
        return "create external table %s (\n  %s)\nstored as parquet location %s"
                .formatted(name(table.name()), columns, folder(table.folder()));
    }

    static String drop(String table) {
        return "drop table if exists " + name(table);
    }

    static String unload(String query, String folder) {
        return "unload (%s) to %s with (format = 'PARQUET', compression = 'ZSTD')".formatted(query, folder(folder));
    }

    /** Refused before it is sent, because AWS says it no better. */
    static String checked(String statement) {
        int bytes = statement.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw AthenaFailures.of(
                    Kind.LIMIT, "A statement has %,d bytes; Athena takes %,d.".formatted(bytes, MOST_BYTES));
        }
        return statement;
    }

    private static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Hive and Trino quote differently, so a folder has nothing to be quoted. */
    private static String folder(String folder) {
        if (!folder.startsWith("s3://") || !folder.endsWith("/") || folder.contains("'") || folder.contains("\\")) {
            throw AthenaFailures.of(Kind.NO_PLACE, folder);
        }
        return "'" + folder + "'";
    }
}
