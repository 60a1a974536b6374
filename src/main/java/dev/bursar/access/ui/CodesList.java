package dev.bursar.access.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.ui.Buttons;
import java.util.List;

/** Recovery codes, the one time that they are shown. */
public final class CodesList extends Div {
    public CodesList(List<String> codes) {
        addClassName("codes");
        var list = new UnorderedList();
        list.addClassName("mono");
        codes.forEach(code -> list.add(new ListItem(code)));
        add(
                new Paragraph(
                        "Each of these lets you in once when the app isn't at hand. They are not shown again: keep"
                                + " them where you keep your passwords."),
                list,
                Buttons.copy("Copy codes", String.join("\n", codes)));
    }
}
