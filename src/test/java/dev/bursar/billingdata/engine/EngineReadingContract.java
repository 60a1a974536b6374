package dev.bursar.billingdata.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.OtherWritersBill;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.FoundLines;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.Readings;
import dev.bursar.billingdata.read.Readings.Reading;
import dev.bursar.billingdata.read.WantedLines;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStore;
import dev.bursar.sync.RequestMeter;
import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an engine makes of a delivery's lines is what {@code ChargeFileReader} makes of the same files. */
public abstract class EngineReadingContract {
    static final RequestMeter FREE = new RequestMeter() {
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

    Path delivery;

    @BeforeEach
    void folder() throws IOException {
        delivery = Files.createDirectories(work.resolve("data/BILLING_PERIOD=2026-10"));
    }

    /** The engine that is tested, which reads and writes files of this machine. */
    protected abstract LineEngine engine();

    /** Which part of the lines at random is read: all where it costs the least. */
    protected double share() {
        return 1;
    }

    private int lines(int most) {
        return (int) (most * share());
    }

    private LineSource source() {
        ObjectStore store = ObjectStore.folder(work.resolve("data"));
        return new LineSource(
                store,
                () -> store.below("", 100, FREE).stream()
                        .filter(object -> object.key().endsWith(".parquet"))
                        .toList(),
                FREE);
    }

    private static ObjectPlace results(LineEngine engine) {
        return new ObjectPlace(ObjectStore.folder(Path.of(engine.results())), "");
    }

    private EngineReading open(LineEngine engine, Set<String> tagKeys) throws IOException {
        return EngineReading.open(
                        engine,
                        source(),
                        results(engine),
                        work.resolve("work"),
                        Readings.LIMITS,
                        tagKeys,
                        ReadListener.NONE)
                .orElseThrow();
    }

    final Reading byEngine(LineEngine engine, Set<String> tagKeys) throws IOException {
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

    /** As {@link #byEngine}, a group for so many files, with what earlier readings have left. */
    private Reading byGroups(LineEngine engine, int files, KeptResults kept, List<EngineProgress> told)
            throws IOException {
        ObjectStore store = ObjectStore.folder(work.resolve("data"));
        var source = new LineSource(
                store,
                () -> store.below("", 100, FREE).stream()
                        .filter(object -> object.key().endsWith(".parquet"))
                        .toList(),
                FREE);
        var results = new ObjectPlace(ObjectStore.folder(Path.of(engine.results())), "");
        var with = new EngineWork(
                engine, results, kept, GroupBounds.of(engine.name()).files(files), 0, told::add);
        var charges = new ArrayList<DeliveredCharge>();
        try (EngineReading reading = EngineReading.open(
                        with, source, work.resolve("work"), Readings.LIMITS, Set.of(), ReadListener.NONE)
                .orElseThrow()) {
            return new Reading(reading.reduce(charges::add), charges);
        }
    }

    /** Files that share charges, some with other columns, and lines that are left to DuckDB in more than one. */
    private Reading threeFiles() throws IOException {
        Path[] files = {
            ChargeLinesFile.random(LineFormat.FOCUS, 7, 500).parquet(delivery.resolve("a-1.parquet")),
            ChargeLinesFile.random(LineFormat.FOCUS, 7, 500)
                    .with("BilledCost", "decimal(38, 18)")
                    .parquet(delivery.resolve("a-2.parquet")),
            ChargeLinesFile.random(LineFormat.FOCUS, 9, 400)
                    .add(ChargeLinesFile.focusLine(1.2345678901234567))
                    .parquet(delivery.resolve("a-3.parquet"))
        };
        return Readings.read(work, Set.of(), files);
    }

    @Test
    void groupsThatShareChargesGiveTheSame() throws IOException {
        Reading here = threeFiles();
        for (int files = 1; files <= 3; files++) {
            var told = new ArrayList<EngineProgress>();
            Reading there = byGroups(engine(), files, KeptResults.NONE, told);
            assertThat(there.charges()).isNotEmpty().containsExactlyElementsOf(here.charges());
            assertThat(there.summary()).isEqualTo(here.summary());
            assertThat(told.getLast().groups()).isEqualTo(files == 1 ? 3 : files == 2 ? 2 : 1);
            assertThat(told.getLast().done()).isEqualTo(told.getLast().groups());
            assertThat(told.getLast().bytes()).isPositive();
        }
    }

    @Test
    void whatIsDoneIsNotAskedAgain() throws IOException {
        Reading here = threeFiles();
        var kept = new MemoryResults();
        var asked = new ArrayList<String>();
        var fails = new AtomicInteger(3);
        var engine = new Wrapped(engine()) {
            @Override
            public Answer ask(String query, Statement statement) {
                asked.add(query);
                return super.ask(query, statement);
            }

            @Override
            public Unloaded unload(String query, String folder, Statement statement) {
                if (fails.decrementAndGet() == 0) {
                    throw new EngineFailure(EngineFailure.Kind.GONE, name(), "gone", null);
                }
                asked.add(query);
                return super.unload(query, folder, statement);
            }
        };
        assertThatThrownBy(() -> byGroups(engine, 1, kept, new ArrayList<>())).isInstanceOf(EngineFailure.class);
        assertThat(asked).isNotEmpty();

        var told = new ArrayList<EngineProgress>();
        Reading there = byGroups(engine, 1, kept, told);

        assertThat(there.charges()).containsExactlyElementsOf(here.charges());
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(told.getLast().kept()).isPositive();
        int all = asked.size();
        assertThat(byGroups(engine, 1, kept, new ArrayList<>()).charges()).isEqualTo(there.charges());
        assertThat(asked).hasSize(all);
    }

    @Test
    void aKeptResultThatIsGoneOrChangedIsMadeAgain() throws IOException {
        Reading here = threeFiles();
        var kept = new MemoryResults();
        byGroups(engine(), 1, kept, new ArrayList<>());
        Path results = Path.of(engine().results());
        Files.delete(files(results).getFirst());
        assertThat(byGroups(engine(), 1, kept, new ArrayList<>()).charges()).containsExactlyElementsOf(here.charges());

        Path last = files(results).getLast();
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(byGroups(engine(), 1, kept, new ArrayList<>()).charges()).containsExactlyElementsOf(here.charges());
    }

    @Test
    void aResultThatWasDamagedBeforeItWasListedIsMadeAgainNextTime() throws IOException {
        Reading here = threeFiles();
        var kept = new MemoryResults();
        var damaging = new Wrapped(engine()) {
            @Override
            void unloaded(Path folder) throws IOException {
                for (Path file : files(folder)) {
                    rewrite(file, "account");
                }
            }
        };
        assertThatThrownBy(() -> byGroups(damaging, 1, kept, new ArrayList<>()))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.fact().kind()).isEqualTo(EngineFailure.Kind.DAMAGED));
        // each run finds the next damaged result
        for (int run = 0; run < 2; run++) {
            assertThatThrownBy(() -> byGroups(engine(), 1, kept, new ArrayList<>()))
                    .isInstanceOf(EngineFailure.class);
        }
        assertThat(byGroups(engine(), 1, kept, new ArrayList<>()).charges()).containsExactlyElementsOf(here.charges());
    }

    /** What engines have given, in memory. */
    private static final class MemoryResults implements KeptResults {
        private final Map<Key, Kept> all = new HashMap<>();

        @Override
        public Kept of(Key key) {
            return all.getOrDefault(key, new Kept(0, null));
        }

        @Override
        public void keep(Key key, int attempt, Given given) {
            all.put(key, new Kept(attempt, given));
        }

        @Override
        public void forget(EngineName engine, String delivery, @Nullable String statement) {
            all.replaceAll((key, known) -> statement == null || key.statement().equals(statement)
                    ? new Kept(known.attempt() + 1, null)
                    : known);
        }
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

    @ParameterizedTest
    @EnumSource(names = {"CUR_2", "CUR_LEGACY"})
    void splitRowsGiveTheSame(LineFormat format) throws IOException {
        new OtherWritersBill(YearMonth.of(2026, 10), 46).write(delivery, format, false);
        same(Set.of());
        same(Set.of("team"));
    }

    private ChargeLinesFile legacy(long seed, String... tags) {
        var lines = ChargeLinesFile.random(LineFormat.CUR_LEGACY, seed, lines(2_000))
                .without("resource_tags");
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

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void linesThatAreLookedUpAreTheSame(LineFormat format) throws IOException {
        var lines = format == LineFormat.CUR_LEGACY
                ? legacy(21, "resource_tags_user_team")
                : ChargeLinesFile.random(format, 21, 600);
        lines.with("x_Note", "varchar");
        for (int row = 0; row < lines.rows.size(); row++) {
            lines.rows.get(row).put("x_Note", "note " + row);
        }
        Path one = lines.parquet(delivery.resolve("a-1.parquet"));
        var more = format == LineFormat.CUR_LEGACY
                ? legacy(22, "resource_tags_user_team")
                : ChargeLinesFile.random(format, 22, 300);
        Path two = more.parquet(delivery.resolve("a-2.parquet"));
        var charges = Readings.read(work, Set.of(), one, two).charges();
        var wanted = charges.get(charges.size() / 2);
        var question = new WantedLines(
                wanted.day(),
                wanted.day().plusDays(3),
                Set.copyOf(List.of(wanted.account(), charges.getFirst().account())),
                (line, resource) -> line.service().equals(wanted.service()));
        var here = new ArrayList<Map<String, String>>();
        try (FoundLines found = new ChargeFileReader(work.resolve("work"), Readings.LIMITS)
                .find(Readings.delivery(one, two), question, 5_000, ReadListener.NONE)) {
            found.each(here::add);
        }
        LineEngine engine = engine();
        var there = new ArrayList<Map<String, String>>();

        try (EngineLines opened = EngineLines.open(
                        new EngineWork(engine, results(engine)),
                        source(),
                        work.resolve("work"),
                        Readings.LIMITS,
                        ReadListener.NONE)
                .orElseThrow()) {
            assertThat(opened.columns()).contains("x_Note");
            assertThat(opened.bytes(List.of("x_Note"))).isGreaterThan(opened.bytes(List.of()));
            var picked = opened.find(question, List.of("x_Note"), 5_000, new EngineLines.Watch() {});
            assertThat(picked.scanned()).isPositive();
            try (FoundLines found = picked.lines().orElseThrow()) {
                found.each(line -> {
                    Map<String, String> named = new HashMap<>();
                    line.forEach((name, value) -> {
                        if (picked.names().containsKey(name)) {
                            named.put(picked.names().get(name), value);
                        }
                    });
                    there.add(named);
                });
            }
            assertThatThrownBy(() -> opened.find(question, List.of(), 1_000, new EngineLines.Watch() {
                        @Override
                        public boolean cancelled() {
                            return true;
                        }
                    }))
                    .isInstanceOf(ReadCancelled.class);
        }
        Set<String> asked = new HashSet<>();
        there.forEach(line -> asked.addAll(line.keySet()));
        here.forEach(line -> line.keySet().retainAll(asked));
        assertThat(asked).contains("x_Note");
        assertThat(there).isNotEmpty().containsExactlyInAnyOrderElementsOf(here);
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

    /** Changes one value of one row, if the file has the column. */
    static void rewrite(Path file, String column) throws IOException {
        Path other = file.resolveSibling("other");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            try (var has = statement.executeQuery(
                    "select name from parquet_schema('" + file + "') where lower(name) = lower('" + column + "')")) {
                if (!has.next()) {
                    return;
                }
            }
            statement.execute(
                    "copy (select * replace (case when file_row_number = 0 then 'x' else %1$s end as %1$s) from read_parquet('%2$s', file_row_number = true)) to '%3$s' (format parquet)"
                            .formatted(column, file, other));
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Files.delete(file);
        Files.move(other, file);
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The engine with something that happens after results were written. */
    static class Wrapped implements LineEngine {
        private final LineEngine engine;

        Wrapped(LineEngine engine) {
            this.engine = engine;
        }

        void unloaded(Path folder) throws IOException {}

        String changed(String query) {
            return query;
        }

        @Override
        public EngineName name() {
            return engine.name();
        }

        @Override
        public String results() {
            return engine.results();
        }

        @Override
        public String address(String address) {
            return engine.address(address);
        }

        @Override
        public Scan create(LineTable table, Statement statement) {
            return engine.create(table, statement);
        }

        @Override
        public Scan drop(String table, Statement statement) {
            return engine.drop(table, statement);
        }

        @Override
        public Answer ask(String query, Statement statement) {
            return engine.ask(query, statement);
        }

        @Override
        public Unloaded unload(String query, String folder, Statement statement) {
            Unloaded written = engine.unload(changed(query), folder, statement);
            try {
                unloaded(Path.of(written.folder()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return written;
        }
    }
}
