package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.chargeback.ledger.LedgerRows;
import dev.bursar.chargeback.ledger.proof.LedgerProof;
import dev.bursar.chargeback.ledger.proof.LedgerVerification;
import dev.bursar.chargeback.ledger.proof.LedgerVerifier;
import dev.bursar.chargeback.text.ProofText;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.database.Backup;
import dev.bursar.database.BackupSeal;
import dev.bursar.database.Restore;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalHead;
import dev.bursar.journal.JournalService;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestAction;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands of a portal that lives on imported files. */
class WithoutAwsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private final AnnotationConfigApplicationContext node = SyncNode.start(
            clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of("bursar.aws.team-tag", ""));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private int run(Command command, String... arguments) {
        try (var print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            return command.run(List.of(arguments), print);
        }
    }

    private SyncJobs jobs() {
        return node.getBean(SyncJobs.class);
    }

    private int importFile() {
        var line = ChargeLinesFile.focusLine(1.5);
        line.put("Tags", Map.of("squad", "vision"));
        Path file = ChargeLinesFile.of(LineFormat.FOCUS).add(line).csv(folder.resolve("charges.csv"));
        return run(
                new ImportCommand(node.getBean(ImportService.class), jobs(), node.getBean(SyncRunner.class)),
                file.toString());
    }

    private List<String> teams() {
        return node
                .getBean(ChargeTotals.class)
                .totals(LocalDate.parse("2020-01-01"), LocalDate.parse("2030-01-01"), List.of(By.TEAM), Cost.BILLED)
                .stream()
                .map(total -> total.values().getFirst())
                .toList();
    }

    @Test
    void anImportGivesItsChargesToTheirTeamsAtOnceWhereAKeyIsKnown() {
        database.jdbc()
                .sql("update team_key set tag_key = 'squad', chosen_by = 'Admin', chosen_at = now()")
                .update();
        assertThat(importFile()).isZero();
        assertThat(teams()).containsExactly("vision");
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
    }

    @Test
    void aSyncDoesWhatItCanAndNamesWhatWaits() {
        assertThat(importFile()).isZero();
        assertThat(teams()).containsExactly("Unallocated");
        out.reset();
        assertThat(run(new SyncCommand(jobs(), node.getBean(SyncRunner.class)), "--wait"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Refresh costs: waiting\n  No cost allocation tag has been chosen to identify teams.",
                        "Read accounts: waiting\n  Costs come from imported files, and AWS is not connected.",
                        "Apply ownership rules: Done");
    }

    private String verify(int expected, String... more) {
        out.reset();
        assertThat(run(
                        new LedgerCommand(node.getBean(LedgerVerifier.class), node.getBean(BackgroundScope.class)),
                        Stream.concat(Stream.of("verify"), Stream.of(more)).toArray(String[]::new)))
                .isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void asOwner(String... statements) {
        var owner = database.owner();
        try {
            for (String statement : statements) {
                JdbcClient.create(owner).sql(statement).update();
            }
        } finally {
            owner.destroy();
        }
    }

    /** As somebody does it who owns the database. */
    private void past(String table, String statement) {
        asOwner(
                "alter table " + table + " disable trigger user",
                statement,
                "alter table " + table + " enable trigger user");
    }

    @Test
    void theLedgerIsProvedAndEachChangeOfItIsNamed() {
        assertThat(verify(0)).contains("0 transactions checked, no difference.", "The ledger has no transactions yet.");
        var rows = new LedgerRows(database);
        rows.closedSeptember();
        database.transactions()
                .executeWithoutResult(status -> node.getBean(Journal.class)
                        .recordAs(Actor.SYSTEM, TestAction.of("issued"), "month:2026-09", null, rows.told()));
        String[] head = {"--head", head().toString()};
        assertThat(verify(0, head).lines())
                .containsExactly(
                        "The activity log is intact: 1 entry is unchanged since it was sealed. 1 published head matches.",
                        "Sums of transactions, zero in each currency: 3 transactions checked, no difference.",
                        "Postings against the hashes of transactions: 3 transactions checked, no difference.",
                        "Transactions against the activity log: 3 transactions checked, no difference.",
                        "Statements against their hashes and the activity log: 2 issued statements checked, no difference.",
                        "Totals of statements against postings: 2 issued statements checked, no difference.",
                        "Corrections of closed months against postings, by month and team: 0 corrections checked, no difference.",
                        "AWS account of closed months, zero: 1 closed month checked, no difference.",
                        "Charges that statements were issued from, kept: 1 issue of statements checked, no difference.",
                        "Kept charges against allocations, figures and postings: 1 issue of statements checked, no difference.",
                        "Seals in the activity log: 12 seals checked, no difference.",
                        "The ledger is intact.");

        past("ledger_posting", "update ledger_posting set note = 'x' where transaction_id = 2 and line = 1");
        assertThat(verify(1))
                .contains("3 transactions checked, 1 difference:\n  Transaction 2 or one of its postings was changed");
        past("ledger_posting", "update ledger_posting set note = '' where transaction_id = 2");
        verify(0);

        past("ledger_posting", "update ledger_posting set amount = amount + 1 where transaction_id = 1 and line = 1");
        assertThat(verify(1))
                .contains(
                        "Transaction 1 does not add up to zero.",
                        "Transaction 1 or one of its postings was changed after it was posted.",
                        "The statement of team 7 for September 2026 asks for $7.25, but $8.25 is posted.");
        past("ledger_posting", "update ledger_posting set amount = amount - 1 where transaction_id = 1 and line = 1");
        past("ledger_posting", "update ledger_posting set amount = 'NaN' where transaction_id = 3");
        assertThat(verify(1)).contains("Transaction 3 or one of its postings was changed");
        past(
                "ledger_posting",
                "update ledger_posting set amount = case line when 1 then 15.50 else -15.50 end where transaction_id = 3");
        verify(0);

        past("chargeback_statement", "update chargeback_statement set content = '{}' where team_id = 8");
        past("ledger_transaction", "update ledger_transaction set content_sha256 = sha256('other') where id = 2");
        asOwner("delete from chargeback_statement_total");
        past(
                "chargeback_cut_line",
                "delete from chargeback_cut_line where ctid = (select min(ctid) from chargeback_cut_line)");
        assertThat(verify(1))
                .contains(
                        "Version 1 of statement 2026-09-8 was changed after it was issued.",
                        "Transaction 2 has another hash in the activity log.",
                        "asks for $0.00, but $7.25 is posted.",
                        "Charges are missing that the statements of September 2026 were issued from (issue 1).",
                        "Someone changed the database directly");
        past("ledger_posting", "delete from ledger_posting where transaction_id = 2");
        past("ledger_transaction", "delete from ledger_transaction where id = 2");
        assertThat(verify(1)).contains("Transaction 2 is in the activity log, but not in the ledger.", "comes to");
    }

    @Test
    void whatIsOlderThanSealsIsCountedAndNotCalledIntact() {
        try (var old = TestDatabase.empty()) {
            old.migrate("185");
            var rows = new LedgerRows(old);
            rows.closedSeptember();
            old.migrate("latest");
            var told = new TreeMap<>(rows.told());
            told.remove("seals");
            try (var upgraded = SyncNode.start(
                    clock, old.dataSource(), URI.create("http://127.0.0.1:1"), Map.of("bursar.aws.team-tag", ""))) {
                old.transactions()
                        .executeWithoutResult(status -> upgraded.getBean(Journal.class)
                                .recordAs(Actor.SYSTEM, TestAction.of("issued"), "month:2026-09", null, told));
                LedgerVerification verified =
                        upgraded.getBean(LedgerVerifier.class).verify(List.of(), (done, all) -> {});
                LedgerProof proof = verified.proof();
                assertThat(proof.flaws()).isZero();
                assertThat(proof.unsealed()).isEqualTo(12);
                assertThat(ProofText.lines(verified))
                        .contains("Seals in the activity log: 0 seals checked, no difference.")
                        .last()
                        .asString()
                        .startsWith("What is sealed in the activity log is intact. Sealed from ")
                        .contains("12 things from before that day")
                        .doesNotContain("The ledger is intact");

                // nothing can be slipped in among it, or be taken from it
                old.fill("ledger-slipped-in.sql");
                assertThat(ProofText.lines(
                                upgraded.getBean(LedgerVerifier.class).verify(List.of(), (done, all) -> {})))
                        .anySatisfy(
                                line -> assertThat(line)
                                        .contains(
                                                "What was answered to statement 2026-09-7 v1 of September 2026 is not in the activity log."))
                        .anySatisfy(line -> assertThat(line)
                                .contains(
                                        "The first month of the ledger is missing. It was there when sealing began."));
            }
        }
    }

    /** A file with the head of the activity log's chain as it is now. */
    private Path head() {
        node.getBean(JournalService.class).verify(List.of(), (done, all) -> {});
        String line = database.jdbc()
                .sql("select position, encode(seal, 'hex') as seal from journal_seal order by position desc limit 1")
                .query((row, number) ->
                        new JournalHead(clock.instant(), row.getLong("position"), row.getString("seal")).line())
                .single();
        try {
            return Files.writeString(folder.resolve("head.txt"), line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anOlderBackupIsToldByAHeadThatWasKeptElsewhere() {
        var rows = new LedgerRows(database);
        rows.closedSeptember();
        for (String entry : List.of("first", "second")) {
            database.transactions()
                    .executeWithoutResult(status -> node.getBean(Journal.class)
                            .recordAs(Actor.SYSTEM, TestAction.of(entry), "month:2026-09", null, rows.told()));
        }
        String head = head().toString();
        assertThat(verify(0)).contains("No head that was kept elsewhere shows").doesNotContain("The ledger is intact");
        assertThat(verify(0, "--head", head)).contains("The ledger is intact.");

        // as a database does that was restored from a backup of before the second entry
        asOwner("delete from journal_seal where position = 2", "delete from journal where id = 2");
        assertThat(verify(0)).contains("The ledger agrees with the activity log.");
        assertThat(verify(1, "--head", head))
                .contains(
                        "Entries after number 1, the last one of 24 Nov 2026, 09:00 UTC, are missing: a head that was kept"
                                + " elsewhere has a later one.",
                        "The ledger is not as it was posted: 1 difference.")
                .doesNotContain("The ledger is intact");
    }

    /** Each node publishes its head a minute after it began: in one folder, the nodes of a long run of tests broke each other's log. */
    @Test
    void nodesOfOtherDatabasesPublishElsewhere() throws IOException {
        try (var other = TestDatabase.migrated();
                var elsewhere = SyncNode.start(clock, other.dataSource(), URI.create("http://127.0.0.1:1"), Map.of())) {
            Path data = Path.of(elsewhere.getEnvironment().getRequiredProperty("bursar.data"));
            Files.createDirectories(data);
            Files.writeString(
                    data.resolve("journal-heads.txt"),
                    new JournalHead(clock.instant(), 7, "ab".repeat(32)).line() + "\n");
            assertThat(elsewhere.getBean(JournalService.class).published()).hasSize(1);
            verify(0);
        }
    }

    @Test
    void aBackupIsRestoredWithItsKeyOrWhereSomebodySaysSo() {
        var seal = new BackupSeal(folder.resolve("secret.key"));
        Path file = folder.resolve("backup.zip");
        new Backup(database.flyway("latest"), seal, clock).to(file);
        try (var elsewhere = TestDatabase.empty()) {
            var withoutKey = restore(elsewhere, new BackupSeal(folder.resolve("none.key")));
            assertThat(run(withoutKey, file.toString())).isEqualTo(1);
            out.reset();
            assertThat(run(withoutKey, "--without-seal", file.toString())).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(
                            "The backup's seal could not be checked (this installation has no key file): whether its rows"
                                    + " were changed since it was made is not known.");
        }
        try (var elsewhere = TestDatabase.empty()) {
            out.reset();
            assertThat(run(restore(elsewhere, seal), file.toString())).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("The backup's seal matches.");
        }
    }

    private RestoreCommand restore(TestDatabase into, BackupSeal seal) {
        return new RestoreCommand(
                new Restore(into.flyway("latest")),
                seal,
                node.getBean(JournalService.class),
                node.getBean(ChargeTotals.class),
                node.getBean(BackgroundScope.class),
                folder);
    }

    @Test
    void whatTheActivityLogDoesNotTellOfIsNamed() {
        var rows = new LedgerRows(database);
        rows.closedSeptember();
        assertThat(verify(1))
                .contains(
                        "Transaction 1 is not in the activity log.", "statement 2026-09-7 is not in the activity log");
    }
}
