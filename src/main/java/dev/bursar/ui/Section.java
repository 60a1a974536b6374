package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;

/** A card that holds one question: a title, a quiet note beside it, actions on the right, and the answer. */
public final class Section extends Card {
    private final Div head = Styled.div("section-head");
    private final Span note = new Span();
    private final Div actions = Styled.div("actions");

    /** Without a head, for a chart or table that needs none; an {@link #setAriaLabel} helps. */
    public Section() {
        super("section");
    }

    public Section(String title) {
        this();
        role("region");
        setAriaLabel(title);
        note.addClassName("note");
        note.setVisible(false);
        actions.setVisible(false);
        head.add(new H2(title), note, actions);
        add(head);
    }

    /** {@code 12 services}, beside the title; a term with its meaning. */
    public Section note(String words) {
        note.removeAll();
        Term.linked(words).forEach(note::add);
        note.setVisible(!words.isEmpty());
        return this;
    }

    /** A quiet note at the end: {@code vs 1–23 Oct}. */
    public Section endNote(String words) {
        var end = Styled.span("note", words);
        return actions(end);
    }

    /** A badge beside the title. */
    public Section status(StatusBadge badge) {
        head.addComponentAtIndex(1, badge);
        return this;
    }

    public Section actions(Component... components) {
        actions.add(components);
        actions.setVisible(true);
        return this;
    }

    /** Puts the content edge to edge, as tables want it. */
    public Section flush() {
        addClassName("flush");
        return this;
    }

    public Section with(Component... content) {
        add(content);
        return this;
    }
}
