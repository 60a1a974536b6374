package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Styled;

/** Untagged resources that nobody owns and that point at teams of the lead who looks: a group of their own. */
final class ProbablyYours {
    static final String TITLE = "Probably yours";

    private ProbablyYours() {}

    /** How many there are, what they cost, and the way to them. */
    static Component of(Untagged probable) {
        var link = Styled.pageLink(
                Violations.LISTING
                        .address()
                        .usual()
                        .with(Violations.WHOSE, Violations.Whose.PROBABLE)
                        .address(),
                "See " + Formats.count(probable.resources(), "resource", "resources"));
        var line = new Paragraph(
                new Span(Formats.count(
                                probable.resources(),
                                "untagged, unowned resource probably belongs",
                                "untagged, unowned resources probably belong")
                        + " to your teams"
                        + (probable.cost().isEmpty()
                                ? ". "
                                : ": " + ViolationTable.money(probable.cost()) + " in 30 days. ")),
                link);
        line.addClassName("probably-yours");
        return line;
    }

    /** What the rows are. */
    static Component words() {
        return Styled.note(
                "Untagged resources that nobody owns, whose name, creator or neighbors point at your teams and at"
                        + " no other. Propose their tags if they are yours: an admin decides.");
    }
}
