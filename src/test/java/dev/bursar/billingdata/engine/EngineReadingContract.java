package dev.bursar.billingdata.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.Readings;
import dev.bursar.billingdata.read.Readings.Reading;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStore;
import dev.bursar.sync.RequestMeter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine makes of a delivery's lines is what {@code ChargeFileReader} makes of the same files. */
public abstract class EngineReadingContract {
    private static final RequestMeter FREE = new RequestMeter() {
        @Override
        public <T> T send(
                String api,
                String account,
                String region,
                BigDecimal priceUsd,
                Predicate<RuntimeException> refused,
                Supplier<T> request) {
            return request.get();
        }
    };

    @TempDir
    protected Path work;

    protected Path delivery;

    @BeforeEach
    void folder() throws IOException {
        delivery = Files.createDirectories(work.resolve("data/BILLING_PERIOD=2026-10"));
    }

    /** The engine that is tested, which reads and writes files of this machine. */
    protected abstract LineEngine engine();

    /** How many lines at random are read of each export, as a part of what is read where it costs the least. */
    protected double share() {
        return 1;
    }

    private int lines(int most) {
        return (int) (most * share());
    }

    private EngineReading open(LineEngine engine, Set<String> tagKeys) throws IOException {
        ObjectStore store = ObjectStore.folder(work.resolve("data"));
        var source = new LineSource(
                store,
                () -> store.below("", 100, FREE).stream()
                        .filter(object -> object.key().endsWith(".parquet"))
                        .toList(),
                FREE);
        var results = new ObjectPlace(ObjectStore.folder(Path.of(engine.results())), "");
        return EngineReading.open(
                        engine, source, results, work.resolve("work"), Readings.LIMITS, tagKeys, ReadListener.NONE)
                .orElseThrow();
    }

    protected final Reading byEngine(LineEngine engine, Set<String> tagKeys) throws IOException {
        var charges = new ArrayList<DeliveredCharge>();
        try (EngineReading reading = open(engine, tagKeys)) {
            ChargeFileSummary summary = reading.reduce(charges::add);
            assertThat(reading.scanned()).isPositive();
            return new Reading(summary, charges);
        }
    }

    private void same(Set<String> tagKeys) throws IOException {
        Path[] files;
        try (Stream<Path> all = Files.list(delivery)) {
            files = all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toArray(Path[]::new);
        }
        Reading here = Readings.read(work, tagKeys, files);
        Reading there = byEngine(engine(), tagKeys);
        assertThat(there.charges()).isNotEmpty().containsExactlyElementsOf(here.charges());
        assertThat(there.summary()).isEqualTo(here.summary());
    }

    @Test
    void focusGivesTheSameCharges() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 7, lines(1_500)).parquet(delivery.resolve("a-1.parquet"));
        ChargeLinesFile.random(LineFormat.FOCUS, 8, lines(900)).parquet(delivery.resolve("a-2.parquet"));
        same(Set.of());
        same(Set.of("team"));
    }

    @Test
    void cur2GivesTheSameCharges() throws IOException {
        ChargeLinesFile.random(LineFormat.CUR_2, 9, lines(1_500)).parquet(delivery.resolve("a-1.parquet"));
        same(Set.of());
    }

    @Test
    void aLegacyReportGivesTheSameCharges() throws IOException {
        legacy(11, "resource_tags_user_team", "resource_tags_user_env").parquet(delivery.resolve("a-1.parquet"));
        legacy(12, "resource_tags_user_team").parquet(delivery.resolve("a-2.parquet"));
        same(Set.of());
        same(Set.of("env"));
    }

    private ChargeLinesFile legacy(long seed, String... tags) {
        var lines = ChargeLinesFile.random(LineFormat.CUR_LEGACY, seed, lines(2_000)).without("resource_tags");
        var random = new Random(seed);
        for (String tag : tags) {
            lines.with(tag, "varchar");
            lines.rows.forEach(row -> row.put(
                    tag,
                    switch (random.nextInt(4)) {
                        case 0 -> null;
                        case 1 -> "";
                        case 2 -> "quoted \"twice\" \\ und ü";
                        default -> "v" + random.nextInt(3);
                    }));
        }
        return lines;
    }

    @Test
    void numbersKeepEachDigit() throws IOException {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        for (double cost : new double[] {
            1.81E-8,
            -1.81E-8,
            0.1 + 0.2,
            1.2345678901234567,
            -9.8765432109876543E-5,
            123456789.12345679,
            1e-10,
            1e15,
            0,
            -0.0,
            99999.9999999999,
            100000,
            4.9E-20
        }) {
            lines.add(ChargeLinesFile.focusLine(cost));
        }
        lines.parquet(delivery.resolve("a.parquet"));
        same(Set.of());
    }

    @Test
    void decimalsBesideDoublesAndOtherWaysToWriteThemAreTheSame() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 1, 500).parquet(delivery.resolve("a.parquet"));
        ChargeLinesFile.random(LineFormat.FOCUS, 2, 500)
                .with("BilledCost", "decimal(38, 18)")
                .with("EffectiveCost", "decimal(16, 8)")
                .with("ListCost", "varchar")
                .with("ContractedCost", "bigint")
                .with("BillingPeriodStart", "timestamptz")
                .with("ChargePeriodStart", "varchar")
                .parquet(delivery.resolve("b.parquet"));
        ChargeLinesFile.random(LineFormat.FOCUS, 3, 500)
                .with("ChargePeriodStart", "timestamp_ns")
                .with("Tags", "map(varchar, varchar)")
                .without("x_UsageType")
                .parquet(delivery.resolve("c.parquet"));
        same(Set.of());
    }

    @Test
    void tagsAsJsonAreTheSameHoweverTheyAreSpelled() throws IOException {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).with("Tags", "varchar");
        for (String tags : new String[] {
            "{\"team\":\"a\",\"env\":\"ü\"}",
            "{ \"env\": \"\\u00fc\", \"team\": \"a\" }",
            "{}",
            "null",
            "NULL",
            "",
            "{\"team\":null}"
        }) {
            Map<String, @Nullable Object> row = ChargeLinesFile.focusLine(0.25);
            row.put("Tags", tags);
            lines.add(row);
        }
        lines.parquet(delivery.resolve("a.parquet"));
        same(Set.of());
        same(Set.of("env"));
    }

    @Test
    void mapsOfNullAreTheSame() throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("""
                copy (select * from (values
                    ('a', map(['user_b', 'user_a'], ['x"y', null])), ('b', map(['user_a'], [''])), ('c', null),
                    ('d', map(['user_a', 'user_b'], [null, 'x"y']))) as t(line_item_resource_id, resource_tags),
                  (select '000000000001' as bill_payer_account_id, timestamp '2026-10-01' as bill_billing_period_start_date,
                     timestamp '2026-09-30 23:59:59.999999' as line_item_usage_start_date,
                     '012345678901' as line_item_usage_account_id, 'Usage' as line_item_line_item_type,
                     'AmazonEC2' as line_item_product_code, 'USD' as line_item_currency_code,
                     0.3 + 1e-17 as line_item_unblended_cost, map(['product_name'], ['Amazon EC2']) as product,
                     map(['resourceTags/x', 'accountTag/team'], ['no', 'Straße']) as tags)
                ) to '%s' (format parquet)
                """.formatted(delivery.resolve("a.parquet")));
        }
        same(Set.of());
    }

    @Test
    void otherFilesInTheFolderAreNotRead() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 7, 300).parquet(delivery.resolve("a.parquet"));
        Files.move(
                ChargeLinesFile.random(LineFormat.FOCUS, 8, 300).parquet(work.resolve("other")),
                delivery.resolve("older.parq"));
        same(Set.of());
    }

    @Test
    void aWrongValueIsRefusedWithItsFile() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 7, 100).parquet(delivery.resolve("a.parquet"));
        Map<String, @Nullable Object> row = ChargeLinesFile.focusLine(1);
        row.put("BillingCurrency", "Dollar");
        row.put("ChargePeriodStart", LocalDateTime.of(1970, 1, 1, 0, 0));
        row.put("ProviderName", null);
        ChargeLinesFile.random(LineFormat.FOCUS, 8, 100).add(row).parquet(delivery.resolve("b.parquet"));
        assertThatThrownBy(() -> byEngine(engine(), Set.of()))
                .isInstanceOfSatisfying(ChargeFileRefused.class, refused -> {
                    assertThat(refused.file()).isEqualTo("b.parquet");
                    assertThat(refused.row()).isNull();
                    assertThat(refused.getMessage()).contains("\"Dollar\"", "1970", "ProviderName is empty");
                });
    }
}
