package dev.bursar.admin.organisation;

import com.vaadin.flow.component.datepicker.DatePicker;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Asks for a day. */
final class DayField extends DatePicker {
    DayField(String label, @Nullable LocalDate day) {
        super(label, day);
        setI18n(DayFormats.words());
        setRequiredIndicatorVisible(true);
        setManualValidation(true);
        setWidthFull();
    }

    /** A lead's first day; without one they see all costs. */
    static DayField firstOfLead(String label) {
        var field = new DayField(label, null);
        field.setRequiredIndicatorVisible(false);
        field.setPlaceholder("All costs");
        field.setClearButtonVisible(true);
        field.addValueChangeListener(change -> field.setHelperText(hides(change.getValue())));
        field.setHelperText(hides(null));
        return field;
    }

    private static String hides(@Nullable LocalDate first) {
        return first == null
                ? "They see all costs, past ones too"
                : "Hides costs before " + Formats.date(first) + " from them. They see statements of earlier months.";
    }

    /** What was typed is no date: the field's value is then empty, too. */
    boolean isUnreadable() {
        return isInputUnparsable();
    }

    /** The day; without one the field says what to do. */
    Optional<LocalDate> day() {
        if (getValue() == null) {
            refuse("Choose a date, such as 1 Nov 2026.");
        } else {
            setInvalid(false);
        }
        return getOptionalValue();
    }

    void refuse(String words) {
        setErrorMessage(words);
        setInvalid(true);
        focus();
    }
}
