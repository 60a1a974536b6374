package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import dev.bursar.changes.ChangeRefused;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.UserAction;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Asks why a proposal is dismissed, and how long. What can't be is said at its field, and nothing that was entered is lost. */
final class DismissDialog extends Dialog {

    private final ReasonField reason = new ReasonField();
    private final DatePicker lastDay = new DatePicker("Last day");
    private final Decision decision;
    private final Runnable stale;
    private final Runnable changed;

    /** Stores it. */
    interface Decision {
        void dismiss(String reason, @Nullable LocalDate lastDay);
    }

    /**
     * @param decision what it throws is said here
     * @param stale told when somebody else was faster
     */
    DismissDialog(String title, LocalDate today, Decision decision, Runnable stale, Runnable changed) {
        this.decision = decision;
        this.stale = stale;
        this.changed = changed;
        setHeaderTitle("Dismiss this proposal");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        lastDay.setI18n(DayFormats.words());
        lastDay.setRequiredIndicatorVisible(true);
        lastDay.setManualValidation(true);
        lastDay.setHelperText("It can be proposed again after this day.");
        lastDay.setInitialPosition(today);
        lastDay.addValueChangeListener(change -> lastDay.setInvalid(false));
        var fields = new Div(UseSection.note(title), reason, lastDay);
        fields.addClassName("change-fields");
        add(fields);
        getFooter()
                .add(
                        Buttons.neutral("Cancel", click -> close()),
                        Buttons.primary("Dismiss proposal", click -> dismiss()));
    }

    private void dismiss() {
        boolean dismissed = UserAction.of(() -> decision.dismiss(reason.getValue(), lastDay.getValue()))
                .on(ChangeRefused.class, this::refused)
                .stale(() -> {
                    close();
                    stale.run();
                })
                .denied("You can no longer decide on proposals for this workload. Nothing was changed.")
                .run();
        if (dismissed) {
            close();
            Notices.success("Proposal dismissed.");
            changed.run();
        }
    }

    private void refused(ChangeRefused refused) {
        String words = ProposalText.refused(refused.why());
        switch (refused.why()) {
            case NO_REASON, REASON_TOO_LONG -> refuse(reason, words);
            case NO_LAST_DAY, LAST_DAY_OUT_OF_RANGE -> refuse(lastDay, words);
            case NOT_APPROVED -> Notices.warning(words);
        }
    }

    static <F extends HasValidation & Focusable<?>> void refuse(F field, String sentence) {
        FieldErrors.show(field, sentence);
        field.focus();
    }
}
