package dev.bursar.admin.people;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.access.Invitations;
import dev.bursar.access.LinkDelivery;
import dev.bursar.access.LinkPurpose;
import dev.bursar.kernel.PersonId;
import dev.bursar.notify.MailAddress;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.function.Consumer;

/** Asks for somebody new. */
final class InvitePanel extends Composite<Section> {
    private final Invitations invitations;
    private final Consumer<PersonId> invited;
    private final PersonForm form;
    private final boolean mailed;

    InvitePanel(Invitations invitations, PeopleData data, Consumer<PersonId> invited, Runnable closed) {
        this.invitations = invitations;
        this.invited = invited;
        mailed = data.mailed();
        form = new PersonForm(data, true);
        var how = new Paragraph(
                mailed
                        ? "They receive an e-mail with a link to set a password. The link works once, for "
                                + LinkPurpose.INVITATION.validFor().toHours() + " hours."
                        : "No mail server is configured, so you get a link to send yourself. The link works once, for "
                                + LinkPurpose.INVITATION.validFor().toHours() + " hours.");
        how.addClassName("quiet");
        var buttons = Styled.div(
                "person-buttons", Buttons.primary(mailed ? "Send invitation" : "Create link", click -> invite()));
        getContent()
                .actions(Buttons.icon(Icons.X, "Close", click -> closed.run()))
                .with(how, form, buttons);
    }

    @Override
    protected Section initContent() {
        return new Section("Invite person");
    }

    private void invite() {
        var draft = form.readNew(mailed);
        if (draft.isEmpty()) {
            return;
        }
        var person = draft.get().person();
        var edit = draft.get().edit();
        try {
            var done = invitations.invite(person, edit.email(), edit.led());
            switch (done.way()) {
                case LinkDelivery.ByMail(MailAddress to) ->
                    Notices.success("The invitation is on its way to " + PlainText.cut(to.value(), 80) + ".");
                case LinkDelivery.OnScreen(var link) -> new LinkDialog(person.displayName(), link).open();
            }
            invited.accept(done.person());
        } catch (RuntimeException problem) {
            if (!form.refuse(problem)) {
                throw problem;
            }
        }
    }
}
