package dev.bursar.ui;

import org.jsoup.nodes.Element;

/** One figure that answers a question, with its name above and what it is compared with below. */
public final class KeyFigure extends Drawn {
    public KeyFigure(String name, String figure) {
        super("key-figure");
        add("p", "label", name).add("p", "figure", figure);
    }

    public KeyFigure note(String words) {
        add(new Element("p").addClass("note").appendChild(new Element("span").text(words)));
        return this;
    }

    /** {@code ↗ +$12,842.05 (+3.0%) vs 1–23 Oct}; the arrow is drawn. */
    public KeyFigure change(Formats.Change change, String against) {
        var icon = switch (change.direction()) {
            case UP -> Icons.ARROW_UP_RIGHT;
            case DOWN -> Icons.ARROW_DOWN_RIGHT;
            case SAME -> Icons.ARROW_RIGHT;
        };
        add(new Element("p")
                .addClass("note")
                .appendChild(icon.drawn())
                .appendChild(new Element("span").text(change.withoutArrow() + " vs " + against)));
        return this;
    }
}
