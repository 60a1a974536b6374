package dev.bursar.simulator;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;

/** The exports that the organisation has set up, each under a prefix of {@link #BUCKET}, overwritten by each delivery. */
public enum Export {
    FOCUS_1_2(false),
    FOCUS_1_0(false),
    FOCUS_1_2_CSV(true);

    /** The bucket that all of them are delivered to. */
    public static final String BUCKET = "billing-exports";

    private static final String FOLDER = "exports/";

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
        return FOLDER + exportName() + "/";
    }

    static Map<Export, ExportTable<?>> tables(Organisation organisation) {
        var focus = new FocusColumns(organisation);
        var focus12 = new ExportTable<>(focus.version12(), FocusRow::of);
        return Map.of(
                FOCUS_1_2, focus12,
                FOCUS_1_2_CSV, focus12,
                FOCUS_1_0, new ExportTable<>(focus.version10(), FocusRow::of));
    }

    /** What the keys of a billing period's data files begin with. */
    String dataFolder(YearMonth month) {
        return prefix() + "data/BILLING_PERIOD=" + month + "/";
    }

    String dataKey(YearMonth month, int chunk) {
        return dataFolder(month) + "%s-%05d".formatted(exportName(), chunk) + (csv ? ".csv.gz" : ".snappy.parquet");
    }

    String manifestKey(YearMonth month) {
        return prefix() + "metadata/BILLING_PERIOD=" + month + "/" + exportName() + "-Manifest.json";
    }
}
