package dev.bursar.access.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.OwnDetails;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;

/** How the portal calls the person. */
final class NameCard extends Composite<Section> {
    private final OwnAccount account;
    private final TextField name = new TextField("Your name");
    private int version;

    NameCard(OwnAccount account, OwnDetails own) {
        this.account = account;
        version = own.version();
        name.setValue(own.displayName());
        name.setHelperText("Shown in the menu, in the activity log and to others");
        name.setMaxLength(200);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.addKeyPressListener(Key.ENTER, enter -> save());
        var form = Styled.div("form", name, Buttons.neutral("Save name", click -> save()));
        getContent().with(form);
    }

    @Override
    protected Section initContent() {
        return new Section("Name");
    }

    private void save() {
        name.setInvalid(false);
        try {
            account.rename(name.getValue(), version);
        } catch (IllegalArgumentException unreadable) {
            FieldErrors.show(
                    name,
                    name.isEmpty() ? "Enter your name" : "Use at most 200 letters, digits and symbols on one line");
            name.focus();
            return;
        } catch (StaleEdit stale) {
            version = account.details().version();
            FieldErrors.show(name, "Your account was changed in the meantime. Save again to keep this name.");
            return;
        }
        version = account.details().version();
        Notices.success("Name saved. The menu shows it on the next page you open.");
    }
}
