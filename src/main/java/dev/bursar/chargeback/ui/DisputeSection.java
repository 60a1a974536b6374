package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.Dispute;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.WaitingBadges;
import module java.base;

/** Disputes of a version: finance answers them, whoever disputed withdraws them. */
public final class DisputeSection extends Div {
    private static final int LONGEST = 1_000;

    private final AnswerPage page;
    private final AnswerService service;
    private final Runnable reload;

    /** @param reload shows the page anew */
    public DisputeSection(AnswerPage page, AnswerService service, Runnable reload) {
        this.page = page;
        this.service = service;
        this.reload = reload;
        addClassName("no-print");
        long open = page.disputes().stream().filter(Dispute::open).count();
        var list = new UnorderedList();
        list.addClassNames("facts-list", "checks");
        page.disputes().forEach(dispute -> list.add(item(dispute)));
        add(new Section("Disputes")
                .note(open == 0 ? "none open" : Formats.count(open) + " open")
                .flush()
                .with(list));
    }

    private ListItem item(Dispute dispute) {
        var icon = (dispute.open() ? Icons.CIRCLE_ALERT : Icons.CIRCLE_CHECK).create();
        icon.addClassName("need-icon");
        var state = new Span(dispute.open() ? "Open: " : "Answered: ");
        state.addClassName("visually-hidden");
        var words = new Div(Styled.div(
                "fact-head",
                state,
                new Span(Formats.money(dispute.amount()) + " of " + PlainText.cut(dispute.words(), LONGEST))));
        words.add(finding((page.own(dispute) ? "You" : dispute.by()) + " disputed it on "
                + Formats.momentWithYear(dispute.at()) + ": " + dispute.why()));
        if (!dispute.whose().isEmpty()) {
            words.add(finding("Whose it is: " + dispute.whose()));
        }
        words.add(finding(StatementStateText.answered(dispute)));
        if (dispute.open() && page.newest()) {
            var actions = Styled.div("dispute-actions");
            if (page.mayReject()) {
                actions.add(Buttons.link("Reject\u2026", click -> reject(dispute)));
                if (dispute.amount().isPositive()) {
                    actions.add(reallocate(dispute));
                }
            }
            if (page.own(dispute)) {
                actions.add(Buttons.link("Withdraw", click -> withdraw(dispute)));
            }
            words.add(actions);
        }
        var item = new ListItem(icon, words);
        item.addClassNames("need", dispute.open() ? "warning" : "met");
        return item;
    }

    private static Div finding(String words) {
        return Styled.div("finding", PlainText.cut(words, LONGEST + 200));
    }

    private Anchor reallocate(Dispute dispute) {
        return Styled.pageLink(
                ChargebackLinks.adjust(
                        page.statement().month(),
                        page.statement().team(),
                        dispute.amount().getAmount(),
                        dispute.amount().getCurrencyUnit().getCode(),
                        dispute.id()),
                "Re-allocate\u2026",
                "fact-link");
    }

    private void reject(Dispute dispute) {
        new RejectDialog(dispute, reason -> {
                    service.reject(dispute.id(), reason);
                    Notices.success("You rejected the dispute. " + dispute.by() + " is told.");
                    changed();
                })
                .open();
    }

    private void withdraw(Dispute dispute) {
        boolean done = UserAction.of(() -> service.withdraw(dispute.id()))
                .on(AnswerRefused.class, refused -> Notices.warning(RefusedText.sentence(refused)))
                .stale(() -> Notices.warning("Finance has answered this dispute already. Nothing was changed."))
                .run();
        if (done) {
            Notices.success("You withdrew the dispute.");
        }
        changed();
    }

    private void changed() {
        WaitingBadges.look(UI.getCurrent());
        reload.run();
    }

    /** Asks why a dispute is rejected. */
    static final class RejectDialog extends Dialog {
        private final ReasonField reason = new ReasonField("Reason", AnswerService.LONGEST_WHY);
        private final Consumer<String> reject;

        /** @param reject takes the reason and rejects it; what it throws is said here */
        RejectDialog(Dispute dispute, Consumer<String> reject) {
            this.reject = reject;
            setHeaderTitle("Reject dispute");
            getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
            addClassName("change-dialog");
            add(Styled.div(
                    "change-fields",
                    new Paragraph(
                            dispute.by() + " disputes " + Formats.money(dispute.amount()) + " of " + dispute.words()
                                    + ". The team still pays it. The reason is sent to " + dispute.by() + "."),
                    reason));
            getFooter()
                    .add(
                            Buttons.neutral("Cancel", click -> close()),
                            Buttons.primary("Reject dispute", click -> save()));
        }

        private void save() {
            boolean done = UserAction.of(() -> reject.accept(reason.getValue()))
                    .on(AnswerRefused.class, refused -> {
                        reason.refuse(RefusedText.sentence(refused));
                    })
                    .stale(() -> Notices.warning(
                            "This dispute was answered or withdrawn already. Nothing was changed. Reload the page to see"
                                    + " it."))
                    .denied("You no longer have permission to answer disputes. Nothing was changed.")
                    .run();
            if (done) {
                close();
            }
        }
    }
}
