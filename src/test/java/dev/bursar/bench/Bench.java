package dev.bursar.bench;

import dev.bursar.billingdata.ImportBench;
import dev.bursar.charges.ChargeBench;
import dev.bursar.charges.QueryBench;
import dev.bursar.costexplorer.RequestsBench;
import dev.bursar.files.WorkbookBench;
import dev.bursar.overview.OverviewBench;
import module java.base;

/**
 * Prints how Bursar compares with peers measured in the same run.
 *
 * <p>Arguments: the parts to run (all when none is named) and {@code --quick} for a twentieth of the data.
 */
public final class Bench {
    private interface Part {
        void run(boolean quick) throws Exception;
    }

    private static final Map<String, Part> PARTS = parts();

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var named = new ArrayList<>(List.of(arguments));
        boolean quick = named.remove("--quick");
        if (!PARTS.keySet().containsAll(named)) {
            System.err.println("Parts: " + String.join(", ", PARTS.keySet()) + "; --quick for less data");
            System.exit(2);
        }
        System.out.printf(
                "Bursar bench: %d processors, Java %s%s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                quick ? ", quick: a twentieth of the data" : "");
        for (var part : PARTS.entrySet()) {
            if (named.isEmpty() || named.contains(part.getKey())) {
                part.getValue().run(quick);
            }
        }
        System.exit(0);
    }

    private static Map<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("startup", StartupBench::run);
        parts.put("first-load", FirstLoadBench::run);
        parts.put("browsing", BrowsingBench::run);
        parts.put("sessions", SessionsBench::run);
        parts.put("ingest", ChargeBench::ingest);
        parts.put("reload", ChargeBench::reload);
        parts.put("report", ChargeBench::report);
        parts.put("questions", QueryBench::questions);
        parts.put("overview", OverviewBench::overview);
        parts.put("months", MonthsBench::run);
        parts.put("requests", RequestsBench::requests);
        parts.put("import", ImportBench::imports);
        parts.put("workbook", WorkbookBench::workbook);
        parts.put("export", ExportBench::run);
        parts.put("changes", ChangesBench::run);
        parts.put("scale", ScaleBench::run);
        return parts;
    }
}
