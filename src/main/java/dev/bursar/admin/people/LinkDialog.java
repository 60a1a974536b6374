package dev.bursar.admin.people;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.access.PersonLink;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;

/** Shows a link once, for an admin to hand over where Bursar can't mail it. */
final class LinkDialog extends Dialog {
    LinkDialog(String person, PersonLink link) {
        setHeaderTitle("Link for " + PlainText.cut(person, 60));
        addClassName("link-dialog");
        var words = new Paragraph(
                "Bursar does not send this link by e-mail: send it yourself. Anyone who opens it can set the password."
                        + " It works once, until " + Formats.momentWithYear(link.until())
                        + ", and is not shown again.");
        var field = new TextArea("Link");
        field.setValue(link.url());
        field.setReadOnly(true);
        field.setWidthFull();
        add(words, field);
        getFooter().add(Buttons.copy("Copy link", link.url()), Buttons.primary("Done", click -> close()));
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
    }
}
