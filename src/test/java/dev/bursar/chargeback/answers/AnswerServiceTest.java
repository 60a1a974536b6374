package dev.bursar.chargeback.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.answers.AnswerPage.News;
import dev.bursar.chargeback.answers.AnswerPage.Told;
import dev.bursar.chargeback.answers.AnswerRefused.Why;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.CalendarDraft;
import dev.bursar.chargeback.month.CalendarDraft.Entered;
import dev.bursar.chargeback.month.CalendarService;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.month.CloseService;
import dev.bursar.chargeback.month.ClosingCalendar;
import dev.bursar.chargeback.month.ClosingStep;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.IssueService.Preview;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.ChargeDetails;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailTasks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements are accepted and disputed by whoever pays them, and by nobody else. */
@BursarTest
class AnswerServiceTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Autowired
    ApplicationContext portal;

    @Autowired
    AnswerService answers;

    @Autowired
    AdjustmentService adjustments;

    @Autowired
    AnswerStore store;

    @Autowired
    AnswerWatch watch;

    @Autowired
    IssueService issuing;

    @Autowired
    CloseService closing;

    @Autowired
    CalendarService calendar;

    @Autowired
    IssueStore issues;

    @Autowired
    StatementService statements;

    @Autowired
    StatementExport export;

    @Autowired
    ExportService exports;

    @Autowired
    ChargeDetails details;

    @Autowired
    CutWatch cuts;

    @Autowired
    LedgerMonths months;

    @Autowired
    People people;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    BackgroundScope background;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Autowired
    MailTasks mailTasks;

    @Autowired
    Letters letters;

    @Autowired
    JavaMailSenderImpl sender;

    private PersonId finance = new PersonId(1);
    private PersonId lead = new PersonId(1);
    private int vision;

    @BeforeEach
    void issuedMonth() {
        SecurityContextHolder.clearContext();
        TeamsFixture.empty(portal);
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("truncate closing_calendar, chargeback_cut, chargeback_cut_failure, chargeback_shown,"
                            + " shared_pool, shared_pool_terms, aws_document, charge, charge_slice,"
                            + " spend_by_service, spend_by_account, spend_by_team, spend_by_month, ledger_month,"
                            + " ledger_start, ledger_transaction, chargeback_adjustment, chargeback_four_eyes,"
                            + " outbox cascade")
                    .update();
        }
        letters.forget();
        ChargeFixture.load(portal);
        background.run(cuts::cutWhatChanged);
        transactions.executeWithoutResult(status -> months.start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
        finance = person(Role.FINANCE);
        vision = database.jdbc()
                .sql("select id from team where name = 'Vision'")
                .query(Integer.class)
                .single();
        lead = leadOf("Vision", LocalDate.of(2000, 1, 1), null);
        issue(finance);
    }

    private PersonId person(Role... roles) {
        String name = "answers" + COUNTER.incrementAndGet();
        PersonId person = background.call(() -> people.create(new NewPerson(name, name, Set.of(roles))));
        database.jdbc()
                .sql("update person set email = ? where id = ?")
                .params(name + "@example.org", person.value())
                .update();
        return person;
    }

    private PersonId leadOf(String team, LocalDate from, @Nullable LocalDate to, Role... more) {
        PersonId person =
                person(Stream.concat(Stream.of(Role.LEAD), Stream.of(more)).toArray(Role[]::new));
        int id = database.jdbc()
                .sql("select id from team where name = ?")
                .param(team)
                .query(Integer.class)
                .single();
        background.run(() -> people.assignLead(person, new LedTeam(new TeamId(id), from, to)));
        return person;
    }

    private void issue(PersonId by) {
        as(by, () -> {
            Preview preview = issuing.preview(OCTOBER).orElseThrow();
            return issuing.issue(OCTOBER, preview.token(), "as agreed", today().plusDays(7));
        });
    }

    /** A charge of Vision comes late. */
    private void secondVersion() {
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        background.run(cuts::cutWhatChanged);
        issue(finance);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private <T> T as(PersonId person, Supplier<T> work) {
        return onBehalf.call(person, work);
    }

    private void accept(PersonId person, int version) {
        as(person, () -> {
            answers.accept(OCTOBER, vision, version);
            return true;
        });
    }

    private IssuedStatement newest() {
        return issues.versions(OCTOBER, vision).getLast();
    }

    private AnswerState state() {
        return store.states(OCTOBER).get(newest().id());
    }

    private AnswerPage page(PersonId person) {
        return as(person, () -> answers.page(OCTOBER, vision, Optional.empty()).orElseThrow());
    }

    private DisputeLine line() {
        return page(lead).lines().getFirst();
    }

    private long dispute(PersonId person, DisputeLine line, String amount) {
        return dispute(person, line.key(), amount, "Fraud", "It ran for them.");
    }

    private long dispute(PersonId person, String line, String amount, String whose, String why) {
        return as(
                person,
                () -> answers.dispute(
                        OCTOBER,
                        vision,
                        newest().version(),
                        new DisputeDraft(line, new BigDecimal(amount), whose, why)));
    }

    private void refused(Runnable action, Why... why) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        AnswerRefused.class,
                        refused -> assertThat(refused.why()).containsExactlyInAnyOrder(why));
    }

    private List<String> journal() {
        return TeamsFixture.journal(portal, "chargeback:" + OCTOBER);
    }

    @Test
    void aLeadAcceptsOnce() {
        assertThat(state()).isEqualTo(new AnswerState.Awaiting(today().plusDays(7)));
        assertThat(page(lead).mayAccept()).isTrue();
        DisputeLine line = line();
        accept(lead, 1);
        assertThat(state()).isInstanceOf(AnswerState.Accepted.class);
        assertThat(journal()).anySatisfy(entry -> assertThat(entry).contains("statement-accepted", newest().number()));
        refused(() -> accept(lead, 1), Why.ANSWERED);
        refused(() -> dispute(lead, line, "1"), Why.ANSWERED);
        assertThat(page(lead).mayAccept()).isFalse();
        assertThat(page(lead).lines()).isEmpty();
        assertThat(AnswerCounts.of(store.states(OCTOBER).values()).accepted()).isEqualTo(1);
    }

    private void withdraw(PersonId person, int version) {
        as(person, () -> {
            answers.withdrawAcceptance(OCTOBER, vision, version);
            return true;
        });
    }

    @Test
    void aLeadWithdrawsTheirOwnAcceptanceUntilFinanceActsOnIt() {
        PersonId second = leadOf("Vision", today(), null);
        PersonId other = leadOf("Fraud", LocalDate.of(2000, 1, 1), null);
        refused(() -> withdraw(lead, 1), Why.NOT_ACCEPTED);
        accept(lead, 1);
        assertThat(page(lead).mayWithdraw()).isTrue();
        assertThat(page(second).mayWithdraw()).isFalse();
        refused(() -> withdraw(second, 1), Why.ACCEPTED_BY_ANOTHER);
        refused(() -> withdraw(other, 1), Why.MISSING);
        assertThatThrownBy(() -> withdraw(finance, 1)).isInstanceOf(AccessDeniedException.class);

        withdraw(lead, 1);
        assertThat(state()).isInstanceOf(AnswerState.Awaiting.class);
        assertThat(journal()).last().asString().contains("withdrawn", newest().number() + " v1", "170.50");
        refused(() -> withdraw(lead, 1), Why.NOT_ACCEPTED);
        long dispute = dispute(second, line(), "1.00");
        as(second, () -> {
            answers.withdraw(dispute);
            return true;
        });
        accept(second, 1);
        assertThat(state()).isInstanceOf(AnswerState.Accepted.class);

        secondVersion();
        refused(() -> withdraw(second, 1), Why.NOT_NEWEST);
        accept(lead, 2);
        invoice("USD", "594.33");
        invoice("CNY", "217.00");
        as(finance, () -> closed(closing.preview(OCTOBER).token()));
        assertThat(page(lead).mayWithdraw()).isFalse();
        refused(() -> withdraw(lead, 2), Why.CLOSED);
    }

    @Test
    void whatIsWithdrawnAfterTheAnswerDayIsNoAnswer() {
        accept(lead, 1);
        clock.forward(Duration.ofDays(8));
        background.run(watch::look);
        assertThat(state()).isInstanceOf(AnswerState.Accepted.class);
        withdraw(lead, 1);
        background.run(watch::look);
        background.run(watch::look);
        assertThat(state()).isInstanceOf(AnswerState.NoAnswer.class);
        refused(() -> accept(lead, 1), Why.ANSWERED);
        refused(() -> withdraw(lead, 1), Why.NOT_ACCEPTED);
        assertThat(database.jdbc()
                        .sql("select kind from chargeback_answer where statement_id = ? order by number")
                        .param(newest().id())
                        .query(String.class)
                        .list())
                .containsExactly("ACCEPTED", "WITHDRAWN", "NO_ANSWER");
    }

    /** What the app's role may store, past the services. */
    @Test
    void theDatabaseRefusesAnswersOutOfOrderAndWithdrawalsByOthers() {
        accept(lead, 1);
        refusedByTheDatabase(4, "WITHDRAWN", lead, "has no answer 3");
        refusedByTheDatabase(3, "ACCEPTED", lead, "has no answer 2");
        refusedByTheDatabase(2, "WITHDRAWN", finance, "can not be withdrawn");
        invoice("USD", "592.83");
        invoice("CNY", "217.00");
        as(finance, () -> closed(closing.preview(OCTOBER).token()));
        refusedByTheDatabase(2, "WITHDRAWN", lead, "can not be withdrawn");
    }

    private void refusedByTheDatabase(int number, String kind, PersonId by, String why) {
        assertThatThrownBy(() -> database.jdbc()
                        .sql("insert into chargeback_answer (statement_id, number, kind, answered_at, answered_by,"
                                + " answered_by_name) values (?, ?, ?, now(), ?, 'Somebody')")
                        .params(newest().id(), number, kind, by.value())
                        .update())
                .rootCause()
                .hasMessageContaining(why);
    }

    @Test
    void whoeverIssuedItCanNotAccept() {
        PersonId both = leadOf("Vision", LocalDate.of(2000, 1, 1), null, Role.FINANCE);
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        background.run(cuts::cutWhatChanged);
        issue(both);
        refused(() -> accept(both, 2), Why.OWN_ISSUE);
        assertThat(page(both).mayAccept()).isFalse();
        assertThat(page(both).issuedIt()).isTrue();
        accept(lead, 2);
    }

    @Test
    void othersStatementsDoNotExist() {
        PersonId other = leadOf("Fraud", LocalDate.of(2000, 1, 1), null);
        PersonId former = leadOf("Vision", LocalDate.of(2000, 1, 1), LocalDate.of(2026, 11, 20));
        for (PersonId person : List.of(other, former)) {
            refused(() -> accept(person, 1), Why.MISSING);
            refused(() -> dispute(person, "any", "1"), Why.MISSING);
        }
        assertThat(as(other, () -> answers.page(OCTOBER, vision, Optional.empty())))
                .isEmpty();
        assertThat(page(former).leads()).as("what they could see stays").isFalse();
        refused(() -> accept(lead, 2), Why.MISSING);
        assertThatThrownBy(() -> accept(finance, 1)).isInstanceOf(AccessDeniedException.class);
        assertThat(journal()).anySatisfy(entry -> assertThat(entry).contains(" denied"));
        assertThat(state()).isInstanceOf(AnswerState.Awaiting.class);
    }

    private long dispute(PersonId person, String line, String amount) {
        return dispute(person, line, amount, "", "why");
    }

    private List<String> denials(PersonId person) {
        return database.jdbc()
                .sql("select subject from journal where action = 'denied' and actor_id = ? order by id")
                .param(person.value())
                .query(String.class)
                .list();
    }

    /** Each of these by who has no right to it: nothing happens, and the activity log has it. */
    @Test
    void whatSomebodyMayNotDoIsJournalledAndChangesNothing() {
        PersonId other = leadOf("Fraud", LocalDate.of(2000, 1, 1), null);
        PersonId auditor = person(Role.AUDITOR);
        long dispute = dispute(lead, line(), "1.00");
        Preview preview = as(finance, () -> issuing.preview(OCTOBER).orElseThrow());
        CloseService.Preview look = as(finance, () -> closing.preview(OCTOBER));
        var draft = new AdjustmentDraft(
                OCTOBER,
                LedgerAccount.of(vision),
                LedgerAccount.Fixed.INTERNAL,
                "USD",
                BigDecimal.ONE,
                "mine",
                Optional.empty());
        Map<String, Runnable> acts = new TreeMap<>();
        acts.put("IssueService.issue", () -> issuing.issue(OCTOBER, preview.token(), "mine", today()));
        acts.put("IssueService.preview", () -> issuing.preview(OCTOBER));
        acts.put("CloseService.close", () -> closing.close(OCTOBER, look.token()));
        acts.put("AnswerService.reject", () -> answers.reject(dispute, "mine"));
        acts.put("AdjustmentService.propose", () -> adjustments.propose(draft));
        acts.put("AdjustmentService.post", () -> adjustments.post(1));
        acts.put("AdjustmentService.reverse", () -> adjustments.reverse(1, "mine"));
        List<String> books = books();
        for (PersonId person : List.of(other, auditor)) {
            acts.forEach((name, act) -> assertThatThrownBy(() -> as(person, () -> {
                        act.run();
                        return true;
                    }))
                    .as(name)
                    .isInstanceOf(AccessDeniedException.class));
            assertThat(denials(person)).containsExactlyInAnyOrderElementsOf(acts.keySet());
        }
        assertThatThrownBy(() -> accept(auditor, 1)).isInstanceOf(AccessDeniedException.class);
        assertThat(denials(auditor)).contains("AnswerService.accept");

        assertThat(as(other, () -> statements.statement(OCTOBER, vision))).isEmpty();
        assertThat(denials(other)).contains("chargeback:" + OCTOBER);
        clock.forward(Duration.ofMinutes(2));
        refused(() -> accept(other, 1), Why.MISSING);
        clock.forward(Duration.ofMinutes(2));
        refused(() -> dispute(other, "any", "1"), Why.MISSING);
        refused(
                () -> as(other, () -> {
                    answers.withdraw(dispute);
                    return true;
                }),
                Why.MISSING);
        assertThat(denials(other).stream().filter(("chargeback:" + OCTOBER)::equals))
                .hasSize(3);
        assertThat(denials(other)).contains("chargeback:dispute-" + dispute);
        assertThat(books()).isEqualTo(books);
        assertThat(state()).isInstanceOf(AnswerState.Disputed.class);
    }

    /** What was issued, posted, answered and closed. */
    private List<String> books() {
        return database.jdbc().sql("""
            select 'posted ' || count(*) from ledger_transaction
            union all select 'issued ' || count(*) from chargeback_statement
            union all select 'answered ' || count(*) from chargeback_answer
            union all select 'disputed ' || count(*) from chargeback_dispute
            union all select 'rejected ' || count(*) from chargeback_dispute_answer
            union all select 'adjusted ' || count(*) from chargeback_adjustment
            union all select 'closed ' || count(*) from ledger_month where closed_at is not null
            """).query(String.class).list();
    }

    /** Each lead is told of their own statement only, and nobody can have another one's mail sent. */
    @Test
    void mailsOfAnotherTeamReachNobodyElse() {
        PersonId other = leadOf("Fraud", LocalDate.of(2000, 1, 1), null);
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        ChargeFixture.load(portal, "2026-10-07", "999999999998", "AWS Lambda", "fraud", "2.50");
        background.run(cuts::cutWhatChanged);
        issue(finance);
        int fraud = issues.statements(OCTOBER).stream()
                .filter(one -> one.name().equals("Fraud"))
                .findFirst()
                .orElseThrow()
                .team();
        letters.elsewhere(sender, 1, () -> mailTasks.deliver());
        database.jdbc().sql("update outbox set given_up_at = now()").update();
        Told visions = page(finance).told().getLast();
        assertThat(as(finance, () -> answers.sendAgain(OCTOBER, fraud, 2, visions.id())))
                .as("by the address of another statement")
                .isFalse();
        for (PersonId person : List.of(other, lead)) {
            assertThatThrownBy(() -> as(person, () -> answers.sendAgain(OCTOBER, vision, 2, visions.id())))
                    .isInstanceOf(AccessDeniedException.class);
            assertThat(denials(person)).contains("AnswerService.sendAgain");
        }
        assertThat(as(finance, () -> answers.sendAgain(OCTOBER, vision, 2, visions.id())))
                .isTrue();
        assertThat(database.jdbc().sql("""
            select t.name || ' to ' || p.user_name from chargeback_news n
              join chargeback_statement s on s.id = n.statement_id join team t on t.id = s.team_id
              join person p on p.id = n.person_id where s.version = 2
            """).query(String.class).list())
                .containsExactlyInAnyOrder("Vision to " + name(lead), "Fraud to " + name(other));
    }

    private String name(PersonId person) {
        return database.jdbc()
                .sql("select user_name from person where id = ?")
                .param(person.value())
                .query(String.class)
                .single();
    }

    @Test
    void whoLeadsLaterAnswersToo() {
        accept(leadOf("Vision", today(), null), 1);
        assertThat(state()).isInstanceOf(AnswerState.Accepted.class);
    }

    @Test
    void onlyTheNewestVersionIsAnsweredAndItAnswersDisputes() {
        long dispute = dispute(lead, line(), "1.00");
        secondVersion();
        assertThat(store.dispute(dispute).orElseThrow().settled().orElseThrow().kind())
                .isEqualTo(Dispute.Settled.Kind.NEW_VERSION);
        refused(() -> accept(lead, 1), Why.NOT_NEWEST);
        AnswerPage old =
                as(lead, () -> answers.page(OCTOBER, vision, Optional.of(1)).orElseThrow());
        assertThat(old.newest()).isFalse();
        assertThat(old.mayAccept()).isFalse();
        assertThat(old.disputes()).hasSize(1);
        assertThat(page(lead).disputes()).isEmpty();
        accept(lead, 2);
    }

    @Test
    void aDisputeIsRefusedForAllThatIsWrongOfIt() {
        DisputeLine line = line();
        String whole = line.amount().getAmount().toPlainString();
        refused(() -> dispute(lead, line, whole + "1"), Why.DECIMALS, Why.AMOUNT);
        refused(() -> dispute(lead, line, "-1"), Why.AMOUNT);
        refused(() -> dispute(lead, line, "0"), Why.AMOUNT);
        refused(() -> dispute(lead, line, "0.001"), Why.DECIMALS);
        refused(() -> dispute(lead, "no such", "1", "x".repeat(201), " "), Why.NO_LINE, Why.WHOSE_TOO_LONG, Why.NO_WHY);
        refused(() -> dispute(lead, line.key(), "1", "", "x".repeat(1001)), Why.WHY_TOO_LONG);
        assertThat(store.disputes(newest().id())).isEmpty();
        dispute(lead, line, whole);
        refused(() -> dispute(leadOf("Vision", today(), null), line, "1"), Why.LINE_DISPUTED);
        assertThat(page(lead).lines()).doesNotContain(line);
        refused(() -> accept(lead, 1), Why.DISPUTED);
        clock.forward(Duration.ofDays(8));
        refused(() -> dispute(lead, "any", "1"), Why.LATE);
    }

    @Test
    void financeAnswersAndALeadWithdraws() {
        DisputeLine line = line();
        long first = dispute(lead, line, "1.00");
        assertThat(state()).isEqualTo(new AnswerState.Disputed(1));
        PersonId second = leadOf("Vision", today(), null);
        assertThat(page(second).disputes()).as("others' disputes").isEmpty();
        assertThat(page(second).state()).isEqualTo(new AnswerState.Disputed(0));
        assertThat(page(finance).disputes()).hasSize(1);
        refused(() -> as(second, () -> withdrawn(first)), Why.MISSING);
        refused(() -> as(finance, () -> rejected(first, " ")), Why.NO_WHY);
        assertThatThrownBy(() -> as(lead, () -> rejected(first, "no"))).isInstanceOf(AccessDeniedException.class);
        as(finance, () -> rejected(first, "The account is yours."));
        assertThat(state()).isEqualTo(new AnswerState.Answered(1));
        assertThatThrownBy(() -> as(lead, () -> withdrawn(first))).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> as(finance, () -> rejected(first, "again"))).isInstanceOf(StaleEdit.class);
        long again = dispute(lead, line, "1.00");
        as(lead, () -> withdrawn(again));
        assertThat(state()).isEqualTo(new AnswerState.Answered(1));
        long third = dispute(lead, line, "1.00");
        var moved = new AdjustmentDraft(
                OCTOBER,
                new LedgerAccount.Team(vision),
                LedgerAccount.Fixed.INTERNAL,
                "USD",
                BigDecimal.ONE,
                "Everybody used it.",
                Optional.of(third));
        as(finance, () -> adjustments.propose(moved));
        assertThat(store.dispute(third).orElseThrow().settled().orElseThrow().reason())
                .isEqualTo("Everybody used it.");
        assertThatThrownBy(() -> as(finance, () -> adjustments.propose(moved)))
                .as("a dispute is answered once")
                .isInstanceOf(StaleEdit.class);
        assertThat(state()).isEqualTo(new AnswerState.Answered(2));
        accept(lead, 1);
        assertThat(journal())
                .anySatisfy(entry -> assertThat(entry).contains("line-disputed", "It ran for them."))
                .anySatisfy(entry -> assertThat(entry).contains("dispute-rejected"))
                .anySatisfy(entry -> assertThat(entry).contains("dispute-withdrawn"))
                .anySatisfy(entry -> assertThat(entry).contains("dispute-reallocated"));
    }

    private boolean withdrawn(long dispute) {
        answers.withdraw(dispute);
        return true;
    }

    private boolean rejected(long dispute, String reason) {
        answers.reject(dispute, reason);
        return true;
    }

    @Test
    void openDisputesBlockClosingWhereFinanceSaysSo() {
        invoice("USD", "592.83");
        invoice("CNY", "217.00");
        long dispute = dispute(lead, line(), "1.00");
        as(finance, () -> {
            var preview = closing.preview(OCTOBER);
            assertThat(preview.blocks()).as("unless finance says so").isEmpty();
            assertThat(preview.look().disputes())
                    .as("named all the same")
                    .singleElement()
                    .satisfies(open ->
                            assertThat(open.name() + " " + open.amount()).isEqualTo("Vision USD 1.00"));
            assertThat(preview.look().silent())
                    .extracting(one -> one.name() + " " + one.by().orElseThrow())
                    .containsExactly("Fraud " + today().plusDays(7), "Research " + today().plusDays(7));
            return true;
        });
        block(true);
        String token = as(finance, () -> {
            var preview = closing.preview(OCTOBER);
            assertThat(preview.blocks())
                    .containsExactly(new Check.Disputes(OCTOBER, List.of(new Check.Disputed(vision, "Vision"))));
            return preview.token();
        });
        assertThatThrownBy(() -> as(finance, () -> closed(token))).isInstanceOf(IssueRefused.class);
        as(finance, () -> rejected(dispute, "The account is yours."));
        assertThatThrownBy(() -> as(finance, () -> closed(token)))
                .as("what stays open is another now")
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(IssueRefused.Why.CHANGED));
        String looked = as(finance, () -> {
            var preview = closing.preview(OCTOBER);
            assertThat(preview.blocks()).isEmpty();
            assertThat(preview.look().disputes()).isEmpty();
            return preview.token();
        });
        as(finance, () -> closed(looked));
        assertThat(months.next()).contains(OCTOBER.plusMonths(1));
    }

    private void block(boolean wanted) {
        as(finance, () -> {
            ClosingCalendar now = calendar.page().calendar();
            Map<ClosingStep, Entered> steps = new EnumMap<>(ClosingStep.class);
            now.rules().forEach((step, rule) -> steps.put(step, new Entered(String.valueOf(rule.days()), null)));
            calendar.save(new CalendarDraft(steps, wanted, now.version()));
            return true;
        });
        assertThat(TeamsFixture.journal(portal, "closing-calendar:all"))
                .last()
                .asString()
                .contains("disputesBlock");
    }

    private void invoice(String currency, String total) {
        database.jdbc()
                .sql("""
                    insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                           total, first_seen, last_seen)
                    values ('aws', '999988887777', :currency, 'Amazon Web Services, Inc.', 'INVOICE', '2026-10-01', '2026-11-03',
                            :currency, cast(:total as numeric), now(), now())
                    """)
                .param("currency", currency)
                .param("total", total)
                .update();
    }

    private boolean closed(String token) {
        closing.close(OCTOBER, token);
        return true;
    }

    @Test
    void ofTwoPeopleAtOnceOneAnswers() {
        DisputeLine line = line();
        PersonId second = leadOf("Vision", today(), null);
        List<CompletableFuture<Boolean>> both = List.of(
                CompletableFuture.supplyAsync(() -> succeeds(() -> accept(lead, 1))),
                CompletableFuture.supplyAsync(() -> succeeds(() -> dispute(second, line, "1.00"))));
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(store.disputes(newest().id()).size() + (state() instanceof AnswerState.Accepted ? 1 : 0))
                .isEqualTo(1);
    }

    private static boolean succeeds(Runnable action) {
        try {
            action.run();
            return true;
        } catch (AnswerRefused refused) {
            return false;
        }
    }

    @Test
    void aMissingAnswerIsRecordedOnceAndFinal() {
        int research = issues.statements(OCTOBER).stream()
                .filter(one -> one.team() != 0 && one.team() != vision)
                .findFirst()
                .orElseThrow()
                .team();
        dispute(lead, line(), "1.00");
        background.run(watch::look);
        assertThat(AnswerCounts.of(store.states(OCTOBER).values()).noAnswer()).isZero();
        clock.forward(Duration.ofDays(8));
        background.run(watch::look);
        background.run(watch::look);
        assertThat(store.states(OCTOBER)
                        .get(issues.versions(OCTOBER, research).getLast().id()))
                .isInstanceOf(AnswerState.NoAnswer.class);
        assertThat(state()).as("disputed before").isEqualTo(new AnswerState.Disputed(1));
        assertThat(journal().stream().filter(entry -> entry.contains("no-answer")))
                .hasSize(2);
        PersonId late = leadOf(
                database.jdbc()
                        .sql("select name from team where id = ?")
                        .param(research)
                        .query(String.class)
                        .single(),
                LocalDate.of(2000, 1, 1),
                null);
        refused(
                () -> as(late, () -> {
                    answers.accept(OCTOBER, research, 1);
                    return true;
                }),
                Why.ANSWERED);
    }

    @Test
    void eachIsToldOnceAndWhatFailedIsSentAgain() {
        letters.elsewhere(sender, 1, () -> mailTasks.deliver());
        Told failing = page(finance).told().getFirst();
        assertThat(failing.waiting()).isTrue();
        assertThat(failing.problem()).isPresent();
        database.jdbc().sql("update outbox set given_up_at = now()").update();
        assertThat(page(finance).told().getFirst().failed()).isTrue();
        assertThat(page(lead).told()).as("for finance alone").isEmpty();
        assertThat(as(finance, () -> answers.sendAgain(OCTOBER, vision, 1, failing.id())))
                .isTrue();
        assertThat(as(finance, () -> answers.sendAgain(OCTOBER, vision, 1, failing.id())))
                .as("already on its way")
                .isFalse();
        mailTasks.deliver();
        assertThat(Letters.text(letters.only()))
                .contains("statement for Vision, October 2026", "$170.50", "/chargeback/2026-10/" + vision)
                .doesNotContain("Fraud", "as agreed");
        assertThat(page(finance).told().getFirst().sent()).contains(clock.instant());
        letters.forget();
        clock.forward(Duration.ofDays(5));
        background.run(watch::look);
        background.run(watch::look);
        mailTasks.deliver();
        assertThat(Letters.text(letters.only())).contains("Nobody has answered the statement for Vision, October 2026");
        letters.forget();
        long dispute = dispute(lead, line(), "1.00");
        as(finance, () -> rejected(dispute, "The account is yours."));
        mailTasks.deliver();
        assertThat(Letters.text(letters.only())).contains("Finance rejected the dispute: The account is yours.");
        assertThat(page(finance).told())
                .extracting(Told::news)
                .containsExactly(News.ISSUED, News.REMINDER, News.ANSWERED);
        letters.forget();
        secondVersion();
        mailTasks.deliver();
        assertThat(Letters.text(letters.only()))
                .contains("Finance issued version 2 of the statement for Vision", "It replaces version 1.");
    }

    private byte[] file(PersonId person, String question, ExportFormat format) {
        return as(person, () -> {
            var out = new ByteArrayOutputStream();
            try {
                export.answer(question, format).write(out, ExportSource.Progress.NONE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        });
    }

    @Test
    void filesOfAVersionStayTheSameByteForByte() {
        String question = as(
                finance,
                () -> StatementExport.question(
                        statements.statement(OCTOBER, vision).orElseThrow()));
        assertThat(question).endsWith("/1");
        var formats = List.of(ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.PDF);
        List<byte[]> before =
                formats.stream().map(format -> file(lead, question, format)).toList();
        database.jdbc()
                .sql("update team set name = 'Renamed' where id = ?")
                .param(vision)
                .update();
        clock.forward(Duration.ofDays(1));
        secondVersion();
        for (int i = 0; i < formats.size(); i++) {
            assertThat(file(lead, question, formats.get(i)))
                    .as("%s", formats.get(i))
                    .isEqualTo(before.get(i));
        }
        assertThat(new String(before.getFirst(), StandardCharsets.UTF_8)).contains(newest().number() + ", version 1");
        assertThat(new String(
                        file(finance, StatementExport.question(OCTOBER), ExportFormat.CSV), StandardCharsets.UTF_8))
                .contains(newest().number() + ", version 2", "Renamed");
        PersonId other = leadOf("Fraud", LocalDate.of(2000, 1, 1), null);
        assertThatThrownBy(() -> file(other, question, ExportFormat.CSV)).isInstanceOf(AccessDeniedException.class);
    }

    /** Neither by month and team, nor by version, nor by the number of an export that somebody else has made. */
    @Test
    void filesOfAnotherTeamsStatementDoNotExist() {
        PersonId other = leadOf("Fraud", LocalDate.of(2000, 1, 1), null);
        int fraud = issues.statements(OCTOBER).stream()
                .filter(one -> one.name().equals("Fraud"))
                .findFirst()
                .orElseThrow()
                .team();
        assertThat(file(other, OCTOBER + "/" + fraud, ExportFormat.CSV)).isNotEmpty();
        String theirs = OCTOBER + "/" + vision;
        for (String question : List.of(theirs, theirs + "/1", OCTOBER + "/0", OCTOBER.toString())) {
            for (ExportFormat format : export.formats(question)) {
                assertThatThrownBy(() -> file(other, question, format))
                        .as("%s %s", question, format)
                        .isInstanceOf(AccessDeniedException.class);
                assertThatThrownBy(() -> as(other, () -> exports.start(export.kind(), format, question)))
                        .isInstanceOf(AccessDeniedException.class);
            }
        }
        UUID made = as(lead, () -> exports.start(export.kind(), ExportFormat.PDF, theirs));
        assertThat(as(lead, exports::mine)).extracting(one -> one.id()).contains(made);
        assertThat(as(other, () -> exports.open(made.toString()))).isEmpty();
        assertThat(as(other, exports::mine)).isEmpty();
        assertThat(TeamsFixture.journal(portal, "export:" + made))
                .anySatisfy(entry -> assertThat(entry).contains("denied"));
        as(lead, () -> {
            exports.cancel(made);
            return true;
        });
    }

    @Test
    void linesOpenIntoTheKeptCutAfterARestatement() {
        Statement statement =
                as(finance, () -> statements.statement(OCTOBER, vision).orElseThrow());
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "Amazon EC2", "Vision", "99.50");
        background.run(cuts::cutWhatChanged);
        assertThat(as(finance, () -> statements.statement(OCTOBER, vision).orElseThrow()))
                .isEqualTo(statement);
        for (Statement.Direct line : statement.currencies().getFirst().direct()) {
            ChargeDetails.Page opened = as(
                    lead,
                    () -> details.page(new ChargeDetails.Question(
                                    OCTOBER,
                                    "USD",
                                    Section.DIRECT,
                                    Optional.empty(),
                                    Optional.of(vision),
                                    Optional.of(line.service()),
                                    Optional.of(line.account())))
                            .orElseThrow());
            assertThat(opened.billed()).isEqualByComparingTo(line.amount());
            assertThat(opened.cut().id()).isEqualTo(statement.cut().id());
        }
        assertThat(statement.currencies().getFirst().direct()).isNotEmpty();
    }
}
