package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.LineSchema.Chunk;
import dev.bursar.billingdata.read.LineSchema.Shape;
import dev.bursar.billingdata.read.value.LinePlace;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Reads the columns of Parquet files, in SQL, as the columns of their format: values as they come, of the types that their shapes have. */
final class ParquetColumns {
    /** Characters that are read of a value which is refused. */
    private static final int MOST_SHOWN = 200;

    private final LineSchema schema;
    private final List<Chunk> chunks;
    private final Map<LineColumn, Shape> shapes;
    private final Set<String> tagKeys;

    /** @param tagKeys keys to keep of the resources' tags; all when empty */
    ParquetColumns(LineSchema schema, Set<String> tagKeys) {
        this.schema = schema;
        this.tagKeys = tagKeys;
        chunks = schema.chunks();
        shapes = schema.shapes();
    }

    /** All files' lines, files of the same columns read as one. */
    String all() {
        Map<String, List<Chunk>> alike = chunks.stream()
                .collect(Collectors.groupingBy(
                        chunk -> chunk.heading() + " " + chunk.types(), LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream()
                .map(same -> of(
                        same.getFirst(),
                        "read_parquet([%s], binary_as_string = true)"
                                .formatted(same.stream()
                                        .map(chunk -> literal(chunk.path()))
                                        .collect(Collectors.joining(", "))),
                        null,
                        false))
                .collect(Collectors.joining(" union all "));
    }

    /** A file's lines. */
    String of(Chunk chunk) {
        return of(chunk, file(chunk, false), null, false);
    }

    /** A file's lines with file_row, the number of each row, and original, the text of a column as the file has it. */
    String withOriginal(Chunk chunk, LineColumn column) {
        return of(chunk, file(chunk, true), column, true);
    }

    /** @param numbered whether the source has the number of each row, which {@code file_row} has then */
    private String of(Chunk chunk, String source, @Nullable LineColumn original, boolean numbered) {
        Stream<String> names = IntStream.range(0, chunk.types().size()).mapToObj(i -> "c" + i);
        return "select "
                + shapes.keySet().stream()
                        .map(column -> of(chunk, column) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + (numbered ? ", file_row" : "")
                + (original == null
                        ? ""
                        : ", left(cast(c%d as varchar), %d) as original"
                                .formatted(Objects.requireNonNull(chunk.place(original)), MOST_SHOWN))
                + " from " + source + " as t("
                + (!numbered ? names : Stream.concat(names, Stream.of("file_row"))).collect(Collectors.joining(", "))
                + ")";
    }

    private String of(Chunk chunk, LineColumn column) {
        Shape shape = shapes.getOrDefault(column, Shape.ABSENT);
        if (shape == Shape.LIST) {
            return schema.listedTags().stream()
                    .map(key -> {
                        Integer place = chunk.heading().tags().get(key);
                        return place == null ? "cast(null as varchar)" : "cast(c%d as varchar)".formatted(place);
                    })
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        Integer place = chunk.place(column);
        if (place == null || shape == Shape.ABSENT) {
            return "cast(null as %s)"
                    .formatted(
                            switch (shape) {
                                case TIME -> "timestamp";
                                case DOUBLE -> "double";
                                case MAP -> column.kind() == Kind.TAGS ? "map(varchar, varchar)" : "varchar";
                                case ABSENT, TEXT, NUMBER_TEXT, JSON, LIST -> "varchar";
                            });
        }
        String type = chunk.types().get(place);
        String cell = type.equals(LineSchema.ENTRIES)
                ? "map_from_entries(c%d)".formatted(place)
                : type.equals("JSON") ? "cast(c%d as varchar)".formatted(place) : "c" + place;
        return switch (shape) {
            case TEXT -> text(chunk, column, cell);
            case TIME -> time(cell, type);
            case NUMBER_TEXT -> "nullif(nullif(trim(cast(%s as varchar)), ''), 'NULL')".formatted(cell);
            case MAP ->
                column.kind() == Kind.TAGS ? wantedTags(chunk, allTags(chunk, cell)) : cell + "['product_name']";
            case JSON -> "nullif(nullif(nullif(trim(%s), ''), 'NULL'), 'null')".formatted(cell);
            case DOUBLE, ABSENT, LIST -> cell;
        };
    }

    private static String text(Chunk chunk, LineColumn column, String cell) {
        String text = "nullif(%s, 'NULL')".formatted(cell);
        return switch (column.kind()) {
            case PRODUCT_NAME ->
                chunk.heading().productIsMap() ? "json_extract_string(%s, '$.product_name')".formatted(cell) : text;
            case CALLER -> CallerText.sql(text);
            case TEXT, ACCOUNT, CURRENCY, CATEGORY, TIME, COST, QUANTITY, TAGS -> text;
        };
    }

    /** The map of resources' tags, with what the column tags says of others. */
    private static String allTags(Chunk chunk, String cell) {
        Integer others = chunk.heading().otherTags();
        if (others == null) {
            return cell;
        }
        String type = chunk.types().get(others);
        if (!LineSchema.isMap(type)) {
            return cell;
        }
        String map = type.equals(LineSchema.ENTRIES) ? "map_from_entries(c%d)".formatted(others) : "c" + others;
        return "map_concat(%s, map_from_entries(list_filter(map_entries(%s), lambda entry: not starts_with(entry.key, '%s'))))"
                .formatted(cell, map, TagText.OF_RESOURCES);
    }

    private static String time(String cell, String type) {
        return switch (type) {
            case "VARCHAR" ->
                ("case when regexp_full_match(%1$s, '\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d([.]\\d{1,9})?)?("
                                + " ?(UTC|Z|[+]00(:?00)?))?)?') then try_cast(replace(substr(%1$s, 1, 19), 'T', ' ') as timestamp)"
                                + " end")
                        .formatted(cell);
            case "TIMESTAMP" -> cell;
            case "TIMESTAMPTZ_NS" -> "cast(cast(%s as timestamp with time zone) as timestamp)".formatted(cell);
            default -> "cast(%s as timestamp)".formatted(cell);
        };
    }

    private String wantedTags(Chunk chunk, String cell) {
        return tagKeys.isEmpty()
                ? cell
                : "map_from_entries(%s)".formatted(wantedEntries(chunk.heading().format(), cell, tagKeys));
    }

    private static String wantedEntries(LineFormat format, String map, Set<String> tagKeys) {
        if (tagKeys.isEmpty()) {
            return "map_entries(%s)".formatted(map);
        }
        Stream<String> keys = format == LineFormat.FOCUS
                ? tagKeys.stream()
                : tagKeys.stream()
                        .flatMap(key -> Stream.of(
                                key,
                                TagText.USER + key,
                                "user_" + key,
                                TagText.OF_RESOURCES + key,
                                TagText.OF_RESOURCES + TagText.USER + key));
        return "list_filter(map_entries(%s), lambda entry: entry.key in (%s))"
                .formatted(map, keys.sorted().map(DuckDbEngine::literal).collect(Collectors.joining(", ")));
    }
    /** The lines of which a condition holds, each with its place at the end of its resource: {@link LinePlace}. */
    String placed(String condition) {
        LineFormat format = schema.format();
        String resource = format.resource().name();
        String source = IntStream.range(0, chunks.size())
                .mapToObj(file -> "select *, " + LinePlace.sql(file) + " as line_place from ("
                        + of(chunks.get(file), file(chunks.get(file), true), null, true) + ") where " + condition)
                .collect(Collectors.joining(" union all "));
        return "select * replace (coalesce(" + resource + ", '') || line_place as " + resource + ") from ("
                + named(source, format) + ")";
    }

    /**
     * Gives each line the name that its charge has, in the two steps in which the statement finds it: that is of all of the charge's
     * lines, which are of its day, account and resource.
     */
    private String named(String source, LineFormat format) {
        boolean named = shapes.entrySet().stream()
                .anyMatch(column -> column.getKey().kind() == Kind.PRODUCT_NAME && column.getValue() != Shape.ABSENT);
        if (!named) {
            return source;
        }
        List<String> texts = List.of(
                "bill_payer_account_id",
                "line_item_usage_account_id",
                "line_item_product_code",
                "product_region_code",
                "line_item_usage_type",
                "line_item_line_item_type",
                "line_item_resource_id",
                "line_item_currency_code",
                "pricing_unit",
                "line_item_iam_principal");
        String day = "cast(" + format.chargePeriod().name() + " as date), ";
        String period = format.billingPeriod().name();
        String commitment = "coalesce(nullif(savings_plan_savings_plan_a_r_n, ''), reservation_reservation_a_r_n";
        return "select * replace (max(coalesce(nullif(product_product_name, ''), line_item_product_code, '')) over"
                + " (partition by " + day + "date_trunc('month', " + period + "), " + commitment
                + ", ''), tag_text(resource_tags), "
                + texts.stream().map("coalesce(%s, '')"::formatted).collect(Collectors.joining(", "))
                + ") as product_product_name) from (select * replace (max(product_product_name) over (partition by "
                + day
                + period + ", " + commitment + "), resource_tags, " + String.join(", ", texts)
                + ") as product_product_name) from (" + source + "))";
    }

    /**
     * Some columns of the lines at some places of a file as texts, in the lines' order; the table places has them.
     *
     * @param columns by their place, at least one
     */
    String originals(int file, List<Integer> columns) {
        List<String> types = chunks.get(file).types();
        Set<Integer> callers = schema.format().columns().stream()
                .filter(column -> column.kind() == Kind.CALLER)
                .map(chunks.get(file)::place)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        String names =
                IntStream.range(0, types.size()).mapToObj(i -> "c" + i + ", ").collect(Collectors.joining());
        return "select "
                + columns.stream()
                        .map(i -> callers.contains(i) ? CallerText.sql("c" + i) : original(types.get(i), "c" + i))
                        .collect(Collectors.joining(", "))
                + " from " + file(chunks.get(file), true) + " as t(" + names
                + "file_row) where file_row in (select place from places where file = " + file + ") order by file_row";
    }

    private static String original(String type, String cell) {
        if (type.matches("(MAP|STRUCT).*|.*\\[\\]")) {
            return "cast(to_json(" + cell + ") as varchar)";
        }
        // all times are UTC, whether or not the file says so
        return type.startsWith("TIMESTAMP")
                ? "cast(cast(" + cell + " as timestamp) as varchar)"
                : "cast(" + cell + " as varchar)";
    }

    /** The SQL of the function tag_text, of its parameter t, for these files' tags. */
    String tagText() {
        return tagText(schema.tags(), schema.format(), tagKeys);
    }

    /** The SQL of the function tag_text, of its parameter t, for tags that come so. */
    static String tagText(Shape shape, LineFormat format, Set<String> tagKeys) {
        // as a list, which DuckDB writes much faster than a function of each entry; quotes within texts have a
        // backslash before them
        String text = "case when len(%1$s) > 0 then replace(cast(to_json(list_sort(%1$s)) as varchar),"
                + " '\"value\":null', '\"value\":\"\"') else '' end";
        return switch (shape) {
            case MAP -> text.formatted("map_entries(t)");
            case JSON ->
                text.formatted(wantedEntries(format, "cast(cast(t as json) as map(varchar, varchar))", tagKeys));
            case LIST -> "cast(to_json(list_transform(t, lambda value: nullif(value, ''))) as varchar)";
            case ABSENT, TEXT, TIME, DOUBLE, NUMBER_TEXT -> "coalesce(t, '')";
        };
    }

    private static String file(Chunk chunk, boolean numbered) {
        return "read_parquet(%s, binary_as_string = true%s)"
                .formatted(literal(chunk.path()), numbered ? ", file_row_number = true" : "");
    }

    private static String literal(Path path) {
        return DuckDbEngine.literal(path.toString());
    }
}
