package dev.bursar.aws.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Types of columns, from Trino's words to those of Hive, in which Athena makes tables. */
final class HiveType {
    private HiveType() {}

    static String of(String type) {
        String words = type.strip().toLowerCase(Locale.ROOT);
        int open = words.indexOf('(');
        if (open < 0) {
            return switch (words) {
                case "varchar", "json" -> "string";
                case "integer" -> "int";
                case "real" -> "float";
                case "varbinary" -> "binary";
                case "boolean", "tinyint", "smallint", "int", "bigint", "double", "date", "timestamp" -> words;
                default -> throw unknown(type);
            };
        }
        if (!words.endsWith(")")) {
            throw unknown(type);
        }
        List<String> parts = parts(words.substring(open + 1, words.length() - 1));
        String kind = words.substring(0, open).strip();
        return switch (kind) {
            case "varchar", "char" -> "string";
            case "timestamp" -> "timestamp";
            case "decimal" -> "decimal(" + String.join(",", parts) + ")";
            case "array", "map" -> kind + parts.stream().map(HiveType::of).collect(Collectors.joining(",", "<", ">"));
            case "row" -> "struct" + parts.stream().map(HiveType::field).collect(Collectors.joining(",", "<", ">"));
            default -> throw unknown(type);
        };
    }

    private static String field(String field) {
        int blank = field.indexOf(' ');
        if (blank < 0) {
            throw unknown(field);
        }
        return field.substring(0, blank).replace("\"", "") + ":" + of(field.substring(blank + 1));
    }

    /** What stands between the commas that are in no parentheses. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(begin, at).strip());
                        begin = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }

    private static IllegalArgumentException unknown(String type) {
        return new IllegalArgumentException("Athena\u2019s tables have no type " + type);
    }
}
