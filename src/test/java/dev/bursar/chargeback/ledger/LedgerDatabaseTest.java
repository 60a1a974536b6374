package dev.bursar.chargeback.ledger;

import static dev.bursar.chargeback.ledger.LedgerAccount.Fixed.AWS;
import static dev.bursar.chargeback.ledger.LedgerAccount.Fixed.AWS_PAYABLE;
import static dev.bursar.chargeback.ledger.LedgerAccount.Fixed.UNALLOCATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.kernel.Actor;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL refuses to whoever has the app's role, in plain SQL, and what is posted once. */
class LedgerDatabaseTest {
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String DENIED = "permission denied";

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = database.jdbc();
    private final LedgerRows rows = new LedgerRows(database);

    @AfterEach
    void close() {
        database.close();
    }

    /** September is issued and closed, October issued; both with a kept cut. */
    private void twoMonths() {
        rows.start(SEPTEMBER);
        rows.open(SEPTEMBER);
        rows.issue(SEPTEMBER, rows.cut(SEPTEMBER, 2), Map.of(7, "10.00"));
        rows.statement(SEPTEMBER, 7, "10.00");
        rows.documents(SEPTEMBER, "10.00");
        rows.close(SEPTEMBER);
        rows.open(OCTOBER);
        rows.statement(OCTOBER, 7, "12.50");
        database.transactions().executeWithoutResult(status -> new Ledger(jdbc).account(UNALLOCATED));
    }

    private void refused(String why, String... statements) {
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    for (String statement : statements) {
                        jdbc.sql(statement).update();
                    }
                }))
                .as(String.join("; ", statements))
                .rootCause()
                .hasMessageContaining(why);
    }

    private static final List<String> CHANGES = List.of(
            "update ledger_transaction set reason = 'x'",
            "delete from ledger_transaction",
            "update ledger_posting set amount = amount * 2",
            "delete from ledger_posting",
            "update ledger_account set team_id = 8 where team_id = 7",
            "delete from ledger_account",
            "delete from ledger_month",
            "delete from ledger_start",
            "update chargeback_issue set reason = 'x'",
            "delete from chargeback_issue",
            "update chargeback_statement set content = '{}'",
            "delete from chargeback_statement",
            "update chargeback_statement_total set total = 0",
            "delete from chargeback_correction",
            "update chargeback_cut set charges = 0",
            "truncate ledger_posting",
            "alter table ledger_posting disable trigger balanced",
            "drop trigger balanced on ledger_posting");

    @Test
    void theAppOnlyAddsAndReads() {
        twoMonths();
        for (String change : CHANGES) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .rootCause()
                    .message()
                    .containsAnyOf(DENIED, "must be owner");
        }
    }

    @Test
    void notEvenTheOwnerChangesWhatIsPosted() {
        twoMonths();
        var owner = database.owner();
        try {
            for (String table :
                    List.of("ledger_transaction", "ledger_posting", "chargeback_issue", "chargeback_statement")) {
                assertThatThrownBy(() -> JdbcClient.create(owner)
                                .sql("delete from " + table)
                                .update())
                        .rootCause()
                        .hasMessageContaining(table + " is never changed");
            }
        } finally {
            owner.destroy();
        }
    }

    private static String transaction(String key, YearMonth month) {
        return "insert into ledger_transaction (key, kind, billing_month, reason, posted_at, posted_by, posted_by_name,"
                + " content_sha256) values ('" + key + "', 'STATEMENT', '" + month
                + "-01', '', now(), 0, 'x', sha256('x'))";
    }

    /** A posting of the newest transaction. */
    private static String posting(int line, String kind, String currency, String amount) {
        return "insert into ledger_posting (transaction_id, line, account_id, of_month, currency, amount, note) select"
                + " max(t.id), " + line + ", (select id from ledger_account where kind = '" + kind
                + "' limit 1), '2026-10-01', '" + currency + "', " + amount + ", '' from ledger_transaction t";
    }

    @Test
    void aTransactionThatDoesNotAddUpToZeroIsRefused() {
        twoMonths();
        String zero = "does not add up to zero";
        refused(zero, transaction("a", OCTOBER));
        refused(zero, transaction("a", OCTOBER), posting(1, "AWS", "USD", "1"));
        refused(
                zero,
                transaction("a", OCTOBER),
                posting(1, "AWS", "USD", "1"),
                posting(2, "UNALLOCATED", "USD", "-0.99"));
        refused(zero, transaction("a", OCTOBER), posting(1, "AWS", "USD", "1"), posting(2, "UNALLOCATED", "EUR", "-1"));
        refused(
                zero,
                transaction("a", OCTOBER),
                posting(1, "AWS", "USD", "1"),
                posting(2, "UNALLOCATED", "USD", "-1"),
                "set constraints all immediate",
                posting(3, "AWS", "USD", "1"));
        refused(zero, transaction("a", OCTOBER), posting(1, "AWS", "USD", "'NaN'"), posting(2, "AWS", "USD", "'NaN'"));
        refused("ledger_posting_amount_check", transaction("a", OCTOBER), posting(1, "AWS", "USD", "0"));
        assertThat(jdbc.sql("select count(*) from ledger_transaction where key = 'a'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyPostsIssuesOrClosesPastTheActivityLog() {
        rows.start(SEPTEMBER);
        rows.open(SEPTEMBER);
        rows.statement(SEPTEMBER, 7, "10.00");
        rows.documents(SEPTEMBER, "10.00");
        database.transactions().executeWithoutResult(status -> new Ledger(jdbc).account(UNALLOCATED));
        long cut = rows.cut(SEPTEMBER, 1);
        try (var owner = database.owner()) {
            for (String table : List.of("ledger_transaction", "chargeback_issue", "ledger_month")) {
                JdbcClient.create(owner)
                        .sql("alter table " + table + " enable trigger logged")
                        .update();
            }
        }
        String unlogged = " is not in the activity log";
        refused(
                unlogged,
                transaction("a", SEPTEMBER),
                posting(1, "AWS", "USD", "1"),
                posting(2, "UNALLOCATED", "USD", "-1"));
        refused(
                unlogged,
                "insert into chargeback_issue (billing_month, number, cut_id, issued_at, issued_by, issued_by_name,"
                        + " answer_by, reason, allocation, figures) values ('2026-09-01', 1, " + cut
                        + ", now(), 0, 'x', now(), '', '', '')");
        String closing =
                "update ledger_month set closed_at = now(), closed_by = 1, closed_by_name = 'x', figures = '[]'";
        refused("closing:2026-09" + unlogged, closing);
        refused("closing:2026-09" + unlogged, closing, told("closing:2026-08"));
        database.transactions().executeWithoutResult(status -> {
            jdbc.sql(closing).update();
            jdbc.sql(told("closing:2026-09")).update();
        });
        assertThat(jdbc.sql("select count(*) from ledger_month where closed_at is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static String told(String thing) {
        return "insert into journal (at, actor_id, actor_name, action, subject, after, repeated) values (now(), 0,"
                + " 'x', 'x', 'x', '{\"seals\": {\"" + thing + "\": \"v1\"}}', 1)";
    }

    @Test
    void aPostedTransactionTakesNoMorePostings() {
        twoMonths();
        refused("is posted already", posting(8, "AWS", "USD", "1"), posting(9, "UNALLOCATED", "USD", "-1"));
        refused(
                DENIED,
                "insert into ledger_transaction (key, kind, billing_month, reason, posted_at, posted_by, posted_by_name,"
                        + " content_sha256, posted_in) values ('a', 'STATEMENT', '2026-10-01', '', now(), 0, 'x',"
                        + " sha256('x'), '99999999')");
    }

    @Test
    void nothingIsAddedToAClosedMonth() {
        twoMonths();
        String closed = "month 2026-09-01 is closed";
        long cut = jdbc.sql("select cut_id from chargeback_issue")
                .query(Long.class)
                .single();
        refused(closed, transaction("a", SEPTEMBER), posting(1, "AWS", "USD", "1"), posting(2, "AWS", "USD", "-1"));
        refused(
                closed,
                "insert into chargeback_issue (billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by,"
                        + " reason, allocation, figures) values ('2026-09-01', 2, " + cut
                        + ", now(), 0, 'x', now(), '', '', '')");
        refused(
                closed,
                "insert into chargeback_statement (issue_id, billing_month, team_id, name, number, version, content,"
                        + " content_sha256) select id, billing_month, 8, 'x', 'x', 1, '', sha256('') from chargeback_issue");
        refused(closed, "insert into chargeback_statement_total select id, 'EUR', 1 from chargeback_statement");
        refused(
                closed,
                "insert into chargeback_correction (issue_id, line, of_month, team_id, origin_team_id, pool_id, account, service,"
                        + " charge_category, currency, exact, amount) select id, 1, '2026-08-01', 7, 7, 0, '', '', '', 'USD', 1,"
                        + " 1 from chargeback_issue");
        refused(
                closed,
                "insert into chargeback_adjustment (billing_month, of_month, from_account, to_account, currency, amount, reason,"
                        + " proposed_at, proposed_by, proposed_by_name) values ('2026-09-01', '2026-09-01', 1, 2, 'USD', 1, 'x',"
                        + " now(), 0, 'x')");
    }

    @Test
    void monthsCloseOnceInOrderAndWithNothingOnTheAwsAccount() {
        rows.start(SEPTEMBER);
        refused("is not the next one of the ledger", "insert into ledger_month (billing_month) values ('2026-10-01')");
        rows.open(SEPTEMBER);
        rows.open(OCTOBER);
        refused("is not the next one of the ledger", "insert into ledger_month (billing_month) values ('2026-12-01')");
        refused("is not the next one of the ledger", "insert into ledger_month (billing_month) values ('2026-08-01')");
        refused(
                "is closed before it was open",
                "insert into ledger_month (billing_month, closed_at, closed_by, closed_by_name, figures) values ('2026-11-01',"
                        + " now(), 0, 'x', '{}')");
        assertThatThrownBy(() -> rows.close(OCTOBER))
                .rootCause()
                .hasMessageContaining("an earlier month than 2026-10-01");
        rows.statement(SEPTEMBER, 7, "10.00");
        rows.documents(SEPTEMBER, "10.01");
        assertThatThrownBy(() -> rows.close(SEPTEMBER)).rootCause().hasMessageContaining("is not zero");
        rows.post(LedgerRows.of("r", Kind.DOCUMENTS, SEPTEMBER, LedgerAccount.Fixed.AWS_ROUNDING, AWS, "0.01"));
        rows.close(SEPTEMBER);
        assertThatThrownBy(() -> rows.close(SEPTEMBER)).rootCause().hasMessageContaining("month 2026-09-01 is closed");
        refused(
                "month 2026-09-01 is closed",
                "update ledger_month set closed_at = null, closed_by = null, closed_by_name = null, figures = null");
        refused("is closed", "update ledger_month set billing_month = '2026-11-01' where billing_month = '2026-10-01'");
        assertThatThrownBy(() -> rows.start(OCTOBER)).rootCause().hasMessageContaining("the ledger has begun");
    }

    @Test
    void whatStatementsWereIssuedFromStays() {
        twoMonths();
        String kept = "statements were issued from this cut";
        refused(kept, "delete from chargeback_cut");
        refused(kept, "delete from chargeback_cut_line");
        refused(kept, "insert into chargeback_cut_line select * from chargeback_cut_line limit 1");
        refused(kept, "delete from chargeback_cut_quantity");
        refused(
                kept,
                "insert into chargeback_cut_quantity select cut_id, team_id, service_id, charge_month, 'Hrs', quantity"
                        + " from chargeback_cut_quantity limit 1");
        refused("permission denied", "update chargeback_cut_quantity set quantity = 2");
        long draft = rows.cut(SEPTEMBER, 3);
        assertThat(jdbc.sql("select id from chargeback_newest_cut where billing_month = '2026-09-01'")
                        .query(Long.class)
                        .single())
                .isEqualTo(draft);
        assertThat(jdbc.sql("delete from chargeback_cut where id = :id")
                        .param("id", draft)
                        .update())
                .as("a draft's")
                .isEqualTo(1);
    }

    @Test
    void poolsOfClosedMonthsStayAsTheyWere() {
        jdbc.sql("insert into shared_pool (version) values (0)").update();
        pool("2026-08-01");
        pool("2026-10-01");
        twoMonths();
        String closed = "pools of 2026-09-01 can not change";
        refused(closed, "update shared_pool_terms set name = 'x' where from_month = '2026-08-01'");
        refused(closed, "delete from shared_pool_terms where from_month = '2026-08-01'");
        refused(closed, "update shared_pool_terms set from_month = '2026-09-01' where from_month = '2026-10-01'");
        assertThatThrownBy(() -> pool("2026-09-01")).rootCause().hasMessageContaining(closed);
        assertThat(jdbc.sql("update shared_pool_terms set name = 'x' where from_month = '2026-10-01'")
                        .update())
                .isEqualTo(1);
        pool("2026-11-01");
    }

    private void pool(String from) {
        jdbc.sql("""
                insert into shared_pool_terms (pool_id, from_month, ended, name, position, kind, record_types, services, accounts,
                       unallocated, split, by_services, left_out, share_teams, shares)
                select max(id), cast(:from as date), false, 'Tax', 1, 'TAX', '{}', '{}', '{}', false, 'EVEN', '{}', '{}', '{}', '{}'
                  from shared_pool
                """).param("from", from).update();
    }

    @Test
    void theSamePostingIsPostedOnce() {
        rows.start(OCTOBER);
        rows.open(OCTOBER);
        long id = rows.statement(OCTOBER, 7, "12.50");
        assertThat(rows.statement(OCTOBER, 7, "12.5"))
                .as("decimals are no content")
                .isEqualTo(id);
        assertThatThrownBy(() -> rows.statement(OCTOBER, 7, "12.51")).isInstanceOf(Ledger.KeyTaken.class);
        assertThatThrownBy(() -> rows.post(LedgerRows.of(
                        "statement:2026-10:7", Kind.STATEMENT, OCTOBER, LedgerAccount.of(8), AWS, "12.50")))
                .isInstanceOf(Ledger.KeyTaken.class);
        long reversal = rows.reverse(id);
        assertThat(rows.reverse(id)).isEqualTo(reversal);
        assertThat(jdbc.sql("select sum(amount) from ledger_posting group by account_id")
                        .query(BigDecimal.class)
                        .list())
                .allSatisfy(sum -> assertThat(sum).isZero());
        assertThat(jdbc.sql("select count(*) from ledger_transaction")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void twoWhoPostTheSameAtOncePostItOnce() throws Exception {
        rows.start(OCTOBER);
        rows.open(OCTOBER);
        var ledger = new Ledger(jdbc);
        var together = new CyclicBarrier(4);
        var same = LedgerRows.of("once", Kind.ADJUSTMENT, OCTOBER, UNALLOCATED, AWS_PAYABLE, "5.00");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> posting = IntStream.range(0, 4)
                    .mapToObj(any -> threads.submit(() -> {
                        together.await(20, TimeUnit.SECONDS);
                        return database.transactions()
                                .execute(status -> ledger.post(same, Actor.SYSTEM, LedgerRows.AT));
                    }))
                    .toList();
            long id = posting.getFirst().get(30, TimeUnit.SECONDS);
            for (Future<Long> other : posting) {
                assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(id);
            }
        }
        assertThat(jdbc.sql("select count(*) from ledger_posting")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void transactionsAreReadNewestFirstWithWhatTheyCorrect() {
        twoMonths();
        long october = jdbc.sql("select max(id) from ledger_transaction")
                .query(Long.class)
                .single();
        long reversal = rows.reverse(october);
        rows.adjustment(OCTOBER, UNALLOCATED, LedgerAccount.of(8), "3.00");
        var queries = new LedgerQueries(jdbc);
        List<LedgerRow> all = queries.page(LedgerQuestion.ALL, null, 0, 10);
        assertThat(all)
                .extracting(LedgerRow::of)
                .containsExactly(Kind.ADJUSTMENT, Kind.STATEMENT, Kind.STATEMENT, Kind.DOCUMENTS, Kind.STATEMENT);
        assertThat(all)
                .extracting(row -> row.amounts().toString())
                .containsExactly("[USD 3.00]", "[USD -12.50]", "[USD 12.50]", "[USD 10.00]", "[USD 10.00]");
        assertThat(all.get(1).corrects()).contains(october);
        assertThat(queries.find(october).orElseThrow().correctedBy()).contains(reversal);
        assertThat(queries.page(LedgerQuestion.ALL, october, 1, 1)).containsExactly(all.get(4));
        assertThat(count(queries, Optional.of(OCTOBER), Optional.empty(), Optional.empty()))
                .isEqualTo(3);
        assertThat(count(queries, Optional.empty(), Optional.of(LedgerAccount.of(7)), Optional.empty()))
                .isEqualTo(3);
        assertThat(count(queries, Optional.empty(), Optional.of(UNALLOCATED), Optional.empty()))
                .isEqualTo(1);
        assertThat(count(queries, Optional.empty(), Optional.of(AWS), Optional.of(Kind.DOCUMENTS)))
                .isEqualTo(1);
        assertThat(queries.trialBalance()).extracting(sum -> sum.isZero()).containsExactly(true);
        assertThat(queries.balances())
                .extracting(one -> one.account() + " " + one.month() + " "
                        + one.amount().getAmount().stripTrailingZeros().toPlainString())
                .containsExactly(
                        "AWS 2026-09 0",
                        "AWS 2026-10 0",
                        "AWS_PAYABLE 2026-09 -10",
                        "Team[team=7] 2026-09 10",
                        "Team[team=7] 2026-10 0",
                        "Team[team=8] 2026-10 3",
                        "UNALLOCATED 2026-10 -3");
    }

    private static long count(
            LedgerQueries queries, Optional<YearMonth> month, Optional<LedgerAccount> account, Optional<Kind> kind) {
        return queries.count(new LedgerQuestion(month, account, kind));
    }
}
