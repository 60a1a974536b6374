package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A card that holds one question: a title, a quiet note beside it, actions on the right, and the answer. */
public final class Section extends Card {
    private final String title;
    private final @Nullable Div head;
    private final Drawn words = new Drawn("section-words");
    private @Nullable Div actions;

    /** Without a head, for a chart or table that needs none; an {@link #setAriaLabel} helps. */
    public Section() {
        this("", null, "group");
    }

    public Section(String title) {
        this(title, new Div(), "region");
        head().addClassName("section-head");
        head().add(words);
        note("");
        setAriaLabel(title);
        setHeader(head());
    }

    private Section(String title, @Nullable Div head, String role) {
        this.title = title;
        this.head = head;
        getElement().getClassList().add("section");
        setAriaRole(role);
    }

    private Div head() {
        return Objects.requireNonNull(head, "a section without a title has no head");
    }

    /** {@code 12 services}, beside the title. */
    public Section note(String words) {
        this.words.removeAll().add("h2", "", title);
        if (!words.isEmpty()) {
            this.words.add("span", "note", words);
        }
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
