package dev.bursar.admin.people;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.Invitations;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.LastAdmin;
import dev.bursar.access.LinkDelivery;
import dev.bursar.access.LinkRefused;
import dev.bursar.access.OwnAccountRefused;
import dev.bursar.access.People;
import dev.bursar.access.PersonEdit;
import dev.bursar.access.PersonEditor;
import dev.bursar.access.PersonState;
import dev.bursar.access.SecondFactorRules;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;

/** One person: what an admin changes of them, and what can be done for or against them. */
final class PersonPanel extends Composite<Section> {
    private final PersonEditor editor;
    private final Invitations invitations;
    private final SecondFactorRules factors;
    private final People people;
    private final LastPersonChange lastChange;
    private final PersonId me;
    private final Supplier<PeopleData> reread;
    private final Runnable changed;
    private final Runnable closed;
    private final Div conflict = new Div();
    private final PersonForm form;
    private PeopleData data;
    private KnownPerson person;

    PersonPanel(
            PersonEditor editor,
            Invitations invitations,
            SecondFactorRules factors,
            People people,
            LastPersonChange lastChange,
            PersonId me,
            Supplier<PeopleData> reread,
            Runnable changed,
            Runnable closed,
            PeopleData data,
            KnownPerson person) {
        this.editor = editor;
        this.invitations = invitations;
        this.factors = factors;
        this.people = people;
        this.lastChange = lastChange;
        this.me = me;
        this.reread = reread;
        this.changed = changed;
        this.closed = closed;
        this.data = data;
        this.person = person;
        form = new PersonForm(data, false);
        form.show(person);
        getElement().setAttribute("aria-label", person.displayName());
        getContent()
                .status(PersonText.badge(person.state()))
                .actions(Buttons.icon(Icons.X, "Close", click -> closed.run()))
                .with(conflict, new PersonFacts(person, data, false), form, save(), account());
    }

    @Override
    protected Section initContent() {
        return new Section(PlainText.cut(person.displayName(), 60));
    }

    private Div save() {
        var buttons = Styled.div("person-buttons", Buttons.primary("Save", click -> save(false)));
        buttons.addClassName("form-actions");
        return buttons;
    }

    private Div account() {
        var buttons = new Div();
        buttons.addClassNames("person-buttons", "person-account");
        if (person.state() != PersonState.DISABLED) {
            if (person.state() == PersonState.ACTIVE) {
                buttons.add(
                        Buttons.neutral(
                                "Send reset link", click -> link(() -> invitations.reset(person.id()), "Reset link")),
                        Buttons.neutral(
                                "End sessions",
                                click -> run(() -> {
                                    people.endSessions(person.id());
                                    Notices.success("The sessions of " + name() + " have ended.");
                                })));
            } else {
                buttons.add(Buttons.neutral(
                        person.state() == PersonState.NO_PASSWORD ? "Send invitation" : "Send invitation again",
                        click -> link(() -> invitations.invite(person.id()), "Invitation")));
            }
            if (!person.id().equals(me)) {
                if (data.withFactor().contains(person.id())) {
                    buttons.add(Buttons.neutral("Reset two-factor authentication\u2026", click -> askToReset()));
                }
                buttons.add(Buttons.neutral(
                        "Disable",
                        click -> run(() -> {
                            editor.disable(person.id(), person.version());
                            Notices.success(name() + " is disabled and signed out everywhere.");
                        })));
            }
        } else {
            buttons.add(Buttons.neutral(
                    "Enable",
                    click -> run(() -> {
                        editor.enable(person.id(), person.version());
                        Notices.success(name() + " can sign in again.");
                    })));
        }
        return buttons;
    }

    private void askToReset() {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Reset two-factor authentication for " + name() + "?");
        dialog.setText(
                "Their app, passkeys and recovery codes stop working, and they are signed out everywhere. They can"
                        + " then sign in with their password only. If one of their roles requires two-factor"
                        + " authentication, they have to set it up again first. This can\u2019t be undone: make sure that the"
                        + " request came from them.");
        var cancel = Buttons.neutral("Cancel", click -> dialog.close());
        dialog.setCancelButton(cancel);
        dialog.setCancelable(true);
        dialog.setConfirmText("Reset two-factor authentication");
        dialog.setConfirmButtonTheme("primary error");
        dialog.setWidth("440px");
        dialog.addConfirmListener(confirm -> run(() -> {
            factors.reset(person.id());
            Notices.success(
                    "Two-factor authentication is reset for " + name() + ", and they are signed out everywhere.");
        }));
        dialog.open();
        // after the dialog has put it on the other button
        cancel.getElement().executeJs("setTimeout(() => this.focus(), 100)");
    }

    private String name() {
        return PlainText.cut(person.displayName(), 60);
    }

    private void save(boolean sure) {
        var edit = form.read();
        if (edit.isEmpty()) {
            return;
        }
        if (!sure
                && person.id().equals(me)
                && person.roles().contains(Role.ADMIN)
                && !edit.get().roles().contains(Role.ADMIN)) {
            var dialog = new ConfirmDialog(
                    "Give up your admin role?",
                    "You lose access to these pages immediately. Only another admin can give you the role back.",
                    "Give up role",
                    confirm -> save(true));
            dialog.setCancelable(true);
            dialog.open();
            return;
        }
        try {
            editor.save(person.id(), edit.get(), person.version());
        } catch (StaleEdit stale) {
            showBoth(edit.get());
            return;
        } catch (RuntimeException problem) {
            if (!form.refuse(problem)) {
                throw problem;
            }
            return;
        }
        Notices.success("Saved: " + PlainText.cut(edit.get().displayName(), 60));
        changed.run();
    }

    /** Keeps what was entered, whatever is chosen then. */
    private void showBoth(PersonEdit yours) {
        conflict.removeAll();
        data = reread.get();
        var theirs = data.person(person.id());
        if (theirs.isEmpty()) {
            changed.run();
            return;
        }
        conflict.add(new PersonConflict(
                lastChange.of(person.id()), theirs.get(), yours, data.teams(), () -> changed.run(), () -> {
                    conflict.removeAll();
                    person = theirs.get();
                    save(false);
                }));
    }

    private void link(Supplier<LinkDelivery> ask, String what) {
        run(() -> {
            switch (ask.get()) {
                case LinkDelivery.ByMail(var to) ->
                    Notices.success(what + " is on its way to " + PlainText.cut(to.value(), 80) + ".");
                case LinkDelivery.OnScreen(var link) -> new LinkDialog(person.displayName(), link).open();
            }
        });
    }

    private void run(Runnable action) {
        PersonProblems.run(action);
        changed.run();
    }

    /** Says why something could not be done for a person, where there is no field to say it at. */
    static final class PersonProblems {
        private PersonProblems() {}

        static void run(Runnable action) {
            try {
                action.run();
            } catch (StaleEdit stale) {
                Notices.warning(
                        "Someone else changed this person in the meantime. The page now shows the current data. Try again.");
            } catch (LastAdmin last) {
                Notices.warning("At least one admin must remain. Make someone else an admin first.");
            } catch (OwnAccountRefused self) {
                Notices.warning("You can\u2019t disable your own account. Ask another admin to do it.");
            } catch (LinkRefused refused) {
                Notices.warning("This action no longer applies to this person. The page now shows the current data.");
            }
        }
    }

    /** Somebody else saved the same person first: both versions, where they differ, and the choice between them. */
    static final class PersonConflict extends Composite<Div> {
        /** @param who {@code Demo admin changed this person at 09:40 UTC.} */
        PersonConflict(
                String who,
                KnownPerson theirs,
                PersonEdit yours,
                Map<TeamId, String> teams,
                Runnable loadTheirs,
                Runnable keepYours) {
            var box = getContent();
            box.addClassName("person-conflict");
            box.getElement().setAttribute("role", "alert");
            var words = new Paragraph(who + " Load theirs or keep yours.");
            words.addClassName("strong");
            var differences = Styled.div("differences");
            difference(differences, "Name", theirs.displayName(), yours.displayName());
            difference(
                    differences,
                    "E-mail",
                    theirs.email() == null ? "none" : theirs.email(),
                    yours.email() == null ? "none" : yours.email().value());
            difference(differences, "Roles", PersonText.roles(theirs.roles()), PersonText.roles(yours.roles()));
            difference(
                    differences,
                    "Teams led",
                    PersonText.times(theirs.led(), teams),
                    PersonText.times(yours.led(), teams));
            if (differences.getChildren().findAny().isEmpty()) {
                differences.add(new Paragraph("Name, e-mail, roles and teams are the same in both."));
            }
            var buttons = Styled.div(
                    "actions",
                    Buttons.neutral("Load theirs", click -> loadTheirs.run()),
                    Buttons.neutral("Keep yours", click -> keepYours.run()));
            var head = Styled.div("conflict-head", Icons.TRIANGLE_ALERT.create(), words);
            box.add(head, differences, buttons);
        }

        private static void difference(Div to, String what, String theirs, String yours) {
            if (!Objects.equals(theirs, yours)) {
                var list = Styled.facts();
                list.add(
                        new DescriptionList.Term(what + ", theirs"),
                        new DescriptionList.Description(new Span(PlainText.cut(theirs, 300))),
                        new DescriptionList.Term("Yours"),
                        new DescriptionList.Description(new Span(PlainText.cut(yours, 300))));
                to.add(list);
            }
        }
    }
}
