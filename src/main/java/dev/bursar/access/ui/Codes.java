package dev.bursar.access.ui;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.ui.FieldErrors;

/** Fields for codes, and what they say. */
public final class Codes {
    private Codes() {}

    public static TextField field(String label) {
        var field = new TextField(label);
        field.setMaxLength(40);
        field.setRequiredIndicatorVisible(true);
        field.setManualValidation(true);
        field.getElement().setAttribute("autocomplete", "one-time-code");
        return field;
    }

    public static void wrong(TextField field) {
        FieldErrors.show(
                field,
                field.isEmpty()
                        ? "Enter the code"
                        : "This code is incorrect or was used before. Enter the current code.");
        field.focus();
    }

    public static void slowed(TextField field, long seconds) {
        FieldErrors.show(field, "Too many attempts. Try again in " + Waits.spoken(seconds) + ".");
    }
}
