package dev.bursar.simulator.exports;

import dev.bursar.simulator.organisation.MonthState;
import dev.bursar.simulator.organisation.Organisation;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
}
