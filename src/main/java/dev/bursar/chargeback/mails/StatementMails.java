package dev.bursar.chargeback.mails;

import dev.bursar.access.Recipient;
import dev.bursar.access.Recipients;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerPage.News;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.AnswerStore;
import dev.bursar.chargeback.answers.Dispute;
import dev.bursar.chargeback.answers.NewsStore;
import dev.bursar.chargeback.answers.NewsStore.Item;
import dev.bursar.chargeback.answers.StatementNews;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.kernel.Role;
import dev.bursar.notify.Mail;
import dev.bursar.notify.MailWriter;
import dev.bursar.notify.PortalUrl;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** Writes to those who answer a statement when the mail leaves: by then somebody may have lost their rights or answered. */
@Component
class StatementMails implements MailWriter {
    private final NewsStore store;
    private final IssueStore issues;
    private final AnswerStore answers;
    private final Recipients recipients;
    private final PortalUrl portal;

    StatementMails(NewsStore store, IssueStore issues, AnswerStore answers, Recipients recipients, PortalUrl portal) {
        this.store = store;
        this.issues = issues;
        this.answers = answers;
        this.recipients = recipients;
        this.portal = portal;
    }

    @Override
    public String name() {
        return StatementNews.WRITER;
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
                Dispute dispute = answers.dispute(item.dispute().orElseThrow()).orElseThrow();
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
