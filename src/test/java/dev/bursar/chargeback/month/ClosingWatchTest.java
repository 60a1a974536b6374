package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.mails.ClosingWatch;
import dev.bursar.chargeback.month.CalendarDraft.Entered;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** It is 24 November, and October's documents were due to agree on the 5th. */
@BursarTest
@SignedInAs({Role.FINANCE, Role.ADMIN})
class ClosingWatchTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    ApplicationContext portal;

    @Autowired
    ClosingWatch watch;

    @Autowired
    CalendarService service;

    @Autowired
    LedgerMonths months;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    private PersonId one = PersonId.SYSTEM;

    @BeforeEach
    void costs() {
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql(
                            "truncate chargeback_cut, chargeback_cut_failure, aws_document, charge, charge_slice, spend_by_service,"
                                    + " spend_by_account, spend_by_team, spend_by_month, ledger_month, ledger_start, closing_calendar,"
                                    + " outbox cascade")
                    .update();
            JdbcClient.create(owner).sql("update person set email = null").update();
        }
        clock.forward(Duration.between(clock.instant(), TestClock.START));
        ChargeFixture.load(portal);
        system(() -> {
            portal.getBean(CutWatch.class).cutWhatChanged();
            return true;
        });
        one = person("fin-one", Role.FINANCE);
        person("fin-two", Role.FINANCE);
        person("adm", Role.ADMIN);
    }

    private <T> T system(Supplier<T> work) {
        SecurityContext signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return background.call(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private PersonId person(String name, Role role) {
        People people = portal.getBean(People.class);
        PersonId person = people.find(name)
                .map(row -> row.id())
                .orElseGet(() -> people.create(new NewPerson(name, name, Set.of(role))));
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("update person set email = :mail where id = :id")
                    .param("mail", name + "@example.org")
                    .param("id", person.value())
                    .update();
        }
        return person;
    }

    private void begins() {
        transactions.executeWithoutResult(status -> months.start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
    }

    private void look() {
        system(() -> {
            watch.look();
            return true;
        });
    }

    private List<String> mails() {
        return database.jdbc()
                .sql("select recipient || ': ' || subject from outbox order by id")
                .query(String.class)
                .list();
    }

    private static CalendarDraft draft(int version, @Nullable PersonId owner) {
        Map<ClosingStep, Entered> steps = new EnumMap<>(ClosingStep.class);
        for (ClosingStep step : ClosingStep.values()) {
            steps.put(step, new Entered("23", owner));
        }
        return new CalendarDraft(steps, false, version);
    }

    @Test
    void nobodyIsRemindedBeforeTheLedgerBegins() {
        look();
        assertThat(mails()).isEmpty();
        assertThat(service.next()).isEmpty();
    }

    @Test
    void everybodyInFinanceIsRemindedOnceADay() {
        begins();
        clock.forward(Duration.ofHours(-4));
        look();
        assertThat(mails()).isEmpty(); // it is half past five
        clock.forward(Duration.ofHours(4));
        Stream.of(1, 2)
                .map(node -> CompletableFuture.runAsync(() -> background.run(watch::look)))
                .toList()
                .forEach(CompletableFuture::join);
        look();
        String subject = "October 2026 doesn’t agree with AWS’s documents yet: 19 days late";
        assertThat(mails())
                .containsExactlyInAnyOrder("fin-one@example.org: " + subject, "fin-two@example.org: " + subject);
        clock.forward(Duration.ofDays(1));
        look();
        assertThat(mails()).hasSize(4).last().asString().endsWith("20 days late");
    }

    @Test
    void theOwnerAloneIsRemindedAndOnlyOfWhatIsNear() {
        begins();
        service.save(draft(0, one));
        clock.forward(Duration.ofDays(-4));
        look();
        assertThat(mails()).isEmpty(); // the 20th, due on the 23rd
        clock.forward(Duration.ofDays(2));
        look();
        assertThat(mails())
                .containsExactly(
                        "fin-one@example.org: October 2026 doesn’t agree with AWS’s documents yet: due tomorrow");
        assertThat(service.next().orElseThrow().owner()).contains("fin-one");
    }

    @Test
    void theSecondOfTwoChangesIsStale() {
        service.save(draft(0, null));
        assertThatThrownBy(() -> service.save(draft(0, one))).isInstanceOf(StaleEdit.class);
        look();
        service.save(draft(1, one));
        assertThat(service.page().calendar().rule(ClosingStep.CLOSED).owner()).isEqualTo(one);
        assertThat(database.jdbc()
                        .sql("select count(*) from journal where action = 'closing-calendar-changed'")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
        assertThatThrownBy(() -> service.save(draft(2, new PersonId(999_999)))).isInstanceOf(CalendarRefused.class);
    }
}
