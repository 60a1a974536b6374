package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** One figure that answers a question, with its name above and what it is compared with below. */
public final class KeyFigure extends Div {
    private final Paragraph note = new Paragraph();

    public KeyFigure(String name, String figure) {
        addClassName("key-figure");
        var label = new Paragraph(name);
        label.addClassName("label");
        var value = new Paragraph(figure);
        value.addClassName("figure");
        note.addClassName("note");
        note.setVisible(false);
        add(label, value, note);
    }

    public KeyFigure note(String words) {
        return note(new Span(words));
    }

    public KeyFigure note(Component... parts) {
        note.removeAll();
        note.add(parts);
        note.setVisible(true);
        return this;
    }

    /** {@code ↗ +$12,842.05 (+3.0%) vs 1–23 Oct}; the arrow is drawn. */
    public KeyFigure change(Formats.Change change, String against) {
        var icon = switch (change.direction()) {
            case UP -> Icons.ARROW_UP_RIGHT;
            case DOWN -> Icons.ARROW_DOWN_RIGHT;
            case SAME -> Icons.ARROW_RIGHT;
        };
        return note(icon.create(), new Span(change.withoutArrow() + " vs " + against));
    }
}
