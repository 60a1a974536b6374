package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerRefused.Why;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.DisputeDraft;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks which line is disputed, how much of it, whose it is and why. */
final class DisputeDialog extends Dialog {
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
                    now == null ? "" : AmountText.write(now.amount().getAmount().abs()));
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
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Dispute line", click -> save()));
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
