package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** What a page shows instead of data: what is the case, why, and the next step. Buttons: one primary, then neutral. */
public final class EmptyState extends Card {
    private final Div icon = new Div();
    private final Paragraph body = new Paragraph();
    private final Div actions = new Div();
    private final Div notes = new Div();

    public EmptyState(Icons icon, String title, String body) {
        super("empty-state");
        setAriaLabel(title);
        this.icon.addClassName("state-icon");
        this.icon.add(icon.large());
        Term.linked(body).forEach(this.body::add);
        this.body.addClassName("body");
        actions.addClassName("actions");
        notes.addClassName("notes");
        add(this.icon, new H2(title), this.body, actions, notes);
        actions.setVisible(false);
        notes.setVisible(false);
    }

    /** A service denied what a page asked for: says what to do, never what there is. */
    public static EmptyState denied() {
        return new EmptyState(
                Icons.LOCK, "You don\u2019t have access to this page", "Ask an admin of your organisation for access.");
    }

    /**
     * Nothing was found where something was not read: no all-clear.
     *
     * @param found what was found in those that were read, as a sentence
     */
    public static EmptyState readInPart(int accounts, int unread, String found) {
        return new EmptyState(
                Icons.CIRCLE_DASHED,
                Formats.count(accounts - unread) + " of " + Formats.count(accounts, "account is", "accounts are")
                        + " read",
                found + " What the other accounts hold isn\u2019t known.");
    }

    /** Replaces the body by text with parts, a reference in monospace for instance. */
    public EmptyState body(Component... parts) {
        body.removeAll();
        body.add(parts);
        return this;
    }

    public EmptyState actions(Component... buttons) {
        actions.add(buttons);
        actions.setVisible(true);
        return this;
    }

    /** A line of its own at the end: {@code ✓ Teams and ownership rules: 9 teams, 23 rules}. */
    public EmptyState step(boolean done, String words) {
        var step = new Div((done ? Icons.CIRCLE_CHECK : Icons.CIRCLE_DASHED).create(), new Span(words));
        step.addClassNames("step", done ? "done" : "open");
        return note(step);
    }

    public EmptyState note(Component line) {
        notes.add(line);
        notes.setVisible(true);
        return this;
    }

    /** For failures: a red field behind the icon, and read out at once. */
    EmptyState failure() {
        addClassName("failure");
        role("alert");
        return this;
    }
}
