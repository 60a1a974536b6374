package dev.bursar.tagging.ui.fixes;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.tagging.policy.Exemption;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.policy.ExemptionService.Draft;
import dev.bursar.tagging.policy.PolicyRefused;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** Asks why and until when the policies of some violations leave their resources alone. */
public final class ExemptChosenDialog extends Dialog {
    private final List<ViolationRow> rows;
    private final LocalDate today;
    private final Consumer<List<Draft>> add;
    private final ReasonField reason = new ReasonField("Reason", ExemptionService.LONGEST_REASON);
    private final DatePicker lastDay = day("Last day");

    /** @param add stores all or none; what it throws is said here */
    ExemptChosenDialog(List<ViolationRow> rows, LocalDate today, Consumer<List<Draft>> add) {
        this.rows = rows;
        this.today = today;
        this.add = add;
        setHeaderTitle(
                rows.size() == 1 ? "Exempt this violation" : "Exempt " + Formats.count(rows.size()) + " violations");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        reason.setAutofocus(true);
        lastDay.setRequiredIndicatorVisible(true);
        lastDay.addValueChangeListener(change -> lastDay.setInvalid(false));
        var fields = Styled.div(
                "change-fields",
                new Paragraph((rows.size() == 1
                                ? PlainText.cutMiddle(rows.getFirst().name(), 60) + " is"
                                : "These resources are")
                        + " exempt from the policy from today until the last day. The list shows exempt violations"
                        + " under the state Exempt."),
                reason,
                lastDay);
        add(fields);
        getFooter()
                .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save exemption", click -> save()));
    }

    /** A field for a day, as this dialog and the one of the Exemptions page have it. */
    public static DatePicker day(String label) {
        var day = new DatePicker(label);
        day.setI18n(DayFormats.words());
        day.setManualValidation(true);
        return day;
    }

    private void save() {
        List<Draft> drafts = rows.stream()
                .map(row -> new Draft(
                        row.policy(),
                        Exemption.Scope.RESOURCE,
                        row.arn(),
                        reason.getValue(),
                        today,
                        lastDay.getValue()))
                .distinct()
                .toList();
        boolean added = UserAction.of(() -> add.accept(drafts))
                .on(PolicyRefused.class, this::refused)
                .stale(() -> Notices.warning(
                        "Someone removed this policy in the meantime. Nothing was added. Reload the page."))
                .denied("You no longer have permission to add exemptions. Nothing was added.")
                .run();
        if (added) {
            close();
        }
    }

    private void refused(PolicyRefused refused) {
        switch (refused.field()) {
            case REASON -> refuse(reason, refused.sentence());
            case LAST_DAY -> refuse(lastDay, refused.sentence());
            default -> Notices.warning("Nothing was added. " + refused.sentence());
        }
    }

    private static <F extends HasValidation & Focusable<?>> void refuse(F field, String sentence) {
        FieldErrors.show(field, sentence);
        field.focus();
    }
}
