package dev.bursar.chargeback.ui;

import dev.bursar.access.LeadOverlap;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.AnswerStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.CloseService;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.IssueService.Preview;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Chargeback's pages once October's statements are issued, or its month is closed; others than who is signed in act by their names. */
abstract class IssuedPages extends ChargebackPages {
    static final LocalDate ANSWER_BY = LocalDate.of(2026, 12, 1);

    @Autowired
    IssueService issuing;

    @Autowired
    CloseService closing;

    @Autowired
    IssueStore issues;

    @Autowired
    AnswerStore answers;

    @Autowired
    LedgerMonths months;

    @Autowired
    People people;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    TransactionTemplate transactions;

    void beginLedger() {
        transactions.executeWithoutResult(status -> {
            if (months.start().isEmpty()) {
                months.start(OCTOBER, Actor.SYSTEM, Instant.EPOCH);
            }
        });
    }

    void issued() {
        cut();
        beginLedger();
        as(finance(), this::issue);
    }

    /** As whoever acts. */
    int issue() {
        Preview preview = issuing.preview(OCTOBER).orElseThrow();
        return issuing.issue(OCTOBER, preview.token(), "as agreed", ANSWER_BY);
    }

    void invoiced() {
        invoice(OCTOBER, "USD", "592.83");
        invoice(OCTOBER, "CNY", "217.00");
    }

    void closed() {
        invoiced();
        as(finance(), this::close);
    }

    boolean close() {
        closing.close(OCTOBER, closing.preview(OCTOBER).token());
        return true;
    }

    PersonId finance() {
        return person("Issuer", Role.FINANCE);
    }

    PersonId lead(String name, String team) {
        PersonId lead = person(name, Role.LEAD);
        return inBackground(() -> {
            try {
                people.assignLead(lead, new LedTeam(new TeamId(team(team)), LocalDate.of(2000, 1, 1), null));
            } catch (LeadOverlap already) {
                // another test had them lead it
            }
            return lead;
        });
    }

    PersonId person(String name, Role role) {
        return inBackground(() -> people.find(name)
                .map(PersonRow::id)
                .orElseGet(() -> people.create(new NewPerson(name, name, Set.of(role)))));
    }

    <T> T as(PersonId person, Supplier<T> work) {
        return asNobody(() -> onBehalf.call(person, work));
    }

    <T> T inBackground(Supplier<T> work) {
        return asNobody(() -> background.call(work));
    }

    private static <T> T asNobody(Supplier<T> work) {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    AnswerState state(String team) {
        return answers.states(OCTOBER)
                .get(issues.versions(OCTOBER, team(team)).getLast().id());
    }
}
