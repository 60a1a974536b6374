package dev.bursar.ownership.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends a rule after a day, or removes one that should never have been, with what either would move. */
final class EndRuleDialog extends Dialog {
    private enum How {
        END("End it on a date"),
        REMOVE("Remove it retroactively, from all its days (correction)");

        private final String words;

        How(String words) {
            this.words = words;
        }
    }

    private final OwnershipRule rule;
    private final RuleNames names;
    private final RuleMonths months;
    private final RulePreview preview;
    private final RadioButtonGroup<How> how = new RadioButtonGroup<>("How to end it");
    private final DatePicker last = new DatePicker("Last day of this rule");
    private final Consumer<RuntimeException> failed;
    private Consumer<OwnershipEdit> save = edit -> {};

    /** @param failed told what this dialog has no words for */
    EndRuleDialog(
            OwnershipRule rule,
            RuleNames names,
            RuleMonths months,
            LocalDate today,
            RulePreview preview,
            Consumer<RuntimeException> failed) {
        this.rule = rule;
        this.names = names;
        this.months = months;
        this.preview = preview;
        this.failed = failed;
        addClassName("end-rule");
        setHeaderTitle("End rule " + rule.position());
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        how.setItems(How.values());
        how.setItemLabelGenerator(one -> one.words);
        how.setValue(How.END);
        last.setI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1)
                .setBadInputErrorMessage("Enter a date such as 1 Oct 2026"));
        last.setValue(today);
        last.setRequiredIndicatorVisible(true);
        how.addValueChangeListener(change -> show());
        last.addValueChangeListener(change -> show());
        var content = Styled.div(
                "end-rule-content",
                new Paragraph(RuleText.sentence(rule, names.team(rule.team()), names.accounts())),
                how,
                last,
                preview);
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("End rule", click -> end()));
        addAttachListener(event -> show());
    }

    /** @param stores what stores the change; what it throws is said here */
    void onSave(Consumer<OwnershipEdit> stores) {
        save = stores;
    }

    private void end() {
        Optional<OwnershipEdit> edit = edit();
        if (edit.isEmpty()) {
            invalid("Choose the last day on which the rule applies.");
            return;
        }
        try {
            save.accept(edit.get());
        } catch (RuntimeException e) {
            refused(e);
            return;
        }
        close();
    }

    private Optional<OwnershipEdit> edit() {
        if (how.getValue() == How.REMOVE) {
            return Optional.of(new OwnershipEdit.Remove(rule.id(), rule.version()));
        }
        LocalDate day = last.getValue();
        return day == null || last.isInvalid()
                ? Optional.empty()
                : Optional.of(new OwnershipEdit.End(rule.id(), rule.version(), day.plusDays(1)));
    }

    private void show() {
        last.setVisible(how.getValue() != How.REMOVE);
        edit().ifPresentOrElse(
                        edit -> preview.of(edit, months, this::refused),
                        () -> preview.say("Choose a date to see what moves."));
    }

    /** Says at the day what stands in the way; everything else is told on. */
    private void refused(RuntimeException problem) {
        if (problem instanceof RuleRefused refused) {
            String words = refused.reason() == RuleRefused.Reason.ENDS_BEFORE_IT_BEGINS
                    ? "This rule starts later. Choose a later date, or remove the rule."
                    : RuleText.refused(refused, names.teams());
            invalid(words);
            preview.say(words);
        } else {
            close();
            failed.accept(problem);
        }
    }

    private void invalid(String words) {
        FieldErrors.show(last, words);
    }
}
