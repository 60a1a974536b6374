package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;

/** A card that holds one question: a title, a quiet note beside it, actions on the right, and the answer. */
public final class Section extends Card {
    private final Div head = new Div();
    private final Span note = new Span();
    private final Div actions = new Div();

    /** Without a head, for a chart or table that needs none; give it a label for assistive technology. */
    public Section() {
        getElement().getClassList().add("section");
    }

    public Section(String title) {
        this();
        head.addClassName("section-head");
        note.addClassName("note");
        note.setVisible(false);
        actions.addClassName("actions");
        var heading = new H2(title);
        head.add(heading, note, actions);
        setHeader(head);
    }

    /** {@code 12 services}, beside the title. */
    public Section note(String words) {
        note.setText(words);
        note.setVisible(!words.isEmpty());
        return this;
    }

    public Section actions(Component... components) {
        actions.add(components);
        return this;
    }

    /** Puts the content edge to edge, as tables want it. */
    public Section flush() {
        getElement().getClassList().add("flush");
        return this;
    }

    public Section with(Component... content) {
        add(content);
        return this;
    }
}
