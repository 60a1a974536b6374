package dev.bursar.focus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a file has the columns that its format's statement reads. Names match without regard to case.
 *
 * @param places by the column's name in the statement, from 0
 * @param names the files' own names of those columns
 * @param tags places by tag key, of a format that has a column for each
 */
record Heading(
        LineFormat format, Map<String, Integer> places, Map<String, String> names, SortedMap<String, Integer> tags) {
    /** AWS has at most some hundred columns and as many tags. */
    static final int MOST_COLUMNS = 5_000;

    private static final String LEGACY_TAGS = "resourceTags/";

    /**
     * Reads a file's column names.
     *
     * @throws ExportRefused when they are of no format that Bursar reads, lack a mandatory one, or one is there twice
     */
    static Heading of(String file, List<String> columns) {
        boolean legacyNames = columns.stream().anyMatch(name -> name.startsWith("lineItem/"));
        List<String> folded = columns.stream()
                .map(name -> (legacyNames ? snake(name) : name).strip().toLowerCase(Locale.ROOT))
                .toList();
        refuseTwice(file, columns);
        LineFormat format = LineFormat.of(folded, legacyNames, file);
        Map<String, Integer> places = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (LineColumn column : format.columns()) {
            Optional<Integer> place = place(file, column, folded, columns);
            if (place.isPresent()) {
                places.put(column.name(), place.get());
                names.put(column.name(), columns.get(place.get()));
            } else if (column.mandatory()) {
                throw missing(file, column.name(), format);
            }
        }
        return new Heading(format, Map.copyOf(places), Map.copyOf(names), tags(format, columns, folded, legacyNames));
    }

    static ExportRefused missing(@Nullable String file, String column, LineFormat format) {
        return ExportRefused.column(
                ExportRefused.Reason.MISSING_COLUMN,
                file,
                column,
                "The %s file has no column %s.".formatted(format.label(), column),
                "Add the column to the export's query at its source and import the next delivery.");
    }

    @Nullable
    Integer place(LineColumn column) {
        return places.get(column.name());
    }

    /** The column's name as the file has it. */
    String name(LineColumn column) {
        return names.getOrDefault(column.name(), column.name());
    }

    /** Whether the product's name is a key in the column product. */
    boolean productIsMap() {
        return "product".equalsIgnoreCase(names.getOrDefault("product_product_name", ""));
    }

    private static Optional<Integer> place(String file, LineColumn column, List<String> folded, List<String> columns) {
        var candidates = new ArrayList<>(List.of(column.name()));
        candidates.addAll(column.others());
        for (String candidate : candidates) {
            String name = candidate.toLowerCase(Locale.ROOT);
            int first = folded.indexOf(name);
            if (first >= 0) {
                if (folded.lastIndexOf(name) != first) {
                    throw twice(file, columns.get(folded.lastIndexOf(name)));
                }
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    private static void refuseTwice(String file, List<String> columns) {
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            if (!seen.add(name)) {
                throw twice(file, name);
            }
        }
    }

    private static ExportRefused twice(String file, String name) {
        return ExportRefused.column(
                ExportRefused.Reason.DUPLICATE_COLUMN,
                file,
                name,
                "Two columns are called %s, with or without regard to case.".formatted(ExportRefused.shown(name)),
                "Export the data again with each column once.");
    }

    private static SortedMap<String, Integer> tags(
            LineFormat format, List<String> columns, List<String> folded, boolean legacyNames) {
        SortedMap<String, Integer> tags = new TreeMap<>();
        if (format == LineFormat.CUR_LEGACY) {
            for (int place = 0; place < columns.size(); place++) {
                if (legacyNames && columns.get(place).startsWith(LEGACY_TAGS)) {
                    tags.put(columns.get(place).substring(LEGACY_TAGS.length()), place);
                } else if (!legacyNames && folded.get(place).startsWith(format.tagPrefix())) {
                    tags.put(columns.get(place).substring(format.tagPrefix().length()), place);
                }
            }
        }
        return tags;
    }

    /** A legacy CSV's name as AWS writes it in Parquet: lineItem/UnblendedCost is line_item_unblended_cost. */
    static String snake(String name) {
        if (name.startsWith(LEGACY_TAGS)) {
            return name;
        }
        var snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/') {
                snake.append('_');
            } else if (c >= 'A' && c <= 'Z') {
                if (i > 0 && name.charAt(i - 1) != '/') {
                    snake.append('_');
                }
                snake.append((char) (c + ('a' - 'A')));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
