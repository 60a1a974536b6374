package dev.bursar.ui;

import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;

/** How days are shown and typed in fields. */
public final class DayFormats {
    private DayFormats() {}

    public static DatePickerI18n words() {
        return new DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1)
                .setBadInputErrorMessage("Enter a date such as 3 Nov 2026");
    }
}
