package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Where a file has the columns that its format's statement reads. Names match by their letters and digits, without regard to case:
 * lineItem/UnblendedCost of a legacy CSV is line_item_unblended_cost of Parquet and lineitem_unblendedcost of a database's export.
 * Where two columns match that way, the one with the very name counts.
 *
 * @param places by the column's name in the statement, from 0
 * @param names the files' own names of those columns
 * @param tags places by tag key, of a format that has a column for each
 * @param otherTags where a CUR 2.0 that has the column resource_tags has the column tags, which also knows tags of accounts, attributes
 *     of users and cost categories; null where it hasn't both
 * @param missing mandatory columns that the file doesn't have
 */
public record Header(
        LineFormat format,
        Map<String, Integer> places,
        Map<String, String> names,
        SortedMap<String, Integer> tags,
        @Nullable Integer otherTags,
        List<String> missing) {
    /** AWS has at most some hundred columns and as many tags. */
    public static final int MOST_COLUMNS = 5_000;

    private static final Pattern TAG = Pattern.compile("(?i)resource_?tags[/_.](.+)");

    /**
     * Reads a file's column names.
     *
     * @throws ChargeFileRefused when they are of no format that Bursar reads, or one is there twice
     */
    static Header of(String file, List<String> columns) {
        refuseOtherSeparators(file, columns);
        refuseTwice(file, columns);
        LineFormat format = LineFormat.of(columns, file);
        List<String> lower = columns.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> folded = columns.stream().map(Header::folded).toList();
        Map<String, Integer> places = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        var missing = new ArrayList<String>();
        for (LineColumn column : format.columns()) {
            Optional<Integer> place = place(file, column, columns, lower, folded);
            if (place.isPresent()) {
                places.put(column.name(), place.get());
                names.put(column.name(), columns.get(place.get()));
            } else if (column.mandatory()) {
                missing.add(column.name());
            }
        }
        boolean both = format == LineFormat.CUR_2 && folded.contains("resourcetags");
        return new Header(
                format,
                Map.copyOf(places),
                Map.copyOf(names),
                tags(format, columns),
                both ? place(file, "tags", columns, lower).orElse(null) : null,
                List.copyOf(missing));
    }

    public @Nullable Integer place(LineColumn column) {
        return places.get(column.name());
    }

    /** The column's name as the file has it. */
    public String name(LineColumn column) {
        return names.getOrDefault(column.name(), column.name());
    }

    /** Whether the product's name is a key in the column product. */
    public boolean productIsMap() {
        return "product".equalsIgnoreCase(names.getOrDefault("product_product_name", ""));
    }

    private static Optional<Integer> place(
            String file, LineColumn column, List<String> columns, List<String> lower, List<String> folded) {
        var candidates = new ArrayList<>(List.of(column.name()));
        candidates.addAll(column.others());
        for (String candidate : candidates) {
            Optional<Integer> place = place(file, candidate.toLowerCase(Locale.ROOT), columns, lower)
                    .or(() -> place(file, folded(candidate), columns, folded));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    /** @param names of the columns, in the form that {@code name} has */
    private static Optional<Integer> place(String file, String name, List<String> columns, List<String> names) {
        int first = names.indexOf(name);
        int last = names.lastIndexOf(name);
        if (last > first) {
            throw twice(file, columns.get(last));
        }
        return first < 0 ? Optional.empty() : Optional.of(first);
    }

    private static void refuseOtherSeparators(String file, List<String> columns) {
        String all = columns.size() == 1 ? columns.getFirst() : "";
        if (all.contains(";") || all.contains("\t")) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.NOT_AN_EXPORT, file, new ChargeFileFault.Separated(all.contains("\t")));
        }
    }

    private static void refuseTwice(String file, List<String> columns) {
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            if (!seen.add(name)) {
                throw twice(file, name);
            }
        }
    }

    private static ChargeFileRefused twice(String file, String name) {
        return ChargeFileRefused.column(
                ChargeFileRefused.Reason.DUPLICATE_COLUMN, file, name, new ChargeFileFault.ColumnTwice(name));
    }

    /** Whether the column has the values of one tag. */
    static boolean isTag(String name) {
        return TAG.matcher(name.strip()).matches();
    }

    /** Whether the name is one of a legacy CSV, or of what a database made of one. */
    static boolean isLegacy(String name) {
        return name.strip().toLowerCase(Locale.ROOT).startsWith("lineitem");
    }

    private static SortedMap<String, Integer> tags(LineFormat format, List<String> columns) {
        SortedMap<String, Integer> tags = new TreeMap<>();
        if (format == LineFormat.CUR_LEGACY) {
            for (int place = 0; place < columns.size(); place++) {
                Matcher tag = TAG.matcher(columns.get(place).strip());
                if (tag.matches()) {
                    tags.put(tag.group(1), place);
                }
            }
        }
        return tags;
    }

    /** What of a name counts: letters and digits, in lower case. */
    static String folded(String name) {
        var folded = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(c -> folded.append((char) c));
        return folded.toString();
    }
}
