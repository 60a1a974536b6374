package dev.bursar.simulator.athena;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trino's words in those of DuckDB, as far as the portal's queries need it. */
final class TrinoWords {

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
