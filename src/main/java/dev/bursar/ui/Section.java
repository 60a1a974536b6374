package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A card that holds one question: a title, a quiet note beside it, actions on the right, and the answer. */
public final class Section extends Card {
    private final @Nullable Div head;
    private @Nullable Span note;
    private @Nullable Div actions;

    /** Without a head, for a chart or table that needs none; an {@link #setAriaLabel} helps. */
    public Section() {
        this(null, "group");
    }

    public Section(String title) {
        this(new Div(new H2(title)), "region");
        head().addClassName("section-head");
        setAriaLabel(title);
        setHeader(head());
    }

    private Section(@Nullable Div head, String role) {
        this.head = head;
        getElement().getClassList().add("section");
        setAriaRole(role);
    }

    private Div head() {
        return Objects.requireNonNull(head, "a section without a title has no head");
    }

    /** {@code 12 services}, beside the title. */
    public Section note(String words) {
        if (note == null) {
            note = new Span();
            note.addClassName("note");
            head().addComponentAtIndex(actions == null ? head().getComponentCount() : head().indexOf(actions), note);
        }
        note.setText(words);
        note.setVisible(!words.isEmpty());
        return this;
    }

    /** A quiet note at the end: {@code vs 1–23 Oct}. */
    public Section endNote(String words) {
        var end = new Span(words);
        end.addClassName("note");
        return actions(end);
    }

    /** A badge beside the title. */
    public Section status(StatusBadge badge) {
        head().addComponentAtIndex(1, badge);
        return this;
    }

    public Section actions(Component... components) {
        if (actions == null) {
            actions = new Div();
            actions.addClassName("actions");
            head().add(actions);
        }
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
