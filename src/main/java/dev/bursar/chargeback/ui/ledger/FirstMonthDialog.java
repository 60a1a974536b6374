package dev.bursar.chargeback.ui.ledger;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.ledger.LedgerRefused;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks with which month the ledger begins. */
final class FirstMonthDialog extends Dialog {
    private final ComboBox<YearMonth> month = new ComboBox<>("First month");
    private final Consumer<YearMonth> choose;

    /**
     * @param chosen the month that it begins with now
     * @param choose stores it; what it throws is said here
     */
    FirstMonthDialog(List<YearMonth> choices, Optional<YearMonth> chosen, Consumer<YearMonth> choose) {
        this.choose = choose;
        setHeaderTitle(chosen.isEmpty() ? "Choose the first month" : "Change the first month");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        month.setItems(choices);
        month.setItemLabelGenerator(Formats::month);
        month.setRequiredIndicatorVisible(true);
        month.setHelperText("Months that are over and have costs");
        month.setValue(chosen.filter(choices::contains).orElse(choices.getFirst()));
        month.addValueChangeListener(change -> month.setInvalid(false));
        add(Styled.div(
                "change-fields",
                new Paragraph(
                        "Statements are issued, answered and closed from this month on, month after month. Earlier"
                                + " months stay drafts and are never corrected. You can change the first month until"
                                + " statements are issued."),
                month));
        getFooter()
                .add(
                        Buttons.neutral("Cancel", click -> close()),
                        Buttons.primary(chosen.isEmpty() ? "Choose month" : "Change month", click -> save()));
    }

    private void save() {
        YearMonth value = month.getValue();
        if (value == null) {
            invalid("Choose a month.");
            return;
        }
        boolean done = UserAction.of(() -> choose.accept(value))
                .on(LedgerRefused.class, refused -> invalid(words(refused.reason())))
                .denied("You no longer have permission to choose the first month. Nothing was changed.")
                .run();
        if (done) {
            close();
        }
    }

    private void invalid(String words) {
        FieldErrors.show(month, words);
        month.focus();
    }

    static String words(LedgerRefused.Reason reason) {
        return switch (reason) {
            case BEGUN ->
                "Statements were issued in the meantime. The first month can\u2019t be changed any more. Reload the page to see"
                        + " them.";
            case NOT_OVER -> "This month isn\u2019t over yet. Choose an earlier one.";
            case NO_CHARGES -> "Bursar has no costs of this month. Choose another one.";
        };
    }
}
