package dev.bursar.admin.people;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.PersonEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import java.util.Map;
import java.util.Objects;

/** Somebody else saved the same person first: both versions, where they differ, and the choice between them. */
final class PersonConflict extends Composite<Div> {
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
                differences, "Teams led", PersonText.times(theirs.led(), teams), PersonText.times(yours.led(), teams));
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
