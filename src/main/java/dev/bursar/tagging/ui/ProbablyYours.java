package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;

/** Untagged resources that nobody owns and that point at teams of the lead who looks: a group of their own. */
final class ProbablyYours {
    static final String TITLE = "Probably yours";

    private ProbablyYours() {}

    /** How many there are, what they cost, and the way to them. */
    static Component of(Untagged probable) {
        return new Section(TITLE)
                .actions(Styled.pageLink(
                        Violations.LISTING
                                .address()
                                .usual()
                                .with(Violations.WHOSE, Violations.Whose.PROBABLE)
                                .address(),
                        "See " + Formats.count(probable.resources(), "resource", "resources")))
                .with(new Paragraph(Formats.count(
                                probable.resources(),
                                "untagged resource that nobody owns points",
                                "untagged resources that nobody owns point")
                        + " at your teams"
                        + (probable.cost().isEmpty()
                                ? "."
                                : ": " + ViolationTable.money(probable.cost()) + " in 30 days.")
                        + " You can propose tags, and an admin decides."));
    }

    /** What the rows are. */
    static Component words() {
        return Styled.note(
                "Untagged resources that nobody owns, whose name, creator or neighbors point at your teams and at"
                        + " no other. Propose their tags if they are yours: an admin decides.");
    }
}
