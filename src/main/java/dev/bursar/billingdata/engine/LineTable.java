package dev.bursar.billingdata.engine;

import module java.base;

/**
 * A table over Parquet files that lie in a folder.
 *
 * @param name letters, digits and underscores
 * @param folder the files' folder as the store names it, with a slash at its end, such as {@code s3://bucket/export/} or
 *     {@code /data/export/}
 */
public record LineTable(String name, List<Column> columns, String folder) {
    public LineTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column, by its name in the files.
     *
     * @param type in Trino's words, as Athena's queries know it too: {@code varchar}, {@code map(varchar, varchar)} …
     */
    public record Column(String name, String type) {}
}
