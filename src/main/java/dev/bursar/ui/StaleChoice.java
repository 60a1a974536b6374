package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import module java.base;

/** Somebody else changed what is being changed: both versions, and the choice between them. */
public final class StaleChoice extends Div {
    /**
     * @param what it is: {@code policy}
     * @param theirs in words; empty where it was removed
     * @param yours what the fields say
     * @param keepYours leaves the fields as they are; saving then replaces theirs, or adds what was removed
     */
    public StaleChoice(String what, Optional<String> theirs, String yours, Runnable loadTheirs, Runnable keepYours) {
        addClassName("stale");
        var words = new Paragraph(
                theirs.isPresent()
                        ? "Someone changed this " + what
                                + " in the meantime. Nothing was saved. Load theirs or keep yours."
                        : "Someone removed this " + what
                                + " in the meantime. Nothing was saved. Leave it removed, or keep yours as a new "
                                + what + ".");
        words.getElement().setAttribute("role", "alert");
        var both = Styled.div(
                "both-versions",
                version("Theirs", theirs.orElse("The " + what + " no longer exists.")),
                version("Yours", yours));
        var buttons = Styled.div(
                "actions",
                Buttons.neutral(theirs.isPresent() ? "Load theirs" : "Leave it removed", click -> loadTheirs.run()),
                Buttons.neutral("Keep yours", click -> keepYours.run()));
        add(words, both, buttons);
    }

    private static Div version(String title, String sentence) {
        return Styled.div("version", new H3(title), new Paragraph(sentence));
    }
}
