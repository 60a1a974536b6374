package dev.bursar.access.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.ui.Buttons;
import module java.base;

/** Recovery codes, the one time that they are shown. */
public final class CodesList extends Div {
    public CodesList(List<String> codes) {
        addClassName("codes");
        var list = new UnorderedList();
        list.addClassName("mono");
        codes.forEach(code -> list.add(new ListItem(code)));
        add(
                new Paragraph(
                        "Use each code once to sign in without the app. They are not shown again: store them where you"
                                + " store your passwords."),
                list,
                Buttons.copy("Copy codes", String.join("\n", codes)));
    }
}
