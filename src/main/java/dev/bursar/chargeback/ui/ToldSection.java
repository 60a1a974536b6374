package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerPage.Told;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.notify.MailProblem;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.UserAction;
import java.util.List;

/** Who was told of a version by mail, when, and what failed. */
public final class ToldSection extends Div {
    private final AnswerPage page;
    private final AnswerService service;
    private final Runnable reload;

    /** @param reload shows the page anew */
    public ToldSection(AnswerPage page, AnswerService service, Runnable reload) {
        this.page = page;
        this.service = service;
        this.reload = reload;
        addClassName("no-print");
        var section = new Section("Mails");
        List<Told> failed = page.told().stream().filter(Told::failed).toList();
        if (page.told().isEmpty()) {
            section.add(
                    new Paragraph(
                            page.mails()
                                    ? "Nobody was told of this version: nobody led the team when it was issued, or mails"
                                            + " couldn\u2019t be sent then."
                                    : "Mails can\u2019t be sent: no mail server is set up. Tell the team\u2019s lead yourself."));
        } else {
            section.note(Formats.count(page.told().size(), "mail", "mails"))
                    .flush()
                    .with(table(page.told()));
        }
        if (page.mayReject() && page.mails() && !failed.isEmpty()) {
            section.actions(Buttons.neutral("Send again", click -> sendAgain(failed)));
        }
        add(section);
    }

    private static HtmlTable table(List<Told> told) {
        var rows = new FixedRows();
        told.forEach(one -> rows.line(
                one.person(),
                "",
                what(one) + ": " + state(one),
                what(one),
                Formats.momentWithYear(one.at()),
                state(one)));
        return new HtmlTable(
                "Mails",
                List.of(
                        Column.name("person", "Person", ""),
                        Column.text("what", "About", 200).quietOnlyWide(),
                        Column.text("at", "Told", 170).quietOnlyWide(),
                        Column.text("state", "Delivery", 330).onlyWide()),
                List.of(),
                rows);
    }

    private static String what(Told told) {
        return switch (told.news()) {
            case ISSUED -> "Statement issued";
            case NEW_VERSION -> "New version";
            case REMINDER -> "Reminder to answer";
            case ANSWERED -> "Dispute answered";
        };
    }

    private static String state(Told told) {
        if (told.sent().isPresent()) {
            return "Sent " + Formats.momentWithYear(told.sent().get());
        }
        String why = told.problem().map(MailProblem::what).map(" "::concat).orElse("");
        if (told.waiting()) {
            return why.isEmpty() ? "Waiting to be sent" : "Trying again." + why;
        }
        return "Not sent."
                + (why.isEmpty()
                        ? " The person has no e-mail address or isn\u2019t a lead any more, or an admin dismissed the mail."
                        : why);
    }

    private void sendAgain(List<Told> failed) {
        IssuedStatement one = page.statement();
        boolean done = UserAction.of(() ->
                        failed.forEach(mail -> service.sendAgain(one.month(), one.team(), one.version(), mail.id())))
                .denied("You no longer have permission to send mails about statements. Nothing was sent.")
                .run();
        if (done) {
            Notices.success(Formats.count(failed.size(), "mail is", "mails are") + " sent again.");
        }
        reload.run();
    }
}
