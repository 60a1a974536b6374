package dev.bursar.bench;

import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A month's delivery of a FOCUS export as AWS lays it out, of hourly lines in Parquet: each file has lines of all days, of some of the
 * resources. Few accounts have most of the resources; each resource has a line in about 17 of a day's 24 hours.
 */
final class ScaleFiles {
    private static final int FILE_LINES = 1_000_000;
    private static final double IN_USE = 0.694;

    private final Path folder;
    private final YearMonth month;
    private final int accounts;
    private final long lines;

    ScaleFiles(Path folder, YearMonth month, int accounts, long lines) {
        this.folder = folder;
        this.month = month;
        this.accounts = accounts;
        this.lines = lines;
    }

    /** @return bytes of all files */
    long write() throws SQLException, IOException {
        int files = Math.toIntExact(Math.ceilDiv(lines, FILE_LINES));
        int hours = month.lengthOfMonth() * 24;
        int resources = Math.max(1, (int) Math.round(lines / (hours * IN_USE) / files));
        Path data = Files.createDirectories(folder.resolve("data/BILLING_PERIOD=" + month));
        List<Path> written = new ArrayList<>();
        var settings = new Properties();
        settings.setProperty("memory_limit", "2GB");
        settings.setProperty("preserve_insertion_order", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                var statement = connection.createStatement()) {
            for (int file = 0; file < files; file++) {
                Path path = data.resolve("scale-%05d.snappy.parquet".formatted(file + 1));
                statement.execute(sql(path, (long) file * resources, resources, (long) files * resources, hours));
                written.add(path);
            }
        }
        Path manifest = Files.createDirectories(folder.resolve("metadata/BILLING_PERIOD=" + month))
                .resolve("scale-Manifest.json");
        Files.writeString(
                manifest,
                written.stream()
                        .map(path ->
                                "\"s3://exports/scale/data/BILLING_PERIOD=" + month + "/" + path.getFileName() + "\"")
                        .collect(Collectors.joining(",", "{\"dataFiles\":[", "]}")));
        long bytes = 0;
        for (Path path : written) {
            bytes += Files.size(path);
        }
        return bytes;
    }

    /** A resource's account is drawn so that a tenth of the accounts have a third of the resources. */
    private String sql(Path file, long first, int resources, long all, int hours) {
        return """
            copy (
              with hours as (
                select i // %1$d as hour, %2$d + (i %% %1$d) as resource, hash(i + %2$d * %5$d) %% 1000000 as dice
                  from range(cast(%1$d as bigint) * %5$d) t(i)
                 where hash((i + %2$d * %5$d) * 7 + 1) %% 1000 < 694),
              used as (
                select hour, resource, dice,
                       lpad(cast(100000000000 + cast(floor(%4$d * pow(hash(resource) %% 1000000 / 1e6, 2)) as bigint) as varchar), 12, '0')
                         as account
                  from hours)
              select round(dice * (1 + resource %% 100) / 1e10, 10) as BilledCost,
                     round(dice * (1 + resource %% 90) / 1e10, 10) as EffectiveCost,
                     round(dice * (1 + resource %% 110) / 1e10, 10) as ListCost,
                     round(dice * (1 + resource %% 100) / 1e10, 10) as ContractedCost,
                     dice / 1e6 as ConsumedQuantity,
                     'Hours' as ConsumedUnit,
                     dice / 1e6 as PricingQuantity,
                     'Hrs' as PricingUnit,
                     (1 + resource %% 110) / 1e4 as ListUnitPrice,
                     '100000000000' as BillingAccountId,
                     account as SubAccountId,
                     'Account ' || account as SubAccountName,
                     'USD' as BillingCurrency,
                     timestamp '%6$s-01' as BillingPeriodStart,
                     timestamp '%6$s-01' + interval 1 month as BillingPeriodEnd,
                     timestamp '%6$s-01' + to_hours(hour) as ChargePeriodStart,
                     timestamp '%6$s-01' + to_hours(hour + 1) as ChargePeriodEnd,
                     'Usage' as ChargeCategory,
                     cast(null as varchar) as ChargeClass,
                     case when resource %% 5 = 0 then 'Committed' else 'Standard' end as PricingCategory,
                     case when resource %% 5 = 0 then 'arn:aws:savingsplans::100000000000:savingsplan/' || resource %% 7
                     end as CommitmentDiscountId,
                     'AWS' as ProviderName,
                     ['us-east-1', 'us-east-1', 'eu-west-1', 'us-west-2'][1 + resource %% 4] as RegionId,
                     'Amazon ' || ['SageMaker', 'Elastic Compute Cloud', 'Simple Storage Service', 'Bedrock'][1 + resource %% 4]
                       as ServiceName,
                     'USE1-Host:ml.m5.' || resource %% 9 || 'xlarge' as x_UsageType,
                     'arn:aws:sagemaker:us-east-1:' || account || ':endpoint/e-' || resource * 7919 as ResourceId,
                     'SKU' || resource %% 400 as SkuId,
                     'SKU' || resource %% 400 || '.PRICE' as SkuPriceId,
                     '$0.' || resource %% 50 || ' per hour' as ChargeDescription,
                     map {'team': 'team-' || resource %% 60, 'env': ['dev', 'prod'][1 + resource %% 2],
                          'cost-center': 'cc' || resource %% 11} as Tags
                from used)
            to '%3$s' (format parquet, compression snappy)
            """.formatted(resources, first, file, accounts, hours, month);
    }
}
