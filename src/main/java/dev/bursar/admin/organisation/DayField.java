package dev.bursar.admin.organisation;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.time.LocalDate;
import java.util.Optional;

/** Asks for a day. */
final class DayField extends DatePicker {
    DayField(String label, LocalDate day) {
        super(label, day);
        setI18n(new DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1));
        setRequiredIndicatorVisible(true);
        setManualValidation(true);
        setWidthFull();
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
