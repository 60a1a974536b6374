package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.Adjustment.State;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentRefused;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.adjustments.FourEyesService;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.proof.LedgerFlaw;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Amounts that finance moves: what is refused, who posts them, what takes them back and where they stand. */
@BursarTest
@SignedInAs({Role.FINANCE, Role.ADMIN})
class AdjustmentServiceTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    ApplicationContext portal;

    @Autowired
    AdjustmentService service;

    @Autowired
    FourEyesService fourEyes;

    @Autowired
    IssueService issuing;

    @Autowired
    CloseService closing;

    @Autowired
    StatementService statements;

    @Autowired
    IssueStore issues;

    @Autowired
    LedgerMonths months;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void costs() {
        TeamsFixture.empty(portal);
        owner("truncate chargeback_cut, chargeback_cut_failure, chargeback_shown, shared_pool, shared_pool_terms,"
                + " aws_document, charge, charge_slice, spend_by_service, spend_by_account, spend_by_team,"
                + " spend_by_month, ledger_month, ledger_start, ledger_transaction, chargeback_adjustment,"
                + " chargeback_four_eyes cascade");
        ChargeFixture.load(portal);
        cut();
    }

    private void cut() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            portal.getBean(BackgroundScope.class).run(portal.getBean(CutWatch.class)::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private void owner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    private void start() {
        transactions.executeWithoutResult(status -> months.start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
    }

    private LedgerAccount team(String name) {
        return new LedgerAccount.Team(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private AdjustmentDraft draft(String amount) {
        return new AdjustmentDraft(
                OCTOBER,
                team("Research"),
                team("Vision"),
                "USD",
                new BigDecimal(amount),
                "GPU node of Vision",
                Optional.empty());
    }

    private static Map<Field, Why> refusal(Callable<?> action) {
        return catchThrowableOfType(AdjustmentRefused.class, action::call).problems();
    }

    private void refused(Why why, Callable<?> action) {
        assertThat(refusal(action)).isEqualTo(Map.of(Field.ADJUSTMENT, why));
    }

    private void issue() {
        var preview = issuing.preview(OCTOBER).orElseThrow();
        issuing.issue(OCTOBER, preview.token(), "as agreed", today());
    }

    private LocalDate today() {
        return LocalDate.now(portal.getBean(Clock.class).withZone(ZoneOffset.UTC));
    }

    private BigDecimal balance(LedgerAccount account, String currency) {
        return database.jdbc()
                .sql("""
                        select coalesce(sum(amount), 0) from ledger_posting p join ledger_account a on a.id = p.account_id
                         where a.kind = :kind and coalesce(a.team_id, 0) = :team and p.currency = :currency
                        """)
                .param("kind", account instanceof Fixed fixed ? fixed.name() : "TEAM")
                .param("team", account instanceof LedgerAccount.Team(int team) ? team : 0)
                .param("currency", currency)
                .query(BigDecimal.class)
                .single();
    }

    @Test
    void whatIsWrongIsSaidOfEachField() {
        refused(Why.NO_LEDGER, () -> service.propose(draft("1.00")));
        start();
        record Case(Field field, Why why, UnaryOperator<AdjustmentDraft> change) {}
        for (Case one : List.of(
                new Case(Field.OF_MONTH, Why.MISSING, draft -> about(draft, null)),
                new Case(Field.OF_MONTH, Why.BEFORE_LEDGER, draft -> about(draft, OCTOBER.minusMonths(1))),
                new Case(Field.OF_MONTH, Why.LATER_MONTH, draft -> about(draft, OCTOBER.plusMonths(1))),
                new Case(Field.FROM, Why.MISSING, draft -> between(draft, null, draft.to())),
                new Case(Field.FROM, Why.OTHER_ACCOUNT, draft -> between(draft, Fixed.AWS, draft.to())),
                new Case(Field.TO, Why.OTHER_ACCOUNT, draft -> between(draft, draft.from(), Fixed.AWS_ROUNDING)),
                new Case(
                        Field.TO,
                        Why.NO_SUCH_TEAM,
                        draft -> between(draft, draft.from(), new LedgerAccount.Team(999_999))),
                new Case(Field.TO, Why.SAME_ACCOUNT, draft -> between(draft, draft.from(), draft.from())),
                new Case(Field.CURRENCY, Why.MISSING, draft -> amount(draft, "", "1.00")),
                new Case(Field.CURRENCY, Why.OTHER_CURRENCY, draft -> amount(draft, "EUR", "1.00")),
                new Case(Field.AMOUNT, Why.MISSING, draft -> amount(draft, "USD", null)),
                new Case(Field.AMOUNT, Why.NOT_ABOVE_ZERO, draft -> amount(draft, "USD", "0")),
                new Case(Field.AMOUNT, Why.NOT_ABOVE_ZERO, draft -> amount(draft, "USD", "-1.00")),
                new Case(Field.AMOUNT, Why.TOO_MANY_DECIMALS, draft -> amount(draft, "USD", "1.005")),
                new Case(Field.AMOUNT, Why.TOO_LARGE, draft -> amount(draft, "USD", "1000000000000")),
                new Case(Field.REASON, Why.MISSING, draft -> because(draft, " \n ")),
                new Case(Field.REASON, Why.TOO_LONG, draft -> because(draft, "x".repeat(501))),
                new Case(Field.REASON, Why.CONTROL_CHARACTERS, draft -> because(draft, "a\0b")))) {
            assertThat(refusal(() -> service.propose(one.change().apply(draft("1.00")))))
                    .isEqualTo(Map.of(one.field(), one.why()));
        }
        var dispute = draft("1.00");
        refused(
                Why.NO_SUCH_DISPUTE,
                () -> service.propose(new AdjustmentDraft(
                        dispute.ofMonth(),
                        dispute.from(),
                        dispute.to(),
                        dispute.currency(),
                        dispute.amount(),
                        dispute.reason(),
                        Optional.of(1L))));
        assertThatThrownBy(() -> service.post(77)).isInstanceOf(StaleEdit.class);
        assertThat(service.page(AdjustmentQuestion.ALL).all()).isZero();
    }

    private static AdjustmentDraft about(AdjustmentDraft draft, @Nullable YearMonth month) {
        return new AdjustmentDraft(
                month, draft.from(), draft.to(), draft.currency(), draft.amount(), draft.reason(), Optional.empty());
    }

    private static AdjustmentDraft between(
            AdjustmentDraft draft, @Nullable LedgerAccount from, @Nullable LedgerAccount to) {
        return new AdjustmentDraft(
                draft.ofMonth(), from, to, draft.currency(), draft.amount(), draft.reason(), Optional.empty());
    }

    private static AdjustmentDraft amount(AdjustmentDraft draft, String currency, @Nullable String amount) {
        return new AdjustmentDraft(
                draft.ofMonth(),
                draft.from(),
                draft.to(),
                currency,
                amount == null ? null : new BigDecimal(amount),
                draft.reason(),
                Optional.empty());
    }

    private static AdjustmentDraft because(AdjustmentDraft draft, String reason) {
        return new AdjustmentDraft(
                draft.ofMonth(), draft.from(), draft.to(), draft.currency(), draft.amount(), reason, Optional.empty());
    }

    /** Posted after the month was issued it asks for new versions of two statements, and the month waits for them. */
    @Test
    void standsOnTheStatementsOfBoth() {
        start();
        issue();
        invoice("USD", "592.83");
        invoice("CNY", "217.00");
        assertThat(closing.preview(OCTOBER).blocks()).isEmpty();
        Adjustment posted = service.propose(draft("12.30"));
        assertThat(posted.state()).isEqualTo(State.POSTED);
        assertThat(posted.month()).isEqualTo(OCTOBER);

        assertThat(closing.preview(OCTOBER).blocks())
                .containsExactly(new Check.ChangedSince(List.of("Research", "Vision")));
        assertThat(issuing.preview(OCTOBER).orElseThrow().rows())
                .extracting(row -> row.name() + " " + row.currency() + " " + row.total())
                .containsExactly("Research CNY 217.00", "Research USD 301.53", "Vision USD 182.80");
        issue();
        assertThat(issuing.preview(OCTOBER).orElseThrow().rows()).isEmpty();
        assertThat(issues.statements(OCTOBER).stream().filter(one -> one.version() == 2))
                .extracting(IssuedStatement::name)
                .containsExactlyInAnyOrder("Research", "Vision");
        for (IssuedStatement one : issues.statements(OCTOBER)) {
            one.totals()
                    .forEach(total -> assertThat(balance(
                                    LedgerAccount.of(one.team()),
                                    total.getCurrencyUnit().getCode()))
                            .as(one.name())
                            .isEqualByComparingTo(total.getAmount()));
        }
        var preview = closing.preview(OCTOBER);
        assertThat(preview.blocks()).isEmpty();
        closing.close(OCTOBER, preview.token());
        assertThat(flaws()).isEmpty();

        // of a closed month, in the open one
        Adjustment later = service.propose(draft("1.00"));
        assertThat(later.month()).isEqualTo(OCTOBER.plusMonths(1));
        assertThat(later.ofMonth()).isEqualTo(OCTOBER);
        Adjustment back = service.reverse(posted.id(), "the node was shared");
        assertThat(back.month()).isEqualTo(OCTOBER.plusMonths(1));
        assertThat(back.from()).isEqualTo(posted.to());
        assertThat(lines("Vision", OCTOBER.plusMonths(1)))
                .extracting(line -> line.other() + " " + line.amount())
                .containsExactly("Research 1.00", "Research -12.30");
        assertThat(lines("Research", OCTOBER.plusMonths(1)).getFirst().forLead().other())
                .isEmpty();
    }

    /** A rule that came later gives a day of Research to Vision: the closed month's statements stay, and finance sees what it moves. */
    @Test
    void chargesOfOtherOwnersAreListedOfClosedMonths() {
        start();
        issue();
        invoice("USD", "592.83");
        invoice("CNY", "217.00");
        var service = portal.getBean(OwnerChangeService.class);
        assertThat(service.changes(OCTOBER).largest()).isEmpty();
        closing.close(OCTOBER, closing.preview(OCTOBER).token());
        assertThat(service.changes(OCTOBER).largest()).isEmpty();
        owner("update charge set team_id = (select id from team where name = 'Vision') where charge_day = '2026-10-05'"
                + " and currency = 'USD' and team_id = (select id from team where name = 'Research')");
        owner("update charge_month set version = gen_random_uuid() where charge_month = '2026-10-01'");
        cut();
        var changes = service.changes(OCTOBER);
        assertThat(changes.largest()).singleElement().satisfies(change -> {
            assertThat(changes.teams().get(change.from())).isEqualTo("Research");
            assertThat(changes.teams().get(change.to())).isEqualTo("Vision");
            assertThat(change.amount()).isEqualByComparingTo("10.123456789");
        });
        this.service.propose(draft("10.12"));
        assertThat(service.changes(OCTOBER).moved())
                .extracting(moved -> moved.amount().getAmount())
                .containsExactly(new BigDecimal("10.12"));
    }

    private List<Adjusted> lines(String team, YearMonth month) {
        int number = team(team) instanceof LedgerAccount.Team(int id) ? id : 0;
        return statements.statement(month, number).orElseThrow().currencies().stream()
                .flatMap(in -> in.adjustments().stream())
                .toList();
    }

    /** What doesn't hold; the activity log still tells of what other tests posted, and not of what this one stores by itself. */
    private List<LedgerFlaw> flaws() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return portal.getBean(BackgroundScope.class)
                    .call(() -> portal.getBean(LedgerProofs.class).prove().parts().stream()
                            .flatMap(part -> part.flaws().stream())
                            .filter(flaw -> !(flaw instanceof LedgerFlaw.Gone
                                    || flaw instanceof LedgerFlaw.StatementGone
                                    || flaw instanceof LedgerFlaw.Unsealed))
                            .toList());
        } finally {
            SecurityContextHolder.setContext(context);
        }
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
    void isReversedOnce() {
        start();
        long id = service.propose(draft("5.00")).id();
        assertThat(refusal(() -> service.reverse(id, ""))).isEqualTo(Map.of(Field.REASON, Why.MISSING));
        Adjustment back = service.reverse(id, "not needed");
        assertThat(back.reverses()).contains(id);
        assertThat(service.adjustment(id).orElseThrow().state()).isEqualTo(State.REVERSED);
        refused(Why.REVERSED, () -> service.reverse(id, "again"));
        refused(Why.IS_REVERSAL, () -> service.reverse(back.id(), "again"));
        refused(Why.DECIDED, () -> service.post(id));
        assertThat(balance(team("Vision"), "USD")).isZero();
        assertThat(flaws()).isEmpty();
    }

    private void withFourEyes() {
        var people = portal.getBean(People.class);
        if (!fourEyes.state().enoughPeople()) {
            people.create(new NewPerson("second", "Second", Set.of(Role.FINANCE)));
        }
        fourEyes.turnOn();
    }

    /** The same proposals, made by somebody else. */
    private void bySomebodyElse() {
        owner("update chargeback_adjustment set proposed_by = 424242, proposed_by_name = 'Somebody'");
    }

    @Test
    void anotherPersonPosts() {
        start();
        withFourEyes();
        assertThatThrownBy(fourEyes::turnOn).isInstanceOf(StaleEdit.class);
        long id = service.propose(draft("5.00")).id();
        assertThat(service.adjustment(id).orElseThrow().state()).isEqualTo(State.PROPOSED);
        assertThat(balance(team("Vision"), "USD")).isZero();
        refused(Why.OWN_PROPOSAL, () -> service.post(id));
        refused(Why.NOT_POSTED, () -> service.reverse(id, "why"));
        bySomebodyElse();
        assertThat(service.post(id).state()).isEqualTo(State.POSTED);
        assertThat(balance(team("Vision"), "USD")).isEqualByComparingTo("5.00");
        refused(Why.DECIDED, () -> service.reject(id, "late"));

        long back = service.reverse(id, "not needed").id();
        refused(Why.REVERSAL_WAITS, () -> service.reverse(id, "not needed"));
        assertThat(refusal(() -> service.reject(back, " "))).isEqualTo(Map.of(Field.REASON, Why.MISSING));
        assertThat(service.reject(back, "it is right").state()).isEqualTo(State.REJECTED);
        long again = service.reverse(id, "still not needed").id();
        bySomebodyElse();
        service.post(again);
        assertThat(service.adjustment(id).orElseThrow().state()).isEqualTo(State.REVERSED);
        assertThat(balance(team("Vision"), "USD")).isZero();

        // turned off, what still waits can be posted by whoever proposed it
        long own = service.propose(draft("2.00")).id();
        fourEyes.turnOff();
        assertThat(service.post(own).state()).isEqualTo(State.POSTED);
        assertThat(service.page(new AdjustmentQuestion(Optional.of(OCTOBER), Optional.of(State.REJECTED), false))
                        .found())
                .isEqualTo(1);
    }

    @Test
    void waitsInVainWhenItsMonthCloses() {
        start();
        withFourEyes();
        long id = service.propose(draft("5.00")).id();
        bySomebodyElse();
        issue();
        invoice("USD", "592.83");
        invoice("CNY", "217.00");
        closing.close(OCTOBER, closing.preview(OCTOBER).token());
        refused(Why.MONTH_CLOSED, () -> service.post(id));
        assertThat(service.reject(id, "its month is closed").state()).isEqualTo(State.REJECTED);
    }

    @Test
    void ofTwoPeopleOneIsFaster() {
        start();
        withFourEyes();
        long id = service.propose(draft("5.00")).id();
        bySomebodyElse();
        assertThat(both(() -> service.post(id), () -> service.reject(id, "no")))
                .containsExactlyInAnyOrder(
                        "done", Map.of(Field.ADJUSTMENT, Why.DECIDED).toString());
        fourEyes.turnOff();
        long posted = service.propose(draft("7.00")).id();
        assertThat(both(() -> service.reverse(posted, "one"), () -> service.reverse(posted, "two")))
                .containsExactlyInAnyOrder(
                        "done", Map.of(Field.ADJUSTMENT, Why.REVERSED).toString());
    }

    private static List<String> both(Runnable one, Runnable other) {
        var context = SecurityContextHolder.getContext();
        return Stream.of(one, other)
                .map(action -> CompletableFuture.supplyAsync(() -> {
                    SecurityContextHolder.setContext(context);
                    try {
                        action.run();
                        return "done";
                    } catch (AdjustmentRefused refused) {
                        return refused.problems().toString();
                    } finally {
                        SecurityContextHolder.clearContext();
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Whatever is moved and taken back: each transaction is zero, and accounts have what wasn't taken back. */
    @Test
    void addsUpToZeroWhateverHappens() {
        start();
        var random = new Random(20_261_130);
        List<LedgerAccount> accounts =
                List.of(team("Research"), team("Vision"), team("Fraud"), Fixed.UNALLOCATED, Fixed.INTERNAL);
        var posted = new ArrayList<Adjustment>();
        for (int i = 0; i < 60; i++) {
            Optional<Adjustment> back =
                    posted.stream().filter(one -> random.nextInt(6) == 0).findFirst();
            if (back.isPresent()) {
                service.reverse(back.get().id(), "round " + i);
                posted.remove(back.get());
                continue;
            }
            int from = random.nextInt(accounts.size());
            int to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
            posted.add(service.propose(new AdjustmentDraft(
                    OCTOBER,
                    accounts.get(from),
                    accounts.get(to),
                    random.nextBoolean() ? "USD" : "CNY",
                    BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2),
                    "round " + i,
                    Optional.empty())));
        }
        for (String currency : List.of("USD", "CNY")) {
            for (LedgerAccount account : accounts) {
                BigDecimal expected = posted.stream()
                        .filter(one -> one.amount().getCurrencyUnit().getCode().equals(currency))
                        .map(one -> one.to().equals(account)
                                ? one.amount().getAmount()
                                : one.from().equals(account)
                                        ? one.amount().getAmount().negate()
                                        : BigDecimal.ZERO)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(balance(account, currency)).isEqualByComparingTo(expected);
            }
        }
        assertThat(database.jdbc()
                        .sql(
                                "select count(*) from (select transaction_id from ledger_posting group by transaction_id, currency"
                                        + " having sum(amount) <> 0) t")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(flaws()).isEmpty();
    }
}
