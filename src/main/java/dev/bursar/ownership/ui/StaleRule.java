package dev.bursar.ownership.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.ui.Buttons;
import java.util.Optional;

/** Somebody else changed the rule that is being changed: both versions, and the choice between them. */
final class StaleRule extends Div {
    /**
     * @param theirs empty where the rule is gone
     * @param mine what the fields say
     * @param keepMine leaves the fields as they are; saving then replaces theirs, or adds what is gone
     */
    StaleRule(Optional<String> theirs, String mine, Runnable loadTheirs, Runnable keepMine) {
        addClassName("stale");
        var words = new Paragraph(
                theirs.isPresent()
                        ? "Someone changed this rule in the meantime. Load theirs or keep yours."
                        : "Someone removed this rule in the meantime. Leave it removed, or keep yours as a new rule.");
        words.getElement().setAttribute("role", "alert");
        var both = new Div(version("Theirs", theirs.orElse("The rule no longer exists")), version("Yours", mine));
        both.addClassName("both-versions");
        var buttons = new Div(
                Buttons.neutral(theirs.isPresent() ? "Load theirs" : "Leave it removed", click -> loadTheirs.run()),
                Buttons.neutral("Keep mine", click -> keepMine.run()));
        buttons.addClassName("actions");
        add(words, both, buttons);
    }

    private static Div version(String title, String sentence) {
        var part = new Div(new H3(title), new Paragraph(sentence));
        part.addClassName("version");
        return part;
    }
}
