package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.notify.MailTasks;
import dev.bursar.org.Organisation;
import dev.bursar.testing.Few;
import dev.bursar.testing.Full;
import dev.bursar.testing.MailRoom.Letters;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;

/** A node that dies while it issues, corrects or closes leaves nothing half-posted, and another one does it once. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CloseCrashTest extends Books {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Everything that issuing and closing write, in tables of which each has a row more afterwards. */
    private static final List<String> WRITTEN = List.of(
            "chargeback_issue",
            "chargeback_statement",
            "chargeback_statement_total",
            "chargeback_correction",
            "chargeback_news",
            "outbox",
            "ledger_transaction",
            "ledger_posting",
            "ledger_month where closed_at is not null",
            "journal where action in ('statements-issued', 'month-closed')");

    private static final Set<String> TABLES =
            WRITTEN.stream().map(from -> from.split(" ")[0]).collect(Collectors.toSet());

    @Autowired
    MailTasks mails;

    @Autowired
    Letters letters;

    private final String lead = "crash" + COUNTER.incrementAndGet();

    @BeforeEach
    void someoneIsTold() {
        owner("truncate outbox cascade");
        letters.forget();
        var people = portal.getBean(People.class);
        PersonId person = people.create(new NewPerson(lead, lead, Set.of(Role.LEAD)));
        owner("update person set email = '" + lead + "@example.org' where id = " + person.value());
        var organisation = portal.getBean(Organisation.class);
        for (String team : List.of("Alpha", "Beta")) {
            people.assignLead(person, new LedTeam(organisation.teamNamed(team), LocalDate.EPOCH, null));
        }
    }

    private long count(String from) {
        return counts(List.of(from)).getFirst();
    }

    private List<Long> counts(List<String> of) {
        try (var owner = database.owner()) {
            return of.stream()
                    .map(from -> JdbcClient.create(owner)
                            .sql("select count(*) from " + from)
                            .query(Long.class)
                            .single())
                    .toList();
        }
    }

    private void owner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    private List<Long> written() {
        return counts(WRITTEN);
    }

    /** The connection ends while it writes the first row of these tables, or checks it when it commits. */
    private void dieIn(Collection<String> tables) {
        var sql = new StringBuilder("""
            drop function if exists dies() cascade;
            drop sequence if exists dying;
            create sequence dying minvalue -1000000 start 0;
            grant usage on sequence dying to public;
            create function dies() returns trigger language plpgsql as $$
            begin
              if nextval('dying') = 0 then
                perform pg_terminate_backend(pg_backend_pid());
                perform pg_sleep(5);
              end if;
              return new;
            end $$;
            """);
        tables.forEach(table -> sql.append("""
            create trigger dies before insert or update on %1$s for each row execute function dies();
            create constraint trigger dies_at_commit after insert or update on %1$s
              deferrable initially deferred for each row execute function dies();
            """.formatted(table)));
        owner(sql.toString());
    }

    /** From now on it ends at this row, counted over those tables. */
    private void dieAt(int row) {
        owner("alter sequence dying restart with " + (1 - row));
    }

    @AfterEach
    void surviving() {
        owner("drop function if exists dies() cascade; drop sequence if exists dying");
    }

    private static boolean dies(Runnable action) {
        try {
            action.run();
            return false;
        } catch (DataAccessException | TransactionException died) {
            return true;
        }
    }

    /** Dies at every so-manyth row that the action writes, until it gets through; nothing was written before, and all of it then. */
    private void allOrNothing(Runnable action, int step, String... changes) {
        List<Long> before = written();
        int died = 0;
        int row = 1;
        dieIn(TABLES);
        while (dies(action)) {
            died++;
            assertThat(written()).as("died at row %d", row).isEqualTo(before);
            row += step;
            dieAt(row);
        }
        surviving();
        List<Long> after = written();
        assertThat(died).as("nodes that died").isPositive();
        assertThat(IntStream.range(0, after.size())
                        .filter(i -> after.get(i) > before.get(i))
                        .mapToObj(i -> WRITTEN.get(i).split(" ")[0]))
                .containsExactlyInAnyOrder(changes);
    }

    private void issueNow(YearMonth month) {
        IssueService.Preview preview = issuing.preview(month).orElseThrow();
        issuing.issue(month, preview.token(), "once more", today());
    }

    private void closeNow(YearMonth month) {
        closing.close(month, closing.preview(month).token());
    }

    private void everyStep(int step) {
        String[] first = {
            "chargeback_issue",
            "chargeback_statement",
            "chargeback_statement_total",
            "chargeback_news",
            "outbox",
            "ledger_transaction",
            "ledger_posting",
            "journal"
        };
        allOrNothing(() -> issueNow(JULY), step, first);
        assertBooksAddUp();
        assertThat(count("chargeback_news where kind = 'ISSUED'")).isEqualTo(2);

        retag(JULY, "Alpha", "Gamma");
        allOrNothing(() -> issueNow(JULY), step, first);
        assertBooksAddUp();
        assertThat(count("chargeback_issue")).isEqualTo(2);
        assertThat(count("ledger_transaction where kind = 'REVERSAL'")).isPositive();

        invoice(JULY);
        allOrNothing(
                () -> closeNow(JULY),
                Math.max(1, step / 4),
                "ledger_transaction",
                "ledger_posting",
                "ledger_month",
                "journal");
        assertBooksAddUp();

        restate(JULY);
        allOrNothing(
                () -> issueNow(AUGUST),
                step,
                Stream.concat(Stream.of(first), Stream.of("chargeback_correction"))
                        .toArray(String[]::new));
        assertBooksAddUp();
        assertThat(changes.page(JULY).corrections()).isNotEmpty();
        assertThat(issuing.preview(AUGUST).orElseThrow().rows()).isEmpty();
        assertThat(byMonth("AWS", "'STATEMENT', 'REVERSAL'"))
                .containsEntry(JULY, billed(JULY).negate())
                .containsEntry(AUGUST, billed(AUGUST).negate());
    }

    @Test
    @Few(of = "theyAreAtEveryRow")
    void issuingCorrectingAndClosingAreAllOrNothingWheneverTheNodeDies() {
        everyStep(11);
    }

    @Test
    @Full("before a change of what issuing or closing write")
    void theyAreAtEveryRow() {
        everyStep(1);
    }

    /** What has left is sent again where nobody knows that it has. */
    @Test
    void mailsLeaveAtLeastOnce() {
        issueNow(JULY);
        dieIn(List.of("chargeback_news"));
        dies(mails::deliver);
        surviving();
        assertThat(count("chargeback_news where sent_at is null")).isPositive();
        mails.deliver();
        assertThat(count("chargeback_news where sent_at is null")).isZero();
        assertThat(count("chargeback_news")).isEqualTo(2);
        assertThat(letters.all()).as("one of them twice").hasSize(3);
    }

    @Test
    void twoNodesIssueVersionsOnceCloseOnceAndCorrectOnce() {
        issue(JULY);
        retag(JULY, "Alpha", "Gamma");
        IssueService.Preview second = issuing.preview(JULY).orElseThrow();
        assertThat(both(() -> issuing.issue(JULY, second.token(), "once", today())))
                .isEqualTo(1);
        assertThat(count("chargeback_issue")).isEqualTo(2);
        assertBooksAddUp();
        invoice(JULY);
        CloseService.Preview preview = closing.preview(JULY);
        assertThat(both(() -> closing.close(JULY, preview.token()))).isEqualTo(1);
        restate(JULY);
        IssueService.Preview next = issuing.preview(AUGUST).orElseThrow();
        assertThat(both(() -> issuing.issue(AUGUST, next.token(), "once", today())))
                .isEqualTo(1);
        assertThat(portal.getBean(MonthChanges.class).page(JULY).corrections()).isNotEmpty();
        assertBooksAddUp();
        assertThat(portal.getBean(IssueStore.class).last().keySet()).containsExactly(JULY, AUGUST);
    }

    private static long both(Runnable action) {
        var context = SecurityContextHolder.getContext();
        List<CompletableFuture<Boolean>> two = Stream.of(action, action)
                .map(one -> CompletableFuture.supplyAsync(() -> {
                    SecurityContextHolder.setContext(context);
                    try {
                        one.run();
                        return true;
                    } catch (IssueRefused refused) {
                        return false;
                    } finally {
                        SecurityContextHolder.clearContext();
                    }
                }))
                .toList();
        return two.stream().filter(CompletableFuture::join).count();
    }
}
