package dev.bursar.billingdata.engine;

import module java.base;

/**
 * A digest that each row of a result carries, made where the row was and made again where it is read: Parquet's own packing doesn't
 * tell a changed byte.
 *
 * @param columns of the rows, with their types in Trino's words
 */
record RowCheck(List<LineTable.Column> columns) {
    private static final String NONE = "chr(30)";
    private static final String JOINED = " || chr(31) || ";

    RowCheck {
        columns = List.copyOf(columns);
    }

    /** The query with the digest in one more column, in Trino's SQL. */
    String added(String query) {
        return "select *, lower(to_hex(md5(to_utf8(" + joined(RowCheck::there) + ")))) as bursar_check from (\n" + query
                + "\n)";
    }

    /** The digest of a row that was read, in DuckDB's SQL. */
    String read() {
        return "md5(" + joined(RowCheck::here) + ")";
    }

    private String joined(Function<LineTable.Column, String> text) {
        return columns.stream()
                .map(text)
                .map(column -> "coalesce(" + column + ", " + NONE + ")")
                .collect(Collectors.joining(JOINED));
    }

    private static String there(LineTable.Column column) {
        String name = '"' + column.name() + '"';
        return switch (kind(column.type())) {
            case "varchar" -> name;
            case "double" -> "cast(from_big_endian_64(to_ieee754_64(%s)) as varchar)".formatted(name);
            // an engine's own precision may be another one: Athena's tables have milliseconds
            case "timestamp" -> "cast(cast(%s as timestamp(6)) as varchar)".formatted(name);
            case "map" -> entries(name);
            case "array" -> entries("map_from_entries(" + name + ")");
            default -> "cast(" + name + " as varchar)";
        };
    }

    private static String entries(String map) {
        return ("array_join(transform(array_sort(map_keys(%1$s)), k -> k || chr(29) || coalesce(element_at(%1$s, k),"
                        + " chr(30))), chr(28))")
                .formatted(map);
    }

    private static String here(LineTable.Column column) {
        String name = '"' + column.name() + '"';
        return switch (kind(column.type())) {
            case "varchar" -> name;
            case "double" -> "cast(cast(cast(%s as bit) as bigint) as varchar)".formatted(name);
            case "timestamp" -> "strftime(%s, '%%Y-%%m-%%d %%H:%%M:%%S.%%f')".formatted(name);
            case "map" -> entriesHere(name);
            case "array" -> entriesHere("map_from_entries(" + name + ")");
            default -> "cast(" + name + " as varchar)";
        };
    }

    private static String entriesHere(String map) {
        return ("array_to_string(list_transform(list_sort(map_keys(%1$s)), lambda k: k || chr(29) || coalesce(%1$s[k],"
                        + " chr(30))), chr(28))")
                .formatted(map);
    }

    private static String kind(String type) {
        int at = type.indexOf('(');
        return at < 0 ? type : type.substring(0, at);
    }
}
