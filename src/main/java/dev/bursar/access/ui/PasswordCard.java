package dev.bursar.access.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.password.WrongPassword;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.stream.Stream;

/** Lets a person change the password that they know. */
final class PasswordCard extends Composite<Section> {
    private final OwnAccount account;
    private final Runnable changed;
    private final PasswordField present = new PasswordField("Current password");
    private final PasswordField next = new PasswordField("New password");
    private final PasswordField again = new PasswordField("Confirm new password");

    PasswordCard(OwnAccount account, Runnable changed) {
        this.account = account;
        this.changed = changed;
        present.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        next.setAutocomplete(Autocomplete.NEW_PASSWORD);
        again.setAutocomplete(Autocomplete.NEW_PASSWORD);
        next.setHelperText("At least 12 characters. Your other sessions end.");
        fields().forEach(field -> {
            field.setMaxLength(1_000);
            field.setRequiredIndicatorVisible(true);
            field.setManualValidation(true);
        });
        again.addKeyPressListener(Key.ENTER, enter -> change());
        var form = Styled.div("form", present, next, again, Buttons.neutral("Change password", click -> change()));
        getContent().with(form);
    }

    @Override
    protected Section initContent() {
        return new Section("Password");
    }

    private Stream<PasswordField> fields() {
        return Stream.of(present, next, again);
    }

    private void change() {
        fields().forEach(field -> field.setInvalid(false));
        if (present.isEmpty()) {
            invalid(present, "Enter your current password");
        } else if (next.isEmpty()) {
            invalid(next, "Enter a new password");
        } else if (!again.getValue().equals(next.getValue())) {
            invalid(again, "The passwords don\u2019t match");
        } else {
            send();
        }
    }

    private void send() {
        try {
            account.changePassword(present.getValue(), next.getValue());
        } catch (WrongPassword wrong) {
            invalid(present, "This is not your current password");
            return;
        } catch (Throttled slowed) {
            invalid(present, "Too many attempts. Try again in " + Waits.spoken(slowed.seconds()) + ".");
            return;
        } catch (PasswordRefused refused) {
            invalid(next, PasswordText.of(refused));
            return;
        }
        fields().forEach(PasswordField::clear);
        changed.run();
        Notices.success("Password changed. Your other sessions have ended.");
    }

    private static void invalid(PasswordField field, String words) {
        FieldErrors.show(field, words);
        field.focus();
    }
}
