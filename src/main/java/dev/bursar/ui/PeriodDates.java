package dev.bursar.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.threeten.extra.LocalDateRange;

/** The first and the last day of a period, to be typed or chosen. */
final class PeriodDates extends Div {
    private final LocalDate lastDay;
    private final Consumer<LocalDateRange> chosen;
    private final DatePicker from;
    private final DatePicker to;

    PeriodDates(LocalDateRange shown, LocalDate lastDay, Consumer<LocalDateRange> chosen) {
        this.lastDay = lastDay;
        this.chosen = chosen;
        from = date("From", shown.getStart());
        to = date("To (inclusive)", shown.getEndInclusive());
        addClassName("dates");
        add(from, to, Buttons.primary("Show these days", click -> apply()));
    }

    private DatePicker date(String name, LocalDate day) {
        var date = new DatePicker(name, day);
        date.setI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1));
        date.setRequiredIndicatorVisible(true);
        date.setMax(lastDay);
        return date;
    }

    private void apply() {
        var first = from.getValue();
        var last = to.getValue();
        from.setInvalid(first == null || first.isAfter(lastDay));
        from.setErrorMessage("Choose a date on or before " + Formats.date(lastDay));
        to.setInvalid(last == null || last.isAfter(lastDay) || first != null && last.isBefore(first));
        to.setErrorMessage(
                last != null && first != null && last.isBefore(first)
                        ? "Choose a date on or after " + Formats.date(first)
                        : "Choose a date on or before " + Formats.date(lastDay));
        if (!from.isInvalid() && !to.isInvalid() && first != null && last != null) {
            chosen.accept(LocalDateRange.ofClosed(first, last));
        }
    }
}
