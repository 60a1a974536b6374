package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.IssueService.Preview;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that are issued: they stay, post what they charge, and get new versions where their lines changed. */
@BursarTest
@SignedInAs({Role.FINANCE, Role.ADMIN})
class IssueTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    ApplicationContext portal;

    @Autowired
    CutWatch watch;

    @Autowired
    IssueService issuing;

    @Autowired
    CloseService closing;

    @Autowired
    StatementService statements;

    @Autowired
    IssueStore store;

    @Autowired
    LedgerMonths months;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void costs() {
        TeamsFixture.empty(portal);
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql(
                            "truncate chargeback_cut, chargeback_cut_failure, chargeback_shown, shared_pool, shared_pool_terms,"
                                    + " aws_document, charge, charge_slice, spend_by_service, spend_by_account, spend_by_team,"
                                    + " spend_by_month, ledger_month, ledger_start, ledger_transaction cascade")
                    .update();
        }
        ChargeFixture.load(portal);
        cut();
        transactions.executeWithoutResult(status -> months.start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
    }

    private void cut() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            portal.getBean(BackgroundScope.class).run(watch::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private Preview preview() {
        return issuing.preview(OCTOBER).orElseThrow();
    }

    private int issue() {
        Preview preview = preview();
        return issuing.issue(OCTOBER, preview.token(), "as agreed", today().plusDays(7));
    }

    private LocalDate today() {
        return LocalDate.now(portal.getBean(Clock.class).withZone(ZoneOffset.UTC));
    }

    private BigDecimal balance(String kind) {
        return database.jdbc()
                .sql("""
                        select coalesce(sum(amount), 0) from ledger_posting p join ledger_account a on a.id = p.account_id
                         where a.kind = :kind and p.currency = 'USD'
                        """)
                .param("kind", kind)
                .query(BigDecimal.class)
                .single();
    }

    private List<String> contents() {
        return store.statements(OCTOBER).stream()
                .map(one -> store.content(one.id()))
                .toList();
    }

    @Test
    void postsWhatItChargesToTheCent() {
        Preview preview = preview();
        int issued = issue();
        assertThat(issued).isEqualTo((int)
                preview.rows().stream().map(IssueService.Row::team).distinct().count());
        assertThat(balance("TEAM").add(balance("UNALLOCATED"))).isEqualByComparingTo("592.83");
        assertThat(balance("AWS")).isEqualByComparingTo("-592.83");
        assertThat(store.statements(OCTOBER))
                .extracting(IssuedStatement::version)
                .containsOnly(1);
        assertThat(store.statements(OCTOBER))
                .extracting(IssuedStatement::number)
                .doesNotHaveDuplicates();
    }

    @Test
    void staysWhatItIsWhateverChanges() {
        issue();
        int team = store.statements(OCTOBER).getLast().team();
        Statement before = statements.statement(OCTOBER, team).orElseThrow();
        List<String> contents = contents();
        database.jdbc()
                .sql("update team set name = 'Renamed' where id = ?")
                .param(team)
                .update();
        restate();
        assertThat(contents()).isEqualTo(contents);
        assertThat(statements.statement(OCTOBER, team).orElseThrow()).isEqualTo(before);
        assertThat(before.issued().orElseThrow().version()).isEqualTo(1);
    }

    /** All charges of a team turn out to be another one's: its version 2 takes back what it was charged. */
    @Test
    void whoHasNothingLeftGetsAVersionThatSaysSo() {
        issue();
        IssuedStatement vision = statementOf("Vision");
        IssuedStatement fraud = statementOf("Fraud");
        owner("update charge set team_id = " + fraud.team() + " where team_id = " + vision.team());
        owner("update charge_month set version = gen_random_uuid()");
        cut();
        assertThat(preview().rows())
                .extracting(row -> row.name() + " " + row.currency() + " " + row.total())
                .contains("Vision USD 0.00");
        issue();
        assertThat(statementOf("Vision").version()).isEqualTo(2);
        assertThat(statementOf("Vision").totals())
                .singleElement()
                .satisfies(total -> assertThat(total.isZero()).isTrue());
        assertThat(balance("AWS")).as("nothing is charged twice").isEqualByComparingTo("-592.83");
        assertThat(balance(vision.team())).isZero();
        assertThat(balance(fraud.team()))
                .isEqualByComparingTo(fraud.totals()
                        .getFirst()
                        .getAmount()
                        .add(vision.totals().getFirst().getAmount()));
        Statement left = statements.statement(OCTOBER, vision.team()).orElseThrow();
        assertThat(left.currencies()).singleElement().satisfies(in -> {
            assertThat(in.total()).isZero();
            assertThat(in.direct()).isEmpty();
        });
        var export = portal.getBean(StatementExport.class);
        for (ExportFormat format : List.of(ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.PDF)) {
            assertThatCode(() -> export.answer(StatementExport.question(left), format)
                            .write(OutputStream.nullOutputStream(), ExportSource.Progress.NONE))
                    .doesNotThrowAnyException();
        }
        assertThat(preview().rows()).isEmpty();
    }

    private IssuedStatement statementOf(String team) {
        return store.statements(OCTOBER).stream()
                .filter(one -> one.name().equals(team))
                .findFirst()
                .orElseThrow();
    }

    private BigDecimal balance(int team) {
        return database.jdbc()
                .sql("select sum(amount) from ledger_posting p join ledger_account a on a.id = p.account_id"
                        + " where a.team_id = ? and p.currency = 'USD'")
                .param(team)
                .query(BigDecimal.class)
                .single();
    }

    private void owner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    /** AWS changes a charge of one team. */
    private void restate() {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("""
                            with one as (select ctid, team_id, tableoid from charge where charge_day = '2026-10-05' and currency = 'USD'
                                            and team_id <> 0 order by team_id limit 1),
                            month as (update spend_by_month set billed_cost = billed_cost + 1
                                       where ctid = (select m.ctid from spend_by_month m, one
                                                      where m.charge_month = '2026-10-01' and m.team_id = one.team_id
                                                        and m.currency = 'USD' limit 1)),
                            version as (update charge_month set version = gen_random_uuid() where charge_month = '2026-10-01')
                            update charge c set billed_cost = billed_cost + 1 from one
                             where c.ctid = one.ctid and c.tableoid = one.tableoid
                            """).update();
        }
    }

    @Test
    void asksForANewPreviewWhenSomethingChanged() {
        String token = preview().token();
        issue();
        assertThatThrownBy(() -> issuing.issue(OCTOBER, token, "again", today()))
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.CHANGED));
        assertThat(preview().rows()).isEmpty();
    }

    @Test
    void twoPeopleIssueOnce() {
        Preview preview = preview();
        var context = SecurityContextHolder.getContext();
        List<CompletableFuture<Boolean>> both = java.util.stream.IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    SecurityContextHolder.setContext(context);
                    try {
                        issuing.issue(OCTOBER, preview.token(), "at once", today());
                        return true;
                    } catch (IssueRefused refused) {
                        return false;
                    } finally {
                        SecurityContextHolder.clearContext();
                    }
                }))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(balance("AWS")).isEqualByComparingTo("-592.83");
    }

    @Test
    void closesAtZeroAndForGood() {
        issue();
        invoice("USD", "592.83");
        invoice("CNY", "217.00");
        CloseService.Preview preview = closing.preview(OCTOBER);
        assertThat(preview.blocks()).isEmpty();
        closing.close(OCTOBER, preview.token());
        assertThat(balance("AWS")).isZero();
        assertThat(balance("AWS_PAYABLE")).isEqualByComparingTo("-592.83");
        assertThat(balance("AWS_RECEIVABLE")).isZero();
        assertThatThrownBy(() -> closing.close(OCTOBER, preview.token()))
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.CLOSED));
        assertThat(portal.getBean(ChargebackService.class)
                        .month(OCTOBER)
                        .orElseThrow()
                        .month()
                        .stage()
                        .stage())
                .isEqualTo(MonthStage.Stage.CLOSED);
        assertThatThrownBy(() -> portal.getBean(PoolService.class)
                        .create(List.of(new PoolDraft(
                                "Late",
                                new PoolSelection(PoolSelection.Kind.TAX, Set.of(), Set.of(), Set.of(), false),
                                new PoolSplit.Even(Set.of()),
                                0,
                                OCTOBER))))
                .isInstanceOf(PoolRefused.class);
    }

    @Test
    void differenceBlocksClosing() {
        issue();
        invoice("USD", "600.00");
        invoice("CNY", "217.00");
        CloseService.Preview preview = closing.preview(OCTOBER);
        assertThat(preview.blocks()).hasSize(1).first().isInstanceOf(Check.Agrees.class);
        assertThatThrownBy(() -> closing.close(OCTOBER, preview.token()))
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.BLOCKED));
    }

    /** AWS adds to a charge after the statements were issued, and its invoice has it. */
    @Test
    void whatChangedAfterIssueIsReceivable() {
        issue();
        restate();
        cut();
        invoice("USD", "593.83");
        invoice("CNY", "217.00");
        CloseService.Preview preview = closing.preview(OCTOBER);
        assertThat(preview.blocks()).isEmpty();
        closing.close(OCTOBER, preview.token());
        assertThat(balance("AWS")).isZero();
        assertThat(balance("AWS_RECEIVABLE")).isEqualByComparingTo("1.00");
    }

    private void invoice(String currency, String total) {
        database.jdbc()
                .sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                               total, first_seen, last_seen)
                        values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', 'INVOICE', '2026-10-01', '2026-11-03',
                                :currency, cast(:total as numeric), now(), now())
                        """)
                .param("number", "INV " + currency)
                .param("currency", currency)
                .param("total", total)
                .update();
    }

    @Test
    void refusesWithoutAReasonOrOnADayInThePast() {
        Preview preview = preview();
        assertThatThrownBy(() -> issuing.issue(OCTOBER, preview.token(), " ", today()))
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.NO_REASON));
        assertThatThrownBy(() -> issuing.issue(OCTOBER, preview.token(), "x", today().minusDays(1)))
                .isInstanceOfSatisfying(
                        IssueRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.ANSWER_DAY));
        assertThat(store.statements(OCTOBER)).isEmpty();
    }

    @Test
    void aCutThatANewerOneReplacedMeanwhileAsksForANewPreview() {
        assertThatThrownBy(() -> keep(0, "as agreed"))
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.CHANGED));
    }

    /** Of the same table, and of the ledger. */
    @Test
    void anyOtherConstraintIsAFaultWithItsCause() {
        assertThatThrownBy(() -> keep(preview().cut().id(), "x".repeat(501)))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasRootCauseInstanceOf(PSQLException.class)
                .hasMessageContaining("chargeback_issue_reason_check");
        owner("alter table ledger_transaction add constraint none_today check (kind <> 'STATEMENT')");
        try {
            assertThatThrownBy(this::issue)
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("none_today");
        } finally {
            owner("alter table ledger_transaction drop constraint none_today");
        }
        assertThat(store.statements(OCTOBER)).isEmpty();
    }

    private void keep(long cut, String reason) {
        transactions.executeWithoutResult(status -> {
            months.lock(OCTOBER);
            store.add(OCTOBER, cut, today(), reason, "[]", "[]", Actor.SYSTEM, Instant.EPOCH);
        });
    }
}
