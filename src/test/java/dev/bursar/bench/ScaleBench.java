package dev.bursar.bench;

import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.trino.TestTrino;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * One delivery of a month of 30, 300 and 3,000 accounts, 1, 10 and 100 million hourly lines, read by a portal of its own with a heap
 * of 1 GB: reduced here, and in a Trino on this machine where Maven's repository has one. docs/sizing.md is made of this.
 */
final class ScaleBench {
    private static final int[] ACCOUNTS = Arrays.stream(
                    System.getProperty("bursar.bench.accounts", "30,300,3000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final boolean ONLY_ENGINE = Boolean.getBoolean("bursar.bench.only-engine");
    private static final long LINES_AN_ACCOUNT = 33_334;
    private static final int QUICK = 20;
    /** Three deliveries a day of the open month, and a last one of the month before on each of some days. */
    private static final int DELIVERIES_A_MONTH = 100;
    /** AWS reads the columns once for the proof's totals and once for the charges. */
    private static final int SCANS = 2;

    private static final String CHOOSE_TRINO =
            "insert into line_reduction values (true, 'trino', false, 'bench', now(), 1)";

    private static final int MOST_POWER_TENTHS = 11;
    private static final long MOST_MEMORY = 1_500L << 20;
    private static final double MEGABYTE = 1 << 20;

    private final Path folder;
    private final @Nullable TestTrino trino;

    private ScaleBench(Path folder, @Nullable TestTrino trino) {
        this.folder = folder;
        this.trino = trino;
    }

    /** @param way where lines were reduced */
    private record Reading(
            String way,
            int accounts,
            double seconds,
            long charges,
            long memory,
            long database,
            long files,
            String cost) {}

    static void run(boolean quick) throws Exception {
        Path folder = Path.of("target/bench-scale").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        System.setProperty("bursar.engines", "true");
        try (TestTrino trino =
                TestTrino.isThere() ? TestTrino.start(folder.resolve("trino"), "-XX:TieredStopAtLevel=4") : null) {
            if (trino == null) {
                System.out.println("No Trino: ./bursar verify --engines fetches one");
            }
            new ScaleBench(folder, trino).measure(quick);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure(boolean quick) throws Exception {
        Map<String, Reading> before = new HashMap<>();
        for (int accounts : ACCOUNTS) {
            long lines = accounts * LINES_AN_ACCOUNT / (quick ? QUICK : 1);
            Path exports = folder.resolve("exports");
            long bytes = new ScaleFiles(
                            exports.resolve("scale"),
                            YearMonth.now(ZoneOffset.UTC).minusMonths(1),
                            accounts,
                            lines)
                    .write();
            Delivered delivered = Delivered.of(exports);
            System.out.printf(
                    Locale.ROOT,
                    "%,d accounts, %,d lines in %,d MB of Parquet, %,d MB of columns that are read%n",
                    accounts,
                    delivered.lines,
                    bytes >> 20,
                    delivered.read >> 20);
            BigDecimal scan = ScanPrice.usd(delivered.read).multiply(BigDecimal.valueOf(SCANS));
            System.out.printf(
                    Locale.ROOT,
                    "  in Athena, worked out: $%s a delivery, $%s a month of %d deliveries%n",
                    scan.setScale(4, RoundingMode.HALF_UP),
                    scan.multiply(BigDecimal.valueOf(DELIVERIES_A_MONTH)).setScale(2, RoundingMode.HALF_UP),
                    DELIVERIES_A_MONTH);
            if (!ONLY_ENGINE) {
                print(delivered, read("here", accounts, exports, Map.of(), List.of()), before);
            }
            if (trino != null) {
                print(
                        delivered,
                        read("in Trino", accounts, exports, trino.environment(), List.of(CHOOSE_TRINO)),
                        before);
            }
            FileSystemUtils.deleteRecursively(exports);
        }
    }

    private static void print(Delivered delivered, Reading now, Map<String, Reading> before) {
        if (!now.cost.equals(delivered.cost)) {
            throw new IllegalStateException("Charges cost " + now.cost + " and the lines " + delivered.cost);
        }
        Optional<Reading> smaller = Optional.ofNullable(before.put(now.way, now));
        System.out.printf(
                Locale.ROOT,
                "  %-9s %8.1f s, %,10d charges, memory %,6d MB (%s), database %,6d MB, other disk at most %,7d MB%s%n",
                now.way,
                now.seconds,
                now.charges,
                now.memory >> 20,
                now.memory <= MOST_MEMORY ? "pass" : "over",
                now.database >> 20,
                now.files >> 20,
                smaller.map(one -> "; seconds grow by the power " + power(one.seconds, now.seconds, one, now)
                                + ", database " + power(one.database, now.database, one, now))
                        .orElse(""));
    }

    private static String power(double small, double large, Reading before, Reading now) {
        double power = Math.log(large / small) / Math.log((double) now.accounts / before.accounts);
        return "%.2f%s".formatted(power, power * 10 <= MOST_POWER_TENTHS ? "" : " (over 1.1)");
    }

    private Reading read(String way, int accounts, Path exports, Map<String, String> settings, List<String> statements)
            throws Exception {
        Path data = folder.resolve("data");
        FileSystemUtils.deleteRecursively(data);
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx1g",
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dbursar.aws.charge-files=" + exports,
                "-Dbursar.aws.charge-files-megabytes=20480",
                "-Dbursar.bench.data=" + data));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScalePortal.class.getName()));
        command.addAll(statements);
        Path out = folder.resolve("portal.out");
        var builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(out.toFile());
        builder.environment().putAll(settings);
        Process process = builder.start();
        long most = 0;
        try {
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                most = Math.max(most, size(data));
            }
        } finally {
            process.destroy();
        }
        Map<String, String> said = new HashMap<>();
        for (String line : Files.readAllLines(out)) {
            String[] words = line.split(" ");
            if (words.length == 2) {
                said.put(words[0], words[1]);
            }
        }
        if (process.exitValue() != 0 || !said.containsKey("cost")) {
            throw new IllegalStateException("The portal has not read the delivery: " + Files.readString(out));
        }
        return new Reading(
                way,
                accounts,
                Long.parseLong(said.get("millis")) / 1e3,
                Long.parseLong(said.get("charges")),
                Long.parseLong(said.get("memory")),
                Long.parseLong(said.get("database")),
                most,
                said.get("cost"));
    }

    /** What a folder takes on the disk, in which files have holes; 0 where something went while it was looked at. */
    private static long size(Path folder) throws IOException, InterruptedException {
        Process du = new ProcessBuilder("du", "-sk", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return du.waitFor() == 0 ? Long.parseLong(said.split("\\s")[0]) << 10 : 0;
    }

    /**
     * What DuckDB says of the files.
     *
     * @param read compressed bytes of the columns that charges are made of
     * @param cost the exact sum of what was billed
     */
    private record Delivered(long lines, long read, String cost) {
        static Delivered of(Path exports) throws SQLException {
            String files = exports + "/scale/data/*/*.parquet";
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            select (select count(*) from read_parquet('%1$s')),
                                   (select sum(total_compressed_size) from parquet_metadata('%1$s')
                                     where not regexp_matches(path_in_schema,
                                       '^(SubAccountName|PricingQuantity|PricingUnit|ListUnitPrice|SkuId|SkuPriceId|ChargeDescription)$')),
                                   (select sum(cast(BilledCost as decimal(38, 10))) from read_parquet('%1$s'))
                            """.formatted(files))) {
                rows.next();
                return new Delivered(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getBigDecimal(3).stripTrailingZeros().toPlainString());
            }
        }
    }
}
