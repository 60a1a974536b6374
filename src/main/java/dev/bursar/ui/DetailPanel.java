package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import org.jspecify.annotations.Nullable;

/** What stands beside a list: the details of one of its rows, under a title that takes the focus. */
public class DetailPanel extends Aside {
    private final H2 title = new H2();

    /** @param words of the title, as text */
    public DetailPanel(String words, Runnable close) {
        addClassName("detail-panel");
        title.setText(words);
        title.getElement().setAttribute("tabindex", "-1");
        getElement().setAttribute("aria-label", words);
        var head = Styled.div("detail-head", title, Buttons.icon(Icons.X, "Close details", click -> close.run()));
        add(head);
    }

    /** Where there is nothing that the person may see. */
    public static DetailPanel missing(String words, String sentence, Runnable close) {
        var panel = new DetailPanel(words, close);
        panel.add(new Paragraph(sentence));
        return panel;
    }

    void focusTitle() {
        title.getElement().executeJs("requestAnimationFrame(() => this.focus())");
    }

    /** @param lines of the value, below each other */
    public static void fact(DescriptionList facts, String name, Component... lines) {
        var value = new Div();
        for (Component line : lines) {
            value.add(new Div(line));
        }
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    /** The same of a text from outside; nothing where there is none. */
    public static void fact(DescriptionList facts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            fact(facts, name, PlainText.name(text));
        }
    }
}
