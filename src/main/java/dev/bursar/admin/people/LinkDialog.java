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
                "Hand it over yourself: Bursar has not mailed it. Whoever opens it sets the password. It works"
                        + " once, until " + Formats.momentWithYear(link.until()) + ", and is not shown again.");
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
