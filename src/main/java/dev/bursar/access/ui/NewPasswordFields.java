package dev.bursar.access.ui;

import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.LinkPurpose;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.Throttled;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Notices;
import module java.base;

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

    /**
     * Has the password set, says what is wrong with it, and goes on to sign in.
     *
     * @param set false where the link works no longer
     */
    void set(LinkPurpose purpose, BooleanSupplier set, Runnable late) {
        try {
            if (set.getAsBoolean()) {
                LinkInSession.forget(purpose);
                next.getUI().ifPresent(ui -> ui.navigate("login", QueryParameters.of("password-set", "")));
            } else {
                late.run();
            }
        } catch (PasswordRefused refused) {
            refuse(refused);
        } catch (Throttled busy) {
            Notices.warning("Too many people are setting passwords right now. Try again in "
                    + Waits.spoken(busy.seconds()) + ".");
        }
    }

    private static Optional<String> invalid(PasswordField field, String words) {
        FieldErrors.show(field, words);
        field.focus();
        return Optional.empty();
    }
}
