package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a version was answered, and how the person answers it. */
public final class AnswerSection extends Div {
    private static final String CHANGED = "You don\u2019t lead this team any more. Nothing was changed.";

    private final AnswerPage page;
    private final AnswerService service;
    private final Runnable reload;

    /** @param reload shows the page anew */
    public AnswerSection(AnswerPage page, AnswerService service, Runnable reload) {
        this.page = page;
        this.service = service;
        this.reload = reload;
        addClassName("no-print");
        page.next().ifPresentOrElse(this::replaced, this::answer);
    }

    /** What disputes each line that the person can dispute, by the line's key. */
    public static Map<String, Runnable> disputes(AnswerPage page, AnswerService service, Runnable reload) {
        Map<String, Runnable> disputes = new HashMap<>();
        page.lines().forEach(line -> disputes.put(line.key(), () -> dispute(page, service, reload, line)));
        return disputes;
    }

    private void replaced(IssuedStatement next) {
        IssuedStatement one = page.statement();
        Anchor newest = Styled.pageLink(ChargebackLinks.statement(one.month(), one.team()), "Open the newest version");
        add(new Section("Answer")
                .with(
                        new Paragraph("Version " + one.version() + ", replaced by version " + next.version() + " on "
                                + Formats.date(LocalDate.ofInstant(next.issuedAt(), ZoneOffset.UTC))
                                + ". It can\u2019t be answered any more, and its lines don\u2019t open into charges."),
                        newest));
    }

    private void answer() {
        var section = new Section("Answer").status(StatementStateText.badge(page.state()));
        section.add(new Paragraph(words()));
        if (!page.lines().isEmpty()) {
            section.actions(Buttons.neutral("Dispute a line\u2026", click -> dispute(page, service, reload, null)));
        }
        if (page.mayAccept()) {
            section.actions(Buttons.primary("Accept\u2026", click -> askToAccept()));
        }
        if (page.mayWithdraw()) {
            section.actions(Buttons.neutral("Withdraw acceptance", click -> withdraw()));
            section.add(Styled.note(AcceptText.until(page)));
        }
        if (page.leads() && page.issuedIt() && page.state() instanceof AnswerState.Awaiting) {
            section.add(Styled.note("You issued this version, so another lead of the team has to accept it."));
        }
        add(section);
    }

    private String words() {
        return page.leads() && page.state() instanceof AnswerState.Awaiting(var by)
                ? "Answer by " + Formats.date(by) + "."
                        + (page.lines().isEmpty()
                                ? ""
                                : " Accept the statement, or dispute lines that aren\u2019t yours." + closed())
                : StatementStateText.sentence(page.state());
    }

    /** A closed month stays as it is. */
    private String closed() {
        return page.closed()
                ? " " + Formats.month(page.statement().month())
                        + " is closed: an amount that finance re-allocates stands on a later statement."
                : "";
    }

    /** An acceptance names what is owed once more. */
    private void askToAccept() {
        new ConfirmationDialog(
                        AcceptText.question(page.statement()),
                        AcceptText.consequences(page),
                        "Accept statement",
                        this::accept)
                .open();
    }

    private void withdraw() {
        IssuedStatement one = page.statement();
        boolean done = UserAction.of(() -> service.withdrawAcceptance(one.month(), one.team(), one.version()))
                .on(AnswerRefused.class, refused -> Notices.warning(RefusedText.sentence(refused)))
                .denied(CHANGED)
                .run();
        if (done) {
            Notices.success("You withdrew the acceptance.");
        }
        reload.run();
    }

    private void accept() {
        IssuedStatement one = page.statement();
        boolean done = UserAction.of(() -> service.accept(one.month(), one.team(), one.version()))
                .on(AnswerRefused.class, refused -> Notices.warning(RefusedText.sentence(refused)))
                .denied(CHANGED)
                .run();
        if (done) {
            Notices.success("You accepted the statement.");
        }
        reload.run();
    }

    /** @param line that is chosen already; null for none */
    private static void dispute(AnswerPage page, AnswerService service, Runnable reload, @Nullable DisputeLine line) {
        IssuedStatement one = page.statement();
        new DisputeDialog(page.lines(), line, draft -> {
                    service.dispute(one.month(), one.team(), one.version(), draft);
                    Notices.success("Finance sees your dispute now.");
                    reload.run();
                })
                .open();
    }
}
