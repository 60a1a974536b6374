package dev.bursar.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.factor.Passkey;
import dev.bursar.access.factor.SecondFactor;
import dev.bursar.access.factor.SecondFactor.NewPasskey;
import dev.bursar.access.factor.SecondFactorNeeded;
import dev.bursar.access.factor.WrongCode;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.password.WrongPassword;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import module java.base;

/** Whether the person proves more than a password, and the ways to change that. */
final class SecondFactorCard extends Composite<Div> {
    private final SecondFactor factor;
    private final Runnable sessionsEnded;

    SecondFactorCard(SecondFactor factor, Runnable sessionsEnded) {
        this.factor = factor;
        this.sessionsEnded = sessionsEnded;
        load();
    }

    private void load() {
        var status = factor.status();
        var section = new Section("Two-factor authentication");
        var buttons = Styled.div("form-buttons");
        var since = status.since();
        if (since == null) {
            section.status(new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Off"));
            section.with(words(
                    "Bursar asks for a code from an app on your phone after your password, so a stolen password alone"
                            + " is not enough to sign in. You can also add passkeys."));
            buttons.add(Buttons.neutral("Set up…", click -> setUp()));
        } else {
            section.status(new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, "On"));
            section.with(words("An authenticator app, since " + Formats.momentWithYear(since) + ". "
                    + (status.recoveryCodesLeft() == 0
                            ? "No recovery codes are left. Create new ones."
                            : Formats.count(status.recoveryCodesLeft(), "recovery code is", "recovery codes are")
                                    + " left.")
                    + (status.required() ? " Your role requires it." : "")));
            var passkeys = new PasskeysList(factor);
            section.with(passkeys);
            buttons.add(Buttons.neutral("New passkey…", click -> passkeys.addOne()));
            buttons.add(Buttons.neutral(
                    "New recovery codes…",
                    click -> ask("New recovery codes", "The old codes stop working.", "Create new codes", code -> {
                        var codes = factor.newRecoveryCodes(code);
                        load();
                        showCodes("Save your recovery codes", codes);
                    })));
            if (!status.required()) {
                buttons.add(Buttons.neutral(
                        "Turn off…",
                        click -> ask(
                                "Turn off two-factor authentication",
                                "You will sign in with your password only.",
                                "Turn off two-factor authentication",
                                code -> {
                                    factor.remove(code);
                                    load();
                                    Notices.success("Two-factor authentication turned off");
                                })));
            }
        }
        section.with(buttons);
        getContent().removeAll();
        getContent().add(section);
    }

    private void setUp() {
        var enrolment = factor.begin();
        var password = new PasswordField("Your password");
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setRequiredIndicatorVisible(true);
        password.setManualValidation(true);
        password.setMaxLength(1_000);
        var code = Codes.field("Code from the app");
        var form = Styled.div("form", new EnrolmentSteps(enrolment), code, password);
        var dialog = dialog("Set up two-factor authentication", form);
        dialog.getFooter().add(Buttons.neutral("Cancel", click -> dialog.close()));
        dialog.getFooter().add(Buttons.primary("Set up", click -> {
            code.setInvalid(false);
            password.setInvalid(false);
            try {
                var codes = factor.set(enrolment, password.getValue(), code.getValue());
                dialog.close();
                load();
                sessionsEnded.run();
                showCodes("Save your recovery codes", codes);
            } catch (WrongPassword wrong) {
                FieldErrors.show(password, password.isEmpty() ? "Enter your password" : "This is not your password");
                password.focus();
            } catch (Throttled slowed) {
                FieldErrors.show(password, "Too many attempts. Try again in " + Waits.spoken(slowed.seconds()) + ".");
            } catch (WrongCode wrong) {
                Codes.wrong(code);
            }
        }));
        dialog.open();
    }

    private void ask(String title, String what, String verb, Consumer<String> action) {
        var code = Codes.field("Code from your app, or a recovery code");
        code.setAutofocus(true);
        var form = Styled.div("form", words(what), code);
        var dialog = dialog(title, form);
        dialog.getFooter().add(Buttons.neutral("Cancel", click -> dialog.close()));
        dialog.getFooter().add(Buttons.primary(verb, click -> {
            code.setInvalid(false);
            try {
                action.accept(code.getValue());
                dialog.close();
            } catch (WrongCode wrong) {
                Codes.wrong(code);
            } catch (Throttled slowed) {
                Codes.slowed(code, slowed.seconds());
            } catch (SecondFactorNeeded needed) {
                dialog.close();
                load();
                Notices.warning("Your role now requires two-factor authentication, so it stays on.");
            }
        }));
        dialog.open();
    }

    private static void showCodes(String title, List<String> codes) {
        var dialog = dialog(title, new CodesList(codes));
        // closing it by a stray click would lose what is shown once
        dialog.setCloseOnOutsideClick(false);
        dialog.setCloseOnEsc(false);
        dialog.getFooter().add(Buttons.primary("I have saved them", click -> dialog.close()));
        dialog.open();
    }

    private static Dialog dialog(String title, Component content) {
        var dialog = new Dialog();
        dialog.setHeaderTitle(title);
        dialog.addClassName("factor-dialog");
        dialog.setWidth("440px");
        dialog.add(content);
        return dialog;
    }

    private static Paragraph words(String text) {
        var words = new Paragraph(text);
        words.addClassName("quiet-words");
        return words;
    }

    /** A person's passkeys, and the way to a new one. */
    static final class PasskeysList extends Div {
        private static final String CREATE = """
                if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return 'unable';
                try {
                  const made = await navigator.credentials.create(
                    {publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse($0))});
                  return JSON.stringify(made.toJSON());
                } catch (e) {
                  return '';
                }
                """;

        private final SecondFactor factor;

        PasskeysList(SecondFactor factor) {
            this.factor = factor;
            addClassName("passkeys");
            load();
        }

        private void load() {
            removeAll();
            factor.passkeys().forEach(one -> add(row(one)));
        }

        private Component row(Passkey one) {
            var used = new Span(
                    one.lastUsed().equals(one.created())
                            ? "added " + Formats.momentWithYear(one.created()) + ", not used yet"
                            : "last used " + Formats.momentWithYear(one.lastUsed()));
            used.addClassName("note");
            var words = Styled.div("passkey-words", PlainText.name(one.label()), used);
            var remove = Buttons.link("Remove", click -> {
                factor.forget(one);
                load();
                Notices.success("Passkey removed: " + PlainText.cut(one.label(), 60));
            });
            remove.setAriaLabel("Remove the passkey " + one.label());
            return Styled.div("passkey", words, remove);
        }

        /** Asks for a name and a code, and then the browser for a passkey. */
        void addOne() {
            var name = new TextField("Passkey name");
            name.setHelperText("For example, the device that stores it");
            name.setMaxLength(100);
            name.setRequiredIndicatorVisible(true);
            name.setManualValidation(true);
            name.setAutofocus(true);
            var code = Codes.field("Code from your app, or a recovery code");
            var form = Styled.div("form", name, code);
            var dialog = new Dialog(form);
            dialog.setHeaderTitle("New passkey");
            dialog.addClassName("factor-dialog");
            dialog.setWidth("440px");
            dialog.getFooter().add(Buttons.neutral("Cancel", click -> dialog.close()));
            dialog.getFooter().add(Buttons.primary("New passkey", click -> {
                name.setInvalid(false);
                code.setInvalid(false);
                try {
                    create(factor.ask(code.getValue(), name.getValue(), Waiting.origin()));
                    dialog.close();
                } catch (IllegalArgumentException unreadable) {
                    FieldErrors.show(name, "Enter a name with letters, digits and symbols");
                    name.focus();
                } catch (WrongCode wrong) {
                    Codes.wrong(code);
                } catch (Throttled slowed) {
                    Codes.slowed(code, slowed.seconds());
                }
            }));
            dialog.open();
        }

        private void create(NewPasskey asked) {
            getElement().executeJs(CREATE, asked.json()).then(String.class, answer -> {
                switch (answer) {
                    case "unable" ->
                        Notices.warning("This browser can't create passkeys here. A newer version may be able to.");
                    case "" -> Notices.warning("No passkey was created. Nothing was changed.");
                    default -> keep(asked, answer);
                }
            });
        }

        private void keep(NewPasskey asked, String answer) {
            try {
                factor.keep(asked, answer);
            } catch (WrongCode wrong) {
                Notices.warning("The passkey could not be verified. Nothing was changed. Try again.");
                return;
            }
            load();
            Notices.success("Passkey added");
        }
    }
}
