package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.LineSchema.Shape;
import module java.base;

/**
 * Charges that an engine made of lines by their format's statement, and what it says of these lines apart from them.
 *
 * @param files Parquet with the statement's columns; none where there were no lines
 * @param tags how the statement's text of tags reads: MAP or JSON as a JSON object, LIST as a JSON list of values
 * @param listedTags the keys of these values
 * @param columns which of the format's columns the lines have
 * @param rows how many lines these are
 * @param totals by currency and cost
 * @param checks by file of results, of these and of lines that were left: the digest of a row, in SQL, which is that in its column
 *     bursar_check
 */
public record EngineCharges(
        LineFormat format,
        List<Path> files,
        Shape tags,
        List<String> listedTags,
        Set<String> columns,
        long rows,
        SortedMap<String, Map<String, BigDecimal>> totals,
        Map<Path, String> checks) {
    public EngineCharges {
        files = List.copyOf(files);
        listedTags = List.copyOf(listedTags);
        columns = Set.copyOf(columns);
        checks = Map.copyOf(checks);
    }

    /** The columns of the charges. */
    public static List<String> columnsOfCharges() {
        return Stream.of(
                        List.of("charge_day", "billing_period"),
                        ChargeReader.NAMES,
                        List.of("resource", "tags", "service_name", "line_count"),
                        ChargeReader.SUMS)
                .flatMap(List::stream)
                .toList();
    }

    /** The charges in DuckDB, their tags as local ones read. Lines whose tags were written in other words come together here. */
    String query(Set<String> tagKeys) {
        String tags = switch (this.tags) {
            case MAP, JSON -> ParquetColumns.tagText(Shape.JSON, format, tagKeys);
            case LIST -> "cast(to_json(cast(cast(t as json) as varchar[])) as varchar)";
            case ABSENT, TEXT, TIME, DOUBLE, NUMBER_TEXT -> "coalesce(t, '')";
        };
        String keys = String.join(", ", ChargeReader.NAMES);
        return "select charge_day, billing_period, " + keys + ", resource, tags, max(service_name) as service_name, "
                + ChargeReader.SUMS.stream().map("sum(%1$s) as %1$s"::formatted).collect(Collectors.joining(", "))
                + ", cast(sum(line_count) as bigint) as line_count from (select * exclude (tags), " + tags
                + " as tags from (select *, nullif(tags, '') as t from read_parquet(["
                + files.stream().map(Path::toString).map(DuckDbEngine::literal).collect(Collectors.joining(", "))
                + "]))) group by charge_day, billing_period, " + keys + ", resource, tags";
    }
}
