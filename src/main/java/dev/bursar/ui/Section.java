package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A card that holds one question: a title, a quiet note beside it, actions on the right, and the answer. */
public final class Section extends Card {
    private final String title;
    private final @Nullable Drawn words;
    /** What else stands in the head; most have the words alone. */
    private @Nullable Div head;

    private @Nullable Div actions;

    /** Without a head, for a chart or table that needs none; an {@link #setAriaLabel} helps. */
    public Section() {
        super("section");
        title = "";
        words = null;
    }

    public Section(String title) {
        super("section");
        this.title = title;
        words = new Drawn("section-head");
        role("region");
        setAriaLabel(title);
        note("");
        add(words);
    }

    private Drawn words() {
        return Objects.requireNonNull(words, "a section without a title has no head");
    }

    private Div head() {
        if (head == null) {
            head = new Div();
            head.addClassName("section-head");
            replace(words(), head);
            words().setClassName("section-words");
            head.add(words());
        }
        return head;
    }

    /** {@code 12 services}, beside the title. */
    public Section note(String note) {
        words().removeAll().add("h2", "", title);
        if (!note.isEmpty()) {
            words().add("span", "note", note);
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
        addClassName("flush");
        return this;
    }

    public Section with(Component... content) {
        add(content);
        return this;
    }
}
