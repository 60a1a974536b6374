package dev.bursar.billingdata;

import dev.bursar.bench.BenchServer;
import dev.bursar.bench.Comparison;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.SyncNode;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Hourly FOCUS lines in Parquet read into charges, and stored with their rollups in place of those of the round before, beside
 * DuckDB writing the plain aggregate, of doubles, to Parquet.
 */
public final class ImportBench {
    private static final int RESOURCES = 10_000;
    private static final int HOURS = 720;
    private static final double BOUND = 2.5;
    /** Charges by team and the month's copy in columns are stored too (ADR 25). */
    private static final double STORED_BOUND = 3.5;

    private static final ReadLimits LIMITS = new ReadLimits(512, 4_096, 2, 16L << 30, 250);

    private ImportBench() {}

    public static void imports(boolean quick) throws Exception {
        Path folder = Files.createTempDirectory("import-bench");
        try {
            Path lines = folder.resolve("lines.parquet");
            write(lines, quick ? RESOURCES / 20 : RESOURCES);
            ChargeFileSummary summary = read(folder, lines);
            System.out.printf(
                    Locale.ROOT,
                    "Import of %,d hourly lines (%,d MB of Parquet) that are %,d charges%n",
                    summary.rows(),
                    Files.size(lines) >> 20,
                    summary.charges());
            System.out.printf(Locale.ROOT, "  peak memory of the process after one reading: %,d MB%n", peakMegabytes());
            try (Connection peer = peer()) {
                Path out = folder.resolve("aggregate.parquet");
                Comparison.print(
                        "Reading them",
                        1,
                        "Bursar, charges to a counter",
                        () -> read(folder, lines),
                        "DuckDB, to Parquet",
                        () -> aggregate(peer, lines, out),
                        BOUND);
                same(peer, out, summary);
                store(folder, lines, peer, out);
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void store(Path folder, Path lines, Connection peer, Path out) throws Exception {
        try (LocalPostgres server = LocalPostgres.start(
                        Path.of("target/bench-postgres"), "fsync=on", "synchronous_commit=off", "full_page_writes=on");
                var app = BenchServer.migrated(server, "bench_import")) {
            Clock clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
            try (var node = SyncNode.start(clock, app, URI.create("http://127.0.0.1:1"), Map.of())) {
                DeliveredCosts costs = node.getBean(DeliveredCosts.class);
                var reader = new ChargeFileReader(folder.resolve("work"), LIMITS);
                Comparison.print(
                        "Importing them",
                        1,
                        "Bursar, charges and rollups in PostgreSQL",
                        () -> costs.replace(
                                new DeliveredCosts.Delivered("lines", new byte[32]),
                                charges -> reader.read(
                                                Delivery.of(List.of(new ChargeFile("lines", lines))),
                                                Set.of(),
                                                charges::accept,
                                                ReadListener.NONE)
                                        .format()
                                        .label()),
                        "DuckDB, to Parquet",
                        () -> aggregate(peer, lines, out),
                        STORED_BOUND);
                if (node.getBean(ChargeTotals.class).differencesOfRollups() != 0) {
                    throw new IllegalStateException("The rollups should be the charges' sums");
                }
            }
            System.out.printf(Locale.ROOT, "  peak memory of the process after all: %,d MB%n", peakMegabytes());
        }
    }

    private static ChargeFileSummary read(Path folder, Path lines) throws IOException {
        long[] count = new long[1];
        ChargeFileSummary summary = new ChargeFileReader(folder.resolve("work"), LIMITS)
                .read(
                        Delivery.of(List.of(new ChargeFile("lines", lines))),
                        Set.of(),
                        charge -> count[0]++,
                        ReadListener.NONE);
        if (count[0] != summary.charges()) {
            throw new IllegalStateException("Not all charges were handed over");
        }
        return summary;
    }

    private static Connection peer() throws SQLException {
        var settings = new Properties();
        settings.setProperty("memory_limit", LIMITS.memoryMegabytes() + "MB");
        settings.setProperty("threads", Integer.toString(LIMITS.threads()));
        settings.setProperty("preserve_insertion_order", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    private static void aggregate(Connection peer, Path lines, Path out) throws SQLException {
        try (var statement = peer.createStatement()) {
            statement.execute("""
                    copy (
                      select cast(ChargePeriodStart as date), BillingPeriodStart, ProviderName, BillingAccountId, SubAccountId,
                             ServiceName, RegionId, x_UsageType, ChargeCategory, ChargeClass, PricingCategory,
                             CommitmentDiscountId, ResourceId, Tags, BillingCurrency, ConsumedUnit,
                             sum(BilledCost) as BilledCost, sum(EffectiveCost), sum(ListCost), sum(ContractedCost),
                             sum(ConsumedQuantity)
                        from read_parquet('%s')
                       group by all)
                    to '%s' (format parquet)
                    """.formatted(lines, out));
        }
    }

    private static void same(Connection peer, Path out, ChargeFileSummary summary) throws SQLException {
        try (var statement = peer.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from read_parquet('%s')".formatted(out))) {
            rows.next();
            if (rows.getLong(1) != summary.charges()) {
                throw new IllegalStateException("Both sides should give the same groups");
            }
        }
    }

    /** Lines hour after hour, each resource in about 17 of a day's 24 hours. */
    private static void write(Path file, int resources) throws SQLException {
        try (Connection connection = peer();
                var statement = connection.createStatement()) {
            statement.execute("""
                    copy (
                      with hours as (
                        select i // %1$d as hour, (i %% %1$d) as resource, hash(i) %% 1000000 as dice
                          from range(%1$d * %2$d) t(i)
                         where hash(i * 7 + 1) %% 1000 < 694)
                      select round(dice * (1 + resource %% 100) / 1e10, 10) as BilledCost,
                             round(dice * (1 + resource %% 90) / 1e10, 10) as EffectiveCost,
                             round(dice * (1 + resource %% 110) / 1e10, 10) as ListCost,
                             round(dice * (1 + resource %% 100) / 1e10, 10) as ContractedCost,
                             dice / 1e6 as ConsumedQuantity,
                             'Hours' as ConsumedUnit,
                             '000000000001' as BillingAccountId,
                             lpad(cast(resource %% 60 as varchar), 12, '0') as SubAccountId,
                             'USD' as BillingCurrency,
                             timestamp '2026-10-01' as BillingPeriodStart,
                             timestamp '2026-11-01' as BillingPeriodEnd,
                             timestamp '2026-10-01' + to_hours(hour) as ChargePeriodStart,
                             timestamp '2026-10-01' + to_hours(hour + 1) as ChargePeriodEnd,
                             'Usage' as ChargeCategory,
                             cast(null as varchar) as ChargeClass,
                             case when resource %% 5 = 0 then 'Committed' else 'Standard' end as PricingCategory,
                             case when resource %% 5 = 0 then 'arn:aws:savingsplans::000000000001:savingsplan/' || resource %% 7
                             end as CommitmentDiscountId,
                             'AWS' as ProviderName,
                             'us-east-1' as RegionId,
                             'Amazon ' || ['SageMaker', 'Elastic Compute Cloud', 'Simple Storage Service'][1 + resource %% 3]
                               as ServiceName,
                             'USE1-Host:ml.m5.' || resource %% 9 || 'xlarge' as x_UsageType,
                             'arn:aws:sagemaker:us-east-1:' || lpad(cast(resource %% 60 as varchar), 12, '0') || ':endpoint/e-'
                               || resource * 7919 as ResourceId,
                             '$0.' || resource %% 50 || ' per hour' as ChargeDescription,
                             map {'team': 'team-' || resource %% 40, 'env': ['dev', 'prod'][1 + resource %% 2],
                                  'cost-center': 'cc' || resource %% 11} as Tags
                        from hours)
                    to '%3$s' (format parquet)
                    """.formatted(resources, HOURS, file));
        }
    }

    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findAny()
                .orElse(0);
    }
}
