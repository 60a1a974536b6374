package dev.bursar.ui;

import com.vaadin.flow.component.badge.Badge;

/** A status: always an icon, a word and a colour. */
public final class StatusBadge extends Badge {
    /** What the colour says; the word says it too. */
    public enum Kind {
        SUCCESS,
        WARNING,
        DANGER,
        INFO,
        NEUTRAL
    }

    /** What a badge says, for tables that draw it from texts. */
    public record Status(Kind kind, Icons icon, String word) {}

    public StatusBadge(Status status) {
        this(status.kind(), status.icon(), status.word());
    }

    public StatusBadge(Kind kind, Icons icon, String word) {
        super(word, icon.create());
        getElement().getClassList().add("status-badge");
        getElement().getClassList().add(kind.name().toLowerCase(java.util.Locale.ROOT));
    }
}
