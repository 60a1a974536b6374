package dev.bursar.chargeback.answers;

import dev.bursar.access.Recipient;
import dev.bursar.access.Recipients;
import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerPage.News;
import dev.bursar.chargeback.answers.AnswerPage.Told;
import dev.bursar.chargeback.answers.NewsStore.Item;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.Mail;
import dev.bursar.notify.MailWriter;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.PortalUrl;
import dev.bursar.org.Organisation;
import dev.bursar.ui.Formats;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes to those who answer a statement, about their team alone. */
@Component
class StatementMails implements StatementNews {
    static final String WRITER = "statement";

    private final NewsStore store;
    private final IssueStore issues;
    private final TeamLeads leads;
    private final Organisation organisation;
    private final Outbox outbox;
    private final Clock clock;

    StatementMails(
            NewsStore store,
            IssueStore issues,
            TeamLeads leads,
            Organisation organisation,
            Outbox outbox,
            Clock clock) {
        this.store = store;
        this.issues = issues;
        this.leads = leads;
        this.organisation = organisation;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void issued(List<Long> statements) {
        tell(statements, statement -> statement.version() == 1 ? News.ISSUED : News.NEW_VERSION);
    }

    /** Returns how many people are reminded that weren't before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int remind(List<Long> statements) {
        return tell(statements, any -> News.REMINDER);
    }

    /** Tells whoever disputed it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(IssuedStatement statement, Dispute dispute, Instant at) {
        if (outbox.ready()) {
            store.add(statement.id(), News.ANSWERED, dispute.person(), dispute.by(), Optional.of(dispute.id()), at)
                    .ifPresent(this::send);
        }
    }

    private int tell(List<Long> statements, Function<IssuedStatement, News> news) {
        if (!outbox.ready()) {
            return 0;
        }
        List<TeamLead> all = leads.all();
        int told = 0;
        for (long id : statements) {
            IssuedStatement statement = issues.statement(id).orElseThrow();
            for (var person : leading(statement, all).entrySet()) {
                Optional<Long> added = store.add(
                        id,
                        news.apply(statement),
                        person.getKey(),
                        person.getValue(),
                        Optional.empty(),
                        clock.instant());
                added.ifPresent(this::send);
                told += added.isPresent() ? 1 : 0;
            }
        }
        return told;
    }

    private Map<PersonId, String> leading(IssuedStatement statement, List<TeamLead> all) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var team = new TeamId(Math.max(1, statement.team()));
        Map<PersonId, String> leading = new LinkedHashMap<>();
        all.stream()
                .filter(lead -> statement.team() != 0
                        && lead.team().equals(team)
                        && AnswerLeads.include(
                                lead, today, day(statement), organisation.days().get(team)))
                .forEach(lead -> leading.put(lead.person(), lead.name()));
        return leading;
    }

    static LocalDate day(IssuedStatement statement) {
        return LocalDate.ofInstant(statement.issuedAt(), ZoneOffset.UTC);
    }

    private void send(long news) {
        outbox.sendWritten(WRITER, String.valueOf(news));
    }

    /** False where no mail can be sent. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sendAgain(long news) {
        return outbox.sendWrittenAgain(WRITER, String.valueOf(news));
    }

    /** Who was told of a version. */
    List<Told> told(long statement) {
        Map<String, Outbox.Unsent> unsent = outbox.unsent(WRITER);
        return store.of(statement).stream()
                .map(item -> told(item, Optional.ofNullable(unsent.get(String.valueOf(item.id())))))
                .toList();
    }

    private static Told told(Item item, Optional<Outbox.Unsent> unsent) {
        return new Told(
                item.id(),
                item.news(),
                item.name(),
                item.at(),
                item.sent(),
                unsent.filter(mail -> !mail.givenUp()).isPresent(),
                unsent.flatMap(Outbox.Unsent::problem));
    }

    /** Writes them when they leave: by then somebody may have lost their rights or answered. */
    @Component
    static class Writer implements MailWriter {
        private final NewsStore store;
        private final IssueStore issues;
        private final AnswerStore answers;
        private final Recipients recipients;
        private final PortalUrl portal;

        Writer(NewsStore store, IssueStore issues, AnswerStore answers, Recipients recipients, PortalUrl portal) {
            this.store = store;
            this.issues = issues;
            this.answers = answers;
            this.recipients = recipients;
            this.portal = portal;
        }

        @Override
        public String name() {
            return WRITER;
        }

        @Override
        public Optional<Mail> write(String about, Instant askedAt) {
            Item item = store.find(Long.parseLong(about)).orElseThrow();
            IssuedStatement statement = issues.statement(item.statement()).orElseThrow();
            boolean late = item.news() == News.REMINDER && !(answers.state(statement) instanceof AnswerState.Awaiting);
            return recipients.all().stream()
                    .filter(person -> !late
                            && person.person().equals(item.person())
                            && person.roles().contains(Role.LEAD))
                    .findFirst()
                    .map(person -> mail(person, item, statement));
        }

        @Override
        public void sent(String about, Instant at) {
            store.sent(Long.parseLong(about), at);
        }

        private Mail mail(Recipient person, Item item, IssuedStatement statement) {
            String which = "statement for " + statement.name() + ", " + Formats.month(statement.month());
            String by = Formats.date(statement.answerBy());
            String facts = "\n  Number: " + statement.number() + ", version " + statement.version() + "\n  Total: "
                    + total(statement) + "\n  Statement: "
                    + portal.to(ChargebackLinks.statement(statement.month(), statement.team())) + "\n\n";
            String note = "Amounts are BilledCost.\n";
            return switch (item.news()) {
                case ISSUED ->
                    new Mail(
                            person.address(),
                            "Answer by " + by + ": " + which,
                            "Finance issued the " + which + "." + facts + "Accept it or dispute lines of it by " + by
                                    + ".\n" + note);
                case NEW_VERSION ->
                    new Mail(
                            person.address(),
                            "New version: " + which,
                            "Finance issued version " + statement.version() + " of the " + which
                                    + ". It replaces version " + (statement.version() - 1) + "." + facts
                                    + "Accept it or dispute lines of it by " + by + ".\n" + note);
                case REMINDER ->
                    new Mail(
                            person.address(),
                            "Reminder, answer by " + by + ": " + which,
                            "Nobody has answered the " + which + " yet." + facts
                                    + "Accept it or dispute lines of it by " + by
                                    + ". After that day, Bursar records that there was no answer.\n" + note);
                case ANSWERED -> {
                    Dispute dispute =
                            answers.dispute(item.dispute().orElseThrow()).orElseThrow();
                    yield new Mail(
                            person.address(),
                            "Your dispute was answered: " + which,
                            StatementStateText.answered(dispute) + "\n  Line: " + dispute.words() + "\n  Disputed: "
                                    + Formats.money(dispute.amount()) + facts + note);
                }
            };
        }

        private static String total(IssuedStatement statement) {
            return statement.totals().isEmpty()
                    ? "nothing"
                    : statement.totals().stream().map(Formats::money).collect(Collectors.joining(" and "));
        }
    }
}
