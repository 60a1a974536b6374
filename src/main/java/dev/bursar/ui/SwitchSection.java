package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Paragraph;

/** What Bursar does only where an admin has turned it on: how it stands, what went wrong last, and for admins the switch. */
public final class SwitchSection extends Composite<Section> {
    private static final String DENIED = "Your role no longer includes this. Nothing was changed.";

    private final Section section;
    private final boolean on;

    public SwitchSection(String title, boolean on) {
        section = new Section(title).note(on ? "on" : "off");
        this.on = on;
    }

    /** How it stands, or what it would do. */
    public SwitchSection standing(String words, boolean awaited) {
        Paragraph standing = note(words);
        if (awaited) {
            EmptyState.awaits(standing);
        }
        return with(standing);
    }

    /** What went wrong last; nothing where it is empty. */
    public SwitchSection problem(String words) {
        if (words.isEmpty()) {
            return this;
        }
        Paragraph problem = note(words);
        problem.getElement().setAttribute("role", "status");
        return with(problem);
    }

    public SwitchSection with(Component... content) {
        section.with(content);
        return this;
    }

    /**
     * The button of the side that it isn't on.
     *
     * @param label that turns it on, with its price
     * @param changed told after it was turned
     */
    public SwitchSection turns(String label, Turn turnOn, Turn turnOff, Runnable changed) {
        Turn turn = on ? turnOff : turnOn;
        section.actions(Buttons.neutral(on ? "Turn off" : label, click -> {
            if (UserAction.of(turn.action()).denied(DENIED).run()) {
                Notices.success(turn.done());
                changed.run();
            }
        }));
        return this;
    }

    /** @param done what is said after it */
    public record Turn(Runnable action, String done) {}

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
