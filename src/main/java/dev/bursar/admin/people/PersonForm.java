package dev.bursar.admin.people;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.bursar.access.AddressTaken;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.LastAdmin;
import dev.bursar.access.LeadOverlap;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.PersonEdit;
import dev.bursar.access.UserNameTaken;
import dev.bursar.admin.organisation.TeamTimes;
import dev.bursar.kernel.Role;
import dev.bursar.notify.MailAddress;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What admins say of a person, new or known. */
public final class PersonForm extends Composite<Div> {
    private final TextField name = new TextField("Name");
    private final EmailField email = new EmailField("E-mail address");
    private final TextField userName = new TextField("User name");
    private final CheckboxGroup<Role> roles = new CheckboxGroup<>("Roles");
    private final TeamTimes times;
    private final LocalDate today;

    PersonForm(PeopleData data, boolean isNew) {
        today = data.today();
        times = new TeamTimes(data.teams(), data.unconfirmed());
        name.setMaxLength(200);
        name.setRequiredIndicatorVisible(true);
        email.setMaxLength(MailAddress.LONGEST);
        email.setRequiredIndicatorVisible(isNew && data.mailed());
        userName.setMaxLength(200);
        userName.setHelperText("Used to sign in. If empty, the e-mail address is used.");
        roles.setItems(Role.values());
        roles.setItemLabelGenerator(PersonText::role);
        roles.setRenderer(new ComponentRenderer<>(PersonForm::role));
        roles.addClassName("roles");
        for (var field : List.of(name, email, userName)) {
            field.setManualValidation(true);
            field.setWidthFull();
        }
        email.setManualValidation(true);
        getContent().addClassName("person-form");
        getContent().add(name, email);
        if (isNew) {
            getContent().add(userName);
        }
        getContent().add(roles, times);
    }

    private static Div role(Role role) {
        var about = new Span(PersonText.about(role));
        about.addClassName("note");
        return Styled.div("role-line", new Span(PersonText.role(role)), about);
    }

    void show(KnownPerson person) {
        name.setValue(person.displayName());
        email.setValue(person.email() == null ? "" : person.email());
        roles.setValue(person.roles());
        times.show(person.led());
        List.<HasValidation>of(name, email, roles).forEach(field -> field.setInvalid(false));
    }

    /** What the person is to be; empty, and said at the fields, when something is missing. */
    Optional<PersonEdit> read() {
        clear();
        var address = address();
        var led = times.read();
        FieldErrors.check(name, name.getValue().isBlank(), "Enter a name");
        FieldErrors.check(email, !email.isEmpty() && address.isEmpty(), "Enter an address such as name@example.org");
        if (led.isPresent()
                && !roles.getValue().contains(Role.LEAD)
                && led.get().stream().anyMatch(this::isNow)) {
            FieldErrors.show(roles, "Select Lead too, or remove the teams. Without the role they stay hidden.");
        }
        if (invalid() || led.isEmpty()) {
            return Optional.empty();
        }
        return edit(address.orElse(null), led.get());
    }

    private Optional<PersonEdit> edit(@Nullable MailAddress address, List<LedTeam> led) {
        try {
            return Optional.of(new PersonEdit(name.getValue(), address, roles.getValue(), led));
        } catch (IllegalArgumentException unreadable) {
            FieldErrors.show(name, "Use letters, digits and symbols on one line");
            return Optional.empty();
        }
    }

    /** Somebody new, and what they are to be besides. */
    record Draft(NewPerson person, PersonEdit edit) {}

    /** Of somebody new; empty, and said at the fields, when something is missing. */
    Optional<Draft> readNew(boolean mailed) {
        var edit = read();
        FieldErrors.check(
                email, email.isInvalid() || mailed && email.isEmpty(), "Enter an address such as name@example.org");
        FieldErrors.check(
                userName,
                !mailed && userName.getValue().isBlank() && email.isEmpty(),
                "Enter a user name, or an e-mail address");
        if (edit.isEmpty() || invalid()) {
            return Optional.empty();
        }
        try {
            var name = userName.getValue().isBlank() ? email.getValue() : userName.getValue();
            var person =
                    new NewPerson(name, edit.get().displayName(), edit.get().roles());
            return Optional.of(new Draft(person, edit.get()));
        } catch (IllegalArgumentException unreadable) {
            FieldErrors.show(userName, "Use letters, digits and symbols on one line");
            return Optional.empty();
        }
    }

    /** Says at its field why the change can't be; false when the form has no field for it. */
    boolean refuse(RuntimeException problem) {
        switch (problem) {
            case AddressTaken taken -> FieldErrors.show(email, "Another person already has this address");
            case UserNameTaken taken ->
                FieldErrors.show(userName.isEmpty() ? email : userName, "Another person already has this user name");
            case LastAdmin last ->
                FieldErrors.show(roles, "At least one admin must remain. Make someone else an admin first.");
            case LeadOverlap overlap -> times.refuse("Two of these periods are for the same team and overlap.");
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isNow(LedTeam time) {
        return time.to() == null || time.to().isAfter(today);
    }

    private Optional<MailAddress> address() {
        return MailAddress.read(email.getValue());
    }

    private boolean invalid() {
        return name.isInvalid() || email.isInvalid() || userName.isInvalid() || roles.isInvalid();
    }

    private void clear() {
        Set.<HasValidation>of(name, email, userName, roles).forEach(field -> field.setInvalid(false));
    }
}
