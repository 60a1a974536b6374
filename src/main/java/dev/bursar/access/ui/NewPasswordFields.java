package dev.bursar.access.ui;

import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.bursar.access.password.PasswordRefused;
import java.util.List;
import java.util.Optional;

/** A new password, typed twice. */
final class NewPasswordFields {
    private final PasswordField next = new PasswordField("New password");
    private final PasswordField again = new PasswordField("Confirm new password");

    NewPasswordFields() {
        next.setHelperText("At least 12 characters");
        all().forEach(field -> {
            field.setMaxLength(1_000);
            field.setAutocomplete(Autocomplete.NEW_PASSWORD);
            field.setRequiredIndicatorVisible(true);
            field.setManualValidation(true);
            field.setWidthFull();
        });
    }

    List<PasswordField> all() {
        return List.of(next, again);
    }

    /** The password; empty, and said at the field, when there is none or the two differ. */
    Optional<String> read() {
        all().forEach(field -> field.setInvalid(false));
        if (next.isEmpty()) {
            return invalid(next, "Enter a new password");
        }
        return again.getValue().equals(next.getValue())
                ? Optional.of(next.getValue())
                : invalid(again, "The passwords don\u2019t match");
    }

    void refuse(PasswordRefused refused) {
        invalid(next, PasswordText.of(refused));
    }

    private static Optional<String> invalid(PasswordField field, String words) {
        field.setErrorMessage(words);
        field.setInvalid(true);
        field.focus();
        return Optional.empty();
    }
}
