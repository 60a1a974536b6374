package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** One figure that answers a question, with its name above and what it is compared with below. */
public final class KeyFigure extends Div {
    public KeyFigure(String name, String figure) {
        addClassName("key-figure");
        Term.linked(name).forEach(line("label")::add);
        line("figure").setText(figure);
    }

    public KeyFigure note(String words) {
        var text = new Span();
        Term.linked(words).forEach(text::add);
        line("note").add(text);
        return this;
    }

    /** {@code ↗ +$12,842.05 (+3.0%) vs 1–23 Oct}; the arrow is an icon. */
    public KeyFigure change(Formats.Change change, String against) {
        var icon = switch (change.direction()) {
            case UP -> Icons.ARROW_UP_RIGHT;
            case DOWN -> Icons.ARROW_DOWN_RIGHT;
            case SAME -> Icons.ARROW_RIGHT;
        };
        line("note").add(icon.create(), new Span(change.withoutArrow() + " vs " + against));
        return this;
    }

    private Paragraph line(String className) {
        var line = new Paragraph();
        line.addClassName(className);
        add(line);
        return line;
    }
}
