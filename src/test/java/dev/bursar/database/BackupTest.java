package dev.bursar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.chargeback.ledger.LedgerRows;
import dev.bursar.chargeback.ledger.proof.LedgerProof;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.database.BackupSeal.Check;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.Verification;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.KeyFile;
import dev.bursar.kernel.Sha256;
import dev.bursar.local.LocalPostgres;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunState;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.TestAction;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One real database is kept once; what comes of the file in good and bad hands. */
class BackupTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final LocalDate END = LocalDate.parse("2027-01-01");
    /** Those that backups leave out, and those in which the sealer may have been busy meanwhile. */
    private static final Set<String> DIFFERENT = Set.of(
            "scheduled_tasks",
            "sync_lease",
            "sign_in_throttle",
            "first_admin",
            "outbox",
            "person_link",
            "journal_seal",
            "journal_unsealed");

    @TempDir
    static Path folder;

    /** Heads of other tests' journals are no heads of these. */
    @TempDir
    static Path data;

    private static final MovableClock CLOCK = new MovableClock(NOW);
    private static SyncRig rig;
    private static Path file;
    private static Summary kept;

    @BeforeAll
    static void keep() {
        var organisation = Organisation.seeded(7, CLOCK, LocalDate.parse("2026-11-10"));
        rig = new SyncRig(CLOCK, organisation, Map.of("bursar.data", data.toString()));
        for (String job : List.of("accounts", "costs", "ownership")) {
            assertThat(rig.run(job).state()).isEqualTo(RunState.DONE);
        }
        rig.database.jdbc().sql("""
                        with one as (insert into person (user_name, user_key, display_name, password_hash)
                                     values (E'tab\\tback\\\\slash', 'tab', E'new\\nline ü 🚀', '{argon2id}x') returning id)
                        insert into saved_view (owner_id, name, name_key, address, filters)
                        select id, 'View', 'view', 'spend?by=team', '[{"b": 1.10, "a": "\\u00fc"}]' from one
                        """).update();
        rig.database
                .jdbc()
                .sql("insert into sign_in_throttle values (sha256('x'), 3, now(), now())")
                .update();
        assertThat(verified(rig.bean(JournalService.class))).isInstanceOf(Verification.Intact.class);
        for (int i = 0; i < 3; i++) {
            int number = i;
            rig.database
                    .transactions()
                    .executeWithoutResult(status -> rig.bean(Journal.class)
                            .recordAs(
                                    Actor.SYSTEM,
                                    TestAction.of("tried"),
                                    "thing:" + number,
                                    null,
                                    Map.of("amount", "1.10")));
        }
        var ledger = new LedgerRows(rig.database);
        ledger.closedSeptember();
        rig.database
                .transactions()
                .executeWithoutResult(status -> rig.bean(Journal.class)
                        .recordAs(Actor.SYSTEM, TestAction.of("issued"), "thing:issued", null, ledger.told()));
        assertThat(rig.bean(LedgerProofs.class).prove().flaws()).isZero();
        rig.database
                .jdbc()
                .sql(
                        "insert into outbox (recipient, subject, body, asked_at, tried_since) values ('a@b.c', 'S', 'B', now(), now())")
                .update();
        fillPartitionedTables();
        file = folder.resolve("kept.zip");
        kept = backup(rig.database).to(file);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    /** Gives each partitioned table that has no rows yet one, whichever tables there are. */
    private static void fillPartitionedTables() {
        JdbcClient jdbc = rig.database.jdbc();
        for (String table : partitionedTables()) {
            if (jdbc.sql("select exists (select from " + table + ")")
                    .query(Boolean.class)
                    .single()) {
                continue;
            }
            String function =
                    jdbc.sql("""
                            select proname from pg_proc
                             where starts_with(:table || '_', substring(proname from '^ensure_(.+_)partition$'))
                            """).param("table", table).query(String.class).single();
            jdbc.sql("select " + function + "(date '2026-10-01')").query().listOfRows();
            String insert =
                    jdbc.sql("""
                            select format('insert into %s (%s) values (%s)', :table::text, string_agg(quote_ident(attname), ', '),
                                          string_agg(case format_type(atttypid, null)
                                                       when 'date' then '''2026-10-31'''
                                                       when 'timestamp with time zone' then '''2026-10-31T23:59:59Z'''
                                                       when 'uuid' then 'gen_random_uuid()'
                                                       when 'boolean' then 'true'
                                                       when 'bytea' then 'sha256(''x'')'
                                                       when 'text' then '''x'''
                                                       when 'text[]' then '''{x}'''
                                                       when 'jsonb' then '''{}'''
                                                       else '1' end, ', '))
                              from pg_attribute
                             where attrelid = :table::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attnotnull
                            """).param("table", table).query(String.class).single();
            jdbc.sql(insert).update();
        }
    }

    private static List<String> partitionedTables() {
        return rig.database
                .jdbc()
                .sql("select relname from pg_class where relkind = 'p' and relnamespace = 'public'::regnamespace")
                .query(String.class)
                .list();
    }

    private static Backup backup(TestDatabase database) {
        return new Backup(database.flyway("latest"), seal(), CLOCK);
    }

    private static BackupSeal seal() {
        return new BackupSeal(data.resolve("secret.key"));
    }

    private static Restore restore(TestDatabase database) {
        return new Restore(database.flyway("latest"));
    }

    private static Verification verified(JournalService journal) {
        return journal.verify(List.of(), (done, all) -> {});
    }

    /** What is said of the entries; a node that runs for a minute has published a head, too. */
    private static String sealed(JournalService journal) {
        String words = verified(journal).words();
        return words.substring(0, words.indexOf("sealed."));
    }

    @Test
    void restoredElsewhereItGivesEqualTotalsAndAJournalThatVerifies() {
        try (var elsewhere = TestDatabase.empty()) {
            Summary restored = restore(elsewhere).from(file);

            assertThat(restored).isEqualTo(kept);
            assertThat(contents(elsewhere)).isEqualTo(contents(rig.database));
            try (var node = node(elsewhere)) {
                var totals = node.getBean(ChargeTotals.class);
                for (Cost cost : Cost.values()) {
                    assertThat(totals.totals(FIRST, END, List.of(By.values()), cost))
                            .isNotEmpty()
                            .isEqualTo(rig.bean(ChargeTotals.class).totals(FIRST, END, List.of(By.values()), cost));
                }
                assertThat(totals.differencesOfRollups()).isZero();
                assertThat(sealed(node.getBean(JournalService.class)))
                        .isEqualTo(sealed(rig.bean(JournalService.class)))
                        .contains("intact");
                assertThat(node.getBean(LedgerProofs.class).prove())
                        .isEqualTo(rig.bean(LedgerProofs.class).prove())
                        .extracting(LedgerProof::flaws)
                        .isEqualTo(0L);
                assertThat(SyncNode.run(node, "costs").orElseThrow().state()).isEqualTo(RunState.DONE);
            }
        }
    }

    @Test
    void eachPartitionedTableHasRowsHereAndItsFirstDayInAnyTimeZone() throws java.sql.SQLException {
        assertThat(manifest().tables().stream()
                        .filter(table -> table.rows() > 0)
                        .map(Manifest.TableData::partitionOf))
                .containsAll(partitionedTables());
        try (Connection owner = rig.database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            for (String zone : List.of("America/New_York", "Asia/Tokyo", "UTC")) {
                statement.execute("set time zone '" + zone + "'");
                assertThat(Layout.of(owner).tables())
                        .as(zone)
                        .filteredOn(table -> table.parent() != null)
                        .allSatisfy(
                                table -> assertThat(table.name()).endsWith(String.format("_%tY_%<tm", table.from())));
            }
        }
    }

    @Test
    void aBackupThatLacksTheFirstDayOfPartitionsByTimeIsRestored() throws IOException {
        try (var elsewhere = TestDatabase.migrated()) {
            Path other = Files.write(
                    folder.resolve("without.zip"),
                    remade(Map.of(
                            "manifest.json",
                            text -> text.replaceAll(
                                    "(\"partitionOf\" : \"trail_\\w+\",\\s+\"from\" :) [^,]+", "$1 null"))));
            assertThat(restore(elsewhere).from(other)).isEqualTo(kept);
            assertThat(contents(elsewhere)).isEqualTo(contents(rig.database));
            Files.delete(other);
        }
    }

    @Test
    void afterItNumbersGoOnAndTheAppMayDoWhatItMay() {
        try (var elsewhere = TestDatabase.migrated()) {
            restore(elsewhere).from(file);
            JdbcClient jdbc = elsewhere.jdbc();
            long last =
                    jdbc.sql("select max(id) from journal").query(Long.class).single();
            assertThat(jdbc.sql("""
                                    insert into journal (at, actor_id, actor_name, action, subject)
                                    values (now(), 0, 'x', 'x', 'x') returning id
                                    """).query(Long.class).single()).isGreaterThan(last);
            assertThat(jdbc.sql("select count(*) from journal_unsealed where entry_id > :last")
                            .param("last", last)
                            .query(Long.class)
                            .single())
                    .as("the trigger works again")
                    .isEqualTo(1);
            for (String leftOut : List.of(
                    "scheduled_tasks", "sync_lease", "sign_in_throttle", "first_admin", "outbox", "person_link")) {
                assertThat(jdbc.sql("select count(*) from " + leftOut)
                                .query(Long.class)
                                .single())
                        .as(leftOut)
                        .isZero();
            }
            assertThat(jdbc.sql("delete from charge").update()).isPositive();
            assertThatThrownBy(() -> jdbc.sql("delete from journal").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> jdbc.sql("insert into person_role values (999, 'ADMIN')")
                            .update())
                    .rootCause()
                    .hasMessageContaining("person_role_person_id_fkey");
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFileAndANameIsNotTakenTwice() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> backup(rig.database).to(file))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already exists");
        assertThatThrownBy(() -> backup(rig.database).to(folder.resolve("no/such/folder.zip")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("could not be written");
        assertThat(folder.toFile().list()).containsExactly("kept.zip");
    }

    @Test
    void whatIsWrittenMeanwhileIsNotInIt() throws IOException {
        try (var elsewhere = TestDatabase.migrated()) {
            Path other = folder.resolve("meanwhile.zip");
            try (var out = new WritesOnce(Files.newOutputStream(other))) {
                backup(rig.database).to(out);
            }
            restore(elsewhere).from(other);
            assertThat(elsewhere
                            .jdbc()
                            .sql("select count(*) from thing_colour")
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            Files.deleteIfExists(folder.resolve("meanwhile.zip"));
            try (Connection owner = rig.database.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("truncate thing_colour");
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Stores a colour as soon as the first bytes of the backup arrive. */
    private static final class WritesOnce extends java.io.FilterOutputStream {
        private boolean stored;

        private WritesOnce(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!stored) {
                stored = true;
                rig.database
                        .jdbc()
                        .sql("insert into thing_colour values ('service', sha256('x'), 1)")
                        .update();
            }
            out.write(bytes, offset, length);
        }
    }

    @Test
    void aFileThatIsCutAnywhereIsRefusedAndNothingIsTouched() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        try (var elsewhere = TestDatabase.empty()) {
            for (int length : List.of(0, 1, 100, whole.length / 2, whole.length - 30, whole.length - 1)) {
                refused(elsewhere, java.util.Arrays.copyOf(whole, length), "");
            }
        }
    }

    @Test
    void aFileInWhichAnyByteWasChangedIsRefusedOrGivesTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            byte[] changed = whole.clone();
            changed[(int) ((long) whole.length * i / 40) + 17] ^= 0x40;
            Path other = Files.write(folder.resolve("changed.zip"), changed);
            try (Archive archive = Archive.checked(other)) {
                // a byte that nobody reads, such as a time of an entry
                assertThat(archive.manifest()).isEqualTo(manifest());
            } catch (Refused e) {
                found++;
            }
        }
        Files.delete(folder.resolve("changed.zip"));
        assertThat(found).isGreaterThan(35);
    }

    /** Whose digest stands nowhere but in the archive's own directory. */
    @Test
    void aManifestInWhichAnyByteWasChangedIsRefusedOrGivesTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        String bytes = new String(whole, StandardCharsets.ISO_8859_1);
        int begin = bytes.indexOf(Manifest.NAME) + Manifest.NAME.length();
        int end = bytes.indexOf("PK\u0007\u0008", begin); // what follows an entry of a size that its head doesn't say
        assertThat(end - begin).isGreaterThan(1_000);
        int found = 0;
        for (int i = 0; i < 100; i++) {
            byte[] changed = whole.clone();
            changed[begin + (end - begin) * i / 100] ^= 0x40;
            Path other = Files.write(folder.resolve("changed.zip"), changed);
            try (Archive archive = Archive.checked(other)) {
                // a copy of earlier text may come from another place where the same stands
                assertThat(archive.manifest()).isEqualTo(manifest());
            } catch (Refused e) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(95);
        Files.delete(folder.resolve("changed.zip"));
    }

    @Test
    void changedRowsAreRefusedEvenWhereTheArchiveIsWhole() throws IOException {
        try (var elsewhere = TestDatabase.empty()) {
            refused(
                    elsewhere,
                    remade(Map.of("tables/team.copy", text -> text + "99\tNo team\t2000-01-01\t\\N\t0\n")),
                    "");
            refused(
                    elsewhere,
                    remade(Map.of("manifest.json", text -> text.replace("\"rows\" : 3", "\"rows\" : 4"))),
                    "");
            refused(
                    elsewhere,
                    remade(Map.of(
                            "manifest.json", text -> text.replaceFirst("\"name\" : \"term\"", "\"name\" : \"other\""))),
                    "");
            refused(elsewhere, remade(Map.of("manifest.json", text -> "[]")), "not a backup");
            refused(
                    elsewhere,
                    remade(Map.of("manifest.json", text -> text.replaceFirst("\"format\" : 2", "\"format\" : 3"))),
                    "format 2");
        }
    }

    @Test
    void aRowThatWasChangedWithItsSumLacksTheKey() throws IOException {
        assertThat(seal().check(file)).isEqualTo(Check.MATCHES);
        var changed = new AtomicReference<String>("");
        Path other = folder.resolve("changed.zip");
        Files.write(other, remade(Map.of("tables/team.copy", text -> {
            changed.set(HexFormat.of().formatHex(Sha256.of(text.replaceFirst("\\t", "\tX "))));
            return text.replaceFirst("\\t", "\tX ");
        })));
        String sum = manifest().tables().stream()
                .filter(table -> table.name().equals("team"))
                .findFirst()
                .orElseThrow()
                .sha256();
        Files.write(
                other,
                remade(Map.of(
                        "tables/team.copy", text -> text.replaceFirst("\\t", "\tX "),
                        "manifest.json", text -> text.replace(sum, changed.get()))));
        assertThat(seal().check(other)).as("all hashes fit").isEqualTo(Check.CHANGED);

        Files.write(other, without("manifest.seal", Files.readAllBytes(file)));
        assertThat(seal().check(other)).as("its format has one").isEqualTo(Check.CHANGED);
        byte[] before = remade(Map.of("manifest.json", text -> text.replaceFirst("\"format\" : 2", "\"format\" : 1")));
        Files.write(other, without("manifest.seal", before));
        assertThat(seal().check(other)).isEqualTo(Check.UNSEALED);
        var elsewhere = new BackupSeal(data.resolve("elsewhere.key"));
        assertThat(elsewhere.check(file)).isEqualTo(Check.NO_KEY);
        new KeyFile(data.resolve("elsewhere.key")).readOrMake();
        assertThat(elsewhere.check(file)).isEqualTo(Check.OTHER_KEY);
        Files.writeString(data.resolve("elsewhere.key"), "no key");
        assertThatThrownBy(() -> elsewhere.check(file))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("elsewhere.key (BURSAR_KEY_FILE)");
        Files.delete(other);
    }

    private static byte[] without(String name, byte[] archive) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive));
                var to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().equals(name)) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    zip.transferTo(to);
                }
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void namesInTheFileNeverBecomeSql() throws IOException {
        try (var elsewhere = TestDatabase.migrated()) {
            Path other = Files.write(
                    folder.resolve("names.zip"),
                    remade(Map.of(
                            "manifest.json",
                            text -> text.replace("\"name\" : \"sync_run_id_seq\"", "\"name\" : \"x; drop table team\"")
                                    .replaceFirst(
                                            "\"partitionOf\" : \"charge\"", "\"partitionOf\" : \"charge'; --\""))));
            assertThatThrownBy(() -> restore(elsewhere).from(other))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("does not match");
            Files.delete(other);
            assertThat(rows(elsewhere)).isZero();
            assertThat(restore(elsewhere).from(file)).as("another try").isEqualTo(kept);
        }
    }

    @Test
    void onlyAnEmptyDatabaseTakesIt() {
        try (var elsewhere = TestDatabase.migrated()) {
            elsewhere.jdbc().sql("insert into team (name) values ('Mine')").update();
            assertThatThrownBy(() -> restore(elsewhere).from(file))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("is not empty (team has rows)");
            assertThat(rows(elsewhere)).isEqualTo(1);
        }
    }

    @Test
    void aBackupOfANewerOrAnotherSchemaIsRefused() throws IOException {
        try (var elsewhere = TestDatabase.empty()) {
            refused(
                    elsewhere,
                    remade(Map.of(
                            "manifest.json",
                            text -> text.replaceFirst(
                                    "(?s)(\"migrations\" : \\[.*?\"checksum\" : -?\\d+\\s*} )]",
                                    "$1, {\"version\" : \"9999\", \"checksum\" : 1} ]"))),
                    "newer Bursar (schema 9999");
            refused(
                    elsewhere,
                    remade(Map.of(
                            "manifest.json",
                            text -> text.replaceFirst("\"checksum\" : -?\\d+", "\"checksum\" : 12345"))),
                    "is unknown to this version of Bursar");
        }
    }

    @Test
    void aBackupOfAnOlderSchemaIsRestoredAndBroughtToTodays() throws IOException {
        try (var old = TestDatabase.empty();
                var elsewhere = TestDatabase.empty()) {
            old.migrate("10");
            old.jdbc().sql("insert into team (name) values ('Kept')").update();
            Path other = folder.resolve("old.zip");
            new Backup(old.flyway("10"), seal(), Clock.systemUTC()).to(other);

            Summary restored = restore(elsewhere).from(other);

            Files.delete(other);
            assertThat(restored.schema()).isEqualTo(kept.schema());
            assertThat(elsewhere
                            .jdbc()
                            .sql("select name from team")
                            .query(String.class)
                            .list())
                    .containsExactly("Kept");
        }
    }

    @Test
    void killedInBetweenItLeavesNoRowAndCanBeDoneAgain() throws Exception {
        try (var elsewhere = TestDatabase.migrated()) {
            Process process;
            try (Connection blocker = elsewhere.owner().getConnection();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("lock table spend_by_service in exclusive mode");
                process = new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                RestoreProcess.class.getName(),
                                elsewhere.url(),
                                LocalPostgres.OWNER,
                                elsewhere.ownerPassword(),
                                LocalPostgres.APP,
                                file.toString())
                        .inheritIO()
                        .start();
                Awaited.until(() -> process.isAlive()
                        && elsewhere.jdbc().sql("""
                                        select exists (select from pg_locks l
                                                        where not l.granted and l.relation = 'spend_by_service'::regclass)
                                        """).query(Boolean.class).single());
                process.destroyForcibly();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                blocker.rollback();
            }
            Awaited.until(() -> elsewhere
                            .jdbc()
                            .sql("""
                                    select count(*) from pg_stat_activity
                                     where usename = :owner and datname = current_database() and state <> 'idle'
                                    """)
                            .param("owner", LocalPostgres.OWNER)
                            .query(Long.class)
                            .single()
                    == 0);
            assertThat(rows(elsewhere)).isZero();
            assertThat(restore(elsewhere).from(file)).isEqualTo(kept);
        }
    }

    @Test
    void whatTurnsOutToBeWrongInItselfIsTakenOutAgain() {
        try (var elsewhere = TestDatabase.empty()) {
            Restore restore = restore(elsewhere);
            restore.from(file);
            restore.undo();
            assertThat(rows(elsewhere)).isZero();
            assertThat(restore.from(file)).isEqualTo(kept);
        }
    }

    private static void refused(TestDatabase elsewhere, byte[] content, String words) throws IOException {
        Path other = Files.write(folder.resolve("bad.zip"), content);
        assertThatThrownBy(() -> restore(elsewhere).from(other))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(words);
        Files.delete(other);
        assertThat(rows(elsewhere)).isZero();
    }

    /** Rows of all tables, 0 where there is none yet. */
    private static long rows(TestDatabase database) {
        Set<String> seeded = Set.of("ownership_order", "reach_settings", "sync_settings", "team_key");
        return contents(database).entrySet().stream()
                .filter(table -> !table.getValue().startsWith("0 ") && !seeded.contains(table.getKey()))
                .count();
    }

    /** Each table's number of rows and a sum over all of them in any order. */
    private static Map<String, String> contents(TestDatabase database) {
        var contents = new TreeMap<String, String>();
        try (Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            for (Layout.Table table : Layout.of(owner).tables()) {
                if (DIFFERENT.contains(table.name())) {
                    continue;
                }
                try (var row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from "
                                + table.sql() + " t")) {
                    row.next();
                    contents.put(table.name(), row.getString(1));
                }
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return contents;
    }

    private static Manifest manifest() {
        try (Archive archive = Archive.checked(file)) {
            return archive.manifest();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The archive with some entries changed, whole as an archive. */
    private static byte[] remade(Map<String, UnaryOperator<String>> changes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                var change = changes.get(entry.getKey());
                byte[] content = entry.getValue();
                if (change != null) {
                    String before = new String(content, StandardCharsets.UTF_8);
                    String after = change.apply(before);
                    assertThat(after).isNotEqualTo(before);
                    content = after.getBytes(StandardCharsets.UTF_8);
                }
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static AnnotationConfigApplicationContext node(TestDatabase database) {
        return SyncNode.start(
                CLOCK,
                database.dataSource(),
                rig.simulator.endpoint(),
                Map.of("bursar.data", data.resolve("elsewhere").toString()));
    }
}
