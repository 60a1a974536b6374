package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerRefused.Why;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.DisputeDraft;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.WaitingBadges;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Whether a version was answered, and how the person answers it. */
public final class AnswerSection extends Div {
    static final String NOT_LEAD = "You don\u2019t lead this team any more. Nothing was changed.";

    private final AnswerPage page;
    private final AnswerService service;
    private final Runnable reload;

    /** @param reload shows the page anew */
    public AnswerSection(AnswerPage page, AnswerService service, Runnable reload) {
        this.page = page;
        this.service = service;
        this.reload = reload;
        addClassNames("answer-line", "no-print");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", "Answer");
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
        add(
                Styled.div(
                        "answer-words",
                        new Paragraph("Version " + one.version() + ", replaced by version " + next.version() + " on "
                                + Formats.date(LocalDate.ofInstant(next.issuedAt(), ZoneOffset.UTC))
                                + ". It can\u2019t be answered any more, and its lines don\u2019t open into charges.")),
                newest);
    }

    private void answer() {
        var words = Styled.div("answer-words", new Paragraph(words()));
        add(StatementStateText.badge(page.state()), words);
        if (!page.lines().isEmpty()) {
            add(Buttons.neutral("Dispute a line\u2026", click -> dispute(page, service, reload, null)));
        }
        if (page.mayAccept()) {
            add(Buttons.primary("Accept\u2026", click -> askToAccept()));
        }
        if (page.mayWithdraw()) {
            add(Buttons.neutral("Withdraw acceptance", click -> withdraw()));
            words.add(Styled.note(AcceptText.until(page.statement())));
        }
        if (page.leads() && page.issuedIt() && page.state() instanceof AnswerState.Awaiting) {
            words.add(Styled.note("You issued this version, so another lead of the team has to accept it."));
        }
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
                        + " is closed, so anything that finance moves to another team appears on a later statement."
                : "";
    }

    /** An acceptance names what is owed once more. */
    private void askToAccept() {
        new ConfirmationDialog(
                        AcceptText.question(page.statement()),
                        AcceptText.consequences(page.statement(), page.closed()),
                        "Accept statement",
                        this::accept)
                .open();
    }

    private void withdraw() {
        IssuedStatement one = page.statement();
        boolean done = UserAction.of(() -> service.withdrawAcceptance(one.month(), one.team(), one.version()))
                .on(AnswerRefused.class, refused -> Notices.warning(RefusedText.sentence(refused)))
                .denied(NOT_LEAD)
                .run();
        if (done) {
            Notices.success("You withdrew the acceptance.");
        }
        changed();
    }

    private void accept() {
        IssuedStatement one = page.statement();
        boolean done = UserAction.of(() -> service.accept(one.month(), one.team(), one.version()))
                .on(AnswerRefused.class, refused -> Notices.warning(RefusedText.sentence(refused)))
                .denied(NOT_LEAD)
                .run();
        if (done) {
            Notices.success("You accepted the statement.");
        }
        changed();
    }

    private void changed() {
        WaitingBadges.look(UI.getCurrent());
        reload.run();
    }

    /** @param line that is chosen already; null for none */
    private static void dispute(AnswerPage page, AnswerService service, Runnable reload, @Nullable DisputeLine line) {
        IssuedStatement one = page.statement();
        new DisputeDialog(page.lines(), line, draft -> {
                    service.dispute(one.month(), one.team(), one.version(), draft);
                    Notices.success("Finance sees your dispute now.");
                    WaitingBadges.look(UI.getCurrent());
                    reload.run();
                })
                .open();
    }

    /** What accepting a statement means, in words. */
    static final class AcceptText {
        private AcceptText() {}

        /** {@code Accept $1,234.56 for Search, October 2026?} */
        static String question(IssuedStatement one) {
            String amount = one.totals().stream().map(Formats::money).collect(Collectors.joining(" and "));
            return "Accept " + (amount.isEmpty() ? "a statement of nothing" : amount) + " for " + one.name() + ", "
                    + Formats.month(one.month()) + "?";
        }

        /** Which version it is, and how long the acceptance can be withdrawn. */
        static List<String> consequences(IssuedStatement one, boolean closed) {
            return List.of(
                    "Statement " + one.number() + ", version " + one.version() + ", BilledCost.",
                    closed
                            ? Formats.month(one.month()) + " is closed, so the acceptance can\u2019t be withdrawn."
                            : "Lines can\u2019t be disputed while it is accepted. " + until(one));
        }

        /** {@code You can withdraw the acceptance until …} */
        static String until(IssuedStatement one) {
            return "You can withdraw the acceptance until finance issues a new version or closes "
                    + Formats.month(one.month()) + ". After " + Formats.date(one.answerBy())
                    + ", a withdrawn acceptance counts as no answer.";
        }
    }

    /** Asks which line is disputed, how much of it, whose it is and why. */
    static final class DisputeDialog extends Dialog {
        private final ComboBox<DisputeLine> line = new ComboBox<>("Line");
        private final TextField amount = new TextField("Amount");
        private final TextField whose = new TextField("Whose is it? (optional)");
        private final ReasonField why = new ReasonField("Why", AnswerService.LONGEST_WHY);
        private final Consumer<DisputeDraft> save;

        /**
         * Shows it empty, or with a line and its whole amount.
         *
         * @param chosen null for none
         * @param save takes what was entered and stores it; what it throws is said here
         */
        DisputeDialog(List<DisputeLine> lines, @Nullable DisputeLine chosen, Consumer<DisputeDraft> save) {
            this.save = save;
            setHeaderTitle("Dispute a line");
            getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
            addClassName("issue-dialog"); // lines have long names
            line.setItemLabelGenerator(one -> one.words() + ": " + Formats.money(one.amount()));
            line.setItems(lines);
            line.setRequiredIndicatorVisible(true);
            line.setManualValidation(true);
            line.addValueChangeListener(change -> {
                line.setInvalid(false);
                DisputeLine now = line.getValue();
                amount.setValue(
                        now == null
                                ? ""
                                : AmountText.write(now.amount().getAmount().abs()));
                amount.setHelperText(
                        now == null
                                ? ""
                                : now.amount().isNegative()
                                        ? "Of the credit of "
                                                + Formats.money(now.amount().abs())
                                        : "At most " + Formats.money(now.amount()));
            });
            amount.setRequiredIndicatorVisible(true);
            amount.setManualValidation(true);
            amount.addValueChangeListener(change -> amount.setInvalid(false));
            whose.setHelperText("The team or person, as far as you know");
            whose.setMaxLength(AnswerService.LONGEST_WHOSE);
            whose.setManualValidation(true);
            whose.addValueChangeListener(change -> whose.setInvalid(false));
            add(Styled.div("change-fields", line, amount, whose, why));
            getFooter()
                    .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Dispute line", click -> save()));
            DisputeLine first = lines.size() == 1 ? lines.getFirst() : chosen;
            if (first != null) {
                line.setValue(first);
            }
        }

        private void save() {
            @Nullable DisputeLine chosen = line.getValue();
            if (chosen == null) {
                refuse(new AnswerRefused(Why.NO_LINE));
                if (why.getValue().isBlank()) {
                    say(Why.NO_WHY);
                }
                line.focus();
                return;
            }
            AmountText typed = AmountText.read(
                    amount.getValue(), chosen.amount().getCurrencyUnit().getCode());
            if (typed.amount().isEmpty()) {
                FieldErrors.show(amount, typed.problem());
                amount.focus();
                return;
            }
            BigDecimal positive = typed.amount().get();
            var draft = new DisputeDraft(
                    chosen.key(),
                    chosen.amount().isNegative() ? positive.negate() : positive,
                    whose.getValue(),
                    why.getValue());
            boolean saved = UserAction.of(() -> save.accept(draft))
                    .on(AnswerRefused.class, this::refuse)
                    .denied("You don\u2019t lead this team any more. Nothing was saved.")
                    .run();
            if (saved) {
                close();
            }
        }

        private void refuse(AnswerRefused refused) {
            refused.why().stream().sorted().forEach(this::say);
        }

        private void say(Why problem) {
            String words = RefusedText.sentence(problem);
            switch (problem) {
                case NO_LINE, LINE_DISPUTED -> {
                    FieldErrors.show(line, words);
                }
                case AMOUNT, DECIMALS -> {
                    FieldErrors.show(amount, words);
                }
                case WHOSE_TOO_LONG -> {
                    FieldErrors.show(whose, words);
                }
                case NO_WHY, WHY_TOO_LONG -> {
                    FieldErrors.show(why, words);
                }
                case MISSING, NOT_NEWEST, ANSWERED, OWN_ISSUE, DISPUTED, LATE -> Notices.warning(words);
            }
        }
    }
}
