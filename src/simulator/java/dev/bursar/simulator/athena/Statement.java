package dev.bursar.simulator.athena;

import module java.base;
import org.jspecify.annotations.Nullable;

/** A statement that Athena takes, as far as it is told apart here. */
sealed interface Statement {
    Pattern CREATE = Pattern.compile(
            "create\\s+external\\s+table\\s+(if\\s+not\\s+exists\\s+)?`([^`]+)`\\s*\\((.*)\\)\\s*stored\\s+as\\s+parquet\\s+location\\s+'([^']*)'\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    Pattern DROP = Pattern.compile("drop\\s+table\\s+(if\\s+exists\\s+)?`([^`]+)`\\s*", Pattern.CASE_INSENSITIVE);
    Pattern UNLOAD = Pattern.compile(
            "unload\\s*\\((.*)\\)\\s*to\\s+'([^']*)'\\s*with\\s*\\(([^()]*)\\)\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    Pattern PROPERTY = Pattern.compile("\\s*(\\w+)\\s*=\\s*'(\\w+)'\\s*");
    Pattern QUERY = Pattern.compile("(select|with)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    Pattern COLUMN = Pattern.compile("`((?:[^`]|``)+)`\\s+(\\S.*)", Pattern.DOTALL);

    /** A table by its name in lower case, over a folder. */
    record Create(String table, boolean ifNotExists, Map<String, String> columns, String location)
            implements Statement {}

    record Drop(String table, boolean ifExists) implements Statement {}

    record Unload(String query, String folder) implements Statement {}

    record Query(String query) implements Statement {}

    /** What AWS calls the kind of statement. */
    default String type() {
        return this instanceof Create || this instanceof Drop ? "DDL" : "DML";
    }

    default String subtype() {
        return switch (this) {
            case Create _ -> "CREATE_TABLE";
            case Drop _ -> "DROP_TABLE";
            case Unload _ -> "UNLOAD";
            case Query _ -> "SELECT";
        };
    }

    /** Null for a text that is none. */
    static @Nullable Statement of(String text) {
        var create = CREATE.matcher(text);
        if (create.matches()) {
            var columns = columns(create.group(3));
            return columns == null
                    ? null
                    : new Create(name(create.group(2)), create.group(1) != null, columns, create.group(4));
        }
        var drop = DROP.matcher(text);
        if (drop.matches()) {
            return new Drop(name(drop.group(2)), drop.group(1) != null);
        }
        var unload = UNLOAD.matcher(text);
        if (unload.matches()) {
            return QUERY.matcher(unload.group(1).strip()).matches() && areForParquet(unload.group(3))
                    ? new Unload(unload.group(1).strip(), unload.group(2))
                    : null;
        }
        return QUERY.matcher(text.strip()).matches() ? new Query(text.strip()) : null;
    }

    private static String name(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean areForParquet(String properties) {
        var found = new LinkedHashMap<String, String>();
        for (var one : properties.split(",")) {
            var property = PROPERTY.matcher(one);
            if (!property.matches()) {
                return false;
            }
            found.put(name(property.group(1)), property.group(2).toUpperCase(Locale.ROOT));
        }
        return found.equals(Map.of("format", "PARQUET", "compression", "ZSTD"));
    }

    private static @Nullable Map<String, String> columns(String text) {
        var columns = new LinkedHashMap<String, String>();
        for (var part : parts(text)) {
            var column = COLUMN.matcher(part.strip());
            if (!column.matches()
                    || columns.put(
                                    name(column.group(1).replace("``", "`")),
                                    column.group(2).strip())
                            != null) {
                return null;
            }
        }
        return columns;
    }

    /** What stands between commas that are in no brackets. */
    static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var begin = 0;
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '(', '<' -> depth++;
                case ')', '>' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(begin, at));
                        begin = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
