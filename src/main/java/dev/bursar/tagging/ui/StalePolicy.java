package dev.bursar.tagging.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.ui.Buttons;
import java.util.Optional;

/** Somebody else changed the policy that is being changed: both versions, and the choice between them. */
final class StalePolicy extends Div {
    /**
     * @param theirs in words; empty where the policy was removed
     * @param yours what the fields say
     * @param keepYours leaves the fields as they are; saving then replaces theirs, or adds what was removed
     */
    StalePolicy(Optional<String> theirs, String yours, Runnable loadTheirs, Runnable keepYours) {
        addClassName("stale");
        var words = new Paragraph(
                theirs.isPresent()
                        ? "Someone changed this policy in the meantime. Nothing was saved. Load theirs or keep yours."
                        : "Someone removed this policy in the meantime. Nothing was saved. Leave it removed, or keep yours as a"
                                + " new policy.");
        words.getElement().setAttribute("role", "alert");
        var both = new Div(version("Theirs", theirs.orElse("The policy no longer exists.")), version("Yours", yours));
        both.addClassName("both-versions");
        var buttons = new Div(
                Buttons.neutral(theirs.isPresent() ? "Load theirs" : "Leave it removed", click -> loadTheirs.run()),
                Buttons.neutral("Keep yours", click -> keepYours.run()));
        buttons.addClassName("actions");
        add(words, both, buttons);
    }

    private static Div version(String title, String sentence) {
        var part = new Div(new H3(title), new Paragraph(sentence));
        part.addClassName("version");
        return part;
    }
}
