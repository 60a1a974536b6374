package dev.bursar.simulator.exports;

import dev.bursar.simulator.exports.FocusColumns.FocusRow;
import dev.bursar.simulator.http.ChunkWriter;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.MonthState;
import dev.bursar.simulator.organisation.Organisation;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The exports that the organisation has set up, each under a prefix of {@link #BUCKET}, overwritten by each delivery. */
public enum Export {
    FOCUS_1_2(false),
    FOCUS_1_0(false),
    FOCUS_1_2_CSV(true),
    CUR_2(false),
    CUR_2_CSV(true),
    CUR_LEGACY(true),
    /** Set up without a prefix: its keys begin with a slash. */
    CUR_LEGACY_BARE(true);

    /** The bucket that all of them are delivered to. */
    public static final String BUCKET = "billing-exports";

    private static final String FOLDER = "exports/";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    final boolean csv;

    Export(boolean csv) {
        this.csv = csv;
    }

    /** The export's name, such as {@code focus-1-2}. */
    public String exportName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the keys of all its objects begin with. */
    public String prefix() {
        return (this == CUR_LEGACY_BARE ? "/" : FOLDER) + exportName() + "/";
    }

    static Map<Export, ExportTable<?>> tables(Organisation organisation) {
        var focus = new FocusColumns(organisation);
        var focus12 = new ExportTable<>(focus.version12(), FocusRow::of);
        var cur = new CurColumns(organisation);
        var cur2 = new ExportTable<>(cur.version2(), Stream::of);
        var legacy = new ExportTable<>(cur.legacy(), Stream::of);
        return Map.of(
                FOCUS_1_2, focus12,
                FOCUS_1_2_CSV, focus12,
                FOCUS_1_0, new ExportTable<>(focus.version10(), FocusRow::of),
                CUR_2, cur2,
                CUR_2_CSV, cur2,
                CUR_LEGACY, legacy,
                CUR_LEGACY_BARE, legacy);
    }

    private boolean legacy() {
        return this == CUR_LEGACY || this == CUR_LEGACY_BARE;
    }

    /** What the keys of a billing period's data files begin with. */
    String dataFolder(YearMonth month) {
        return legacy() ? legacyFolder(month) : prefix() + "data/BILLING_PERIOD=" + month + "/";
    }

    public String dataKey(YearMonth month, int chunk) {
        return dataFolder(month) + "%s-%05d".formatted(exportName(), chunk) + (csv ? ".csv.gz" : ".snappy.parquet");
    }

    public String manifestKey(YearMonth month) {
        var folder = legacy() ? legacyFolder(month) : prefix() + "metadata/BILLING_PERIOD=" + month + "/";
        return folder + exportName() + "-Manifest.json";
    }

    String manifest(MonthState state, List<? extends ExportColumn<?>> columns, List<String> data) {
        return legacy() ? LegacyManifest.of(this, state, columns, data) : ExportManifest.of(this, state, columns, data);
    }

    private String legacyFolder(YearMonth month) {
        return prefix() + DAY.format(month.atDay(1)) + "-"
                + DAY.format(month.plusMonths(1).atDay(1)) + "/";
    }

    /** The Manifest.json of a delivery, by which consumers know that it is there and whole. */
    static final class ExportManifest {
        private ExportManifest() {}

        /** @param data the keys of the data files */
        static String of(Export export, MonthState state, List<? extends ExportColumn<?>> columns, List<String> data) {
            var json = Json.object();
            json.put("executionId", state.since() + "-" + id(export + state.toString()));
            json.put(
                    "exportArn",
                    "arn:aws:bcm-data-exports:us-east-1:" + Organisation.PAYER + ":export/" + export.exportName() + "-"
                            + id(export.exportName()));
            var array = json.putArray("columns");
            for (var column : columns) {
                array.addObject().put("name", column.name()).put("type", column.type().inManifest);
            }
            json.put("compression", export.csv ? "GZIP" : "PARQUET");
            json.put("contentType", export.csv ? "TEXT_OR_CSV" : "PARQUET");
            var files = json.putArray("dataFiles");
            data.forEach(key -> files.add("s3://" + Export.BUCKET + "/" + key));
            return json.toPrettyString();
        }

        private static UUID id(String seed) {
            return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The manifest of a legacy Cost and Usage Report, which knows its billing period and its columns' categories. */
    static final class LegacyManifest {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd'T000000.000Z'");

        private LegacyManifest() {}

        /** @param data the keys of the data files */
        static String of(Export export, MonthState state, List<? extends ExportColumn<?>> columns, List<String> data) {
            var json = Json.object();
            json.put(
                    "assemblyId",
                    UUID.nameUUIDFromBytes((export + state.toString()).getBytes(StandardCharsets.UTF_8))
                            .toString());
            json.put("account", Organisation.PAYER);
            var array = json.putArray("columns");
            for (var column : columns) {
                var slash = column.name().indexOf('/');
                array.addObject()
                        .put("category", column.name().substring(0, slash))
                        .put("name", column.name().substring(slash + 1));
            }
            json.put("charset", "UTF-8").put("compression", "GZIP").put("contentType", "text/csv");
            json.put("reportName", export.exportName());
            json.putObject("billingPeriod")
                    .put("start", day(state.month()))
                    .put("end", day(state.month().plusMonths(1)));
            json.put("bucket", Export.BUCKET);
            var keys = json.putArray("reportKeys");
            data.forEach(keys::add);
            return json.toPrettyString();
        }

        private static String day(YearMonth month) {
            return DAY.format(month.atDay(1));
        }
    }

    /** A table that exports are taken from: its columns, and the rows that a line is. */
    record ExportTable<R>(List<ExportColumn<R>> columns, Function<ExportLine, Stream<R>> rowsOf) {
        int chunks(List<ExportLine> lines, int rowsPerChunk) {
            var rows = (int) rows(lines).count();
            return Math.max(1, Math.ceilDiv(rows, rowsPerChunk));
        }

        /** The bytes of a chunk, which is counted from 1. */
        byte[] write(List<ExportLine> lines, int chunk, int rowsPerChunk, boolean csv) {
            var rows = rows(lines)
                    .skip((long) (chunk - 1) * rowsPerChunk)
                    .limit(rowsPerChunk)
                    .toList();
            return csv ? ChunkWriter.csv(columns, rows) : ChunkWriter.parquet(columns, rows);
        }

        private Stream<R> rows(List<ExportLine> lines) {
            return lines.stream().flatMap(rowsOf);
        }
    }
}
