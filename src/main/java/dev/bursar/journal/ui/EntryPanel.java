package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalEntry.Seal;
import dev.bursar.ui.BeforeAfter;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry: who, when, about what, where it stands in the chain, and what was before and after. */
final class EntryPanel extends DetailPanel {
    /**
     * @param actions labels of what was done
     * @param names of the things that values name, by {@code team:7}
     */
    EntryPanel(JournalEntry entry, ActionNames actions, Fields fields, Map<String, String> names, Runnable close) {
        super(actions.of(entry.action()), close);
        if (actions.isRefusal(entry.action())) {
            var badge = new StatusBadge(
                    Kind.WARNING,
                    Icons.SHIELD_X,
                    entry.repeated() == 1 ? "Refused" : "Refused " + Formats.count(entry.repeated()) + " times");
            add(new Div(badge));
        }
        DescriptionList facts = Styled.facts();
        fact(
                facts,
                "When",
                new Span(Formats.date(entry.at().atZone(ZoneOffset.UTC).toLocalDate()) + ", "
                        + Formats.timeWithSeconds(entry.at())));
        fact(facts, "Who", PlainText.name(entry.actorName()), Styled.quiet(who(entry.actorId())));
        fact(facts, "About", EntryTable.linked(entry.address(), PlainText.name(entry.about())), id(entry.subject()));
        if (entry.repeated() > 1) {
            fact(facts, "How often", new Span(Formats.count(entry.repeated()) + " times within a minute"));
        }
        fact(facts, "Recorded as", PlainText.id(entry.action()), Styled.quiet("entry " + Formats.count(entry.id())));
        seal(facts, entry.seal());
        add(facts);
        if (fields.hasBefore() || fields.hasAfter()) {
            add(
                    new H3(
                            fields.hasBefore() && fields.hasAfter()
                                    ? "Before and after"
                                    : fields.hasBefore() ? "Previous values" : "Recorded values"),
                    new BeforeAfter(
                            "Before and after",
                            fields.hasBefore() ? "Before" : null,
                            fields.hasAfter() ? fields.hasBefore() ? "After" : "Value" : null,
                            fields.rows(names)));
            Div copies = Styled.div("detail-actions");
            copy(copies, "Copy before as JSON", entry.before());
            copy(copies, "Copy after as JSON", entry.after());
            add(copies);
        } else {
            add(Styled.note("No other details were recorded."));
        }
    }

    private static String who(int actor) {
        return switch (actor) {
            case 0 -> "Bursar itself";
            case -1 -> "not signed in";
            default -> "person " + actor;
        };
    }

    private static void seal(DescriptionList facts, @Nullable Seal seal) {
        if (seal == null) {
            fact(facts, "Seal", new Span("not sealed yet"), Styled.quiet("Sealing takes a few seconds."));
            return;
        }
        fact(
                facts,
                "Seal",
                new Span("sealed, position " + Formats.count(seal.position())),
                Styled.quiet(Formats.momentWithYear(seal.at())));
        fact(facts, "SHA-256", id(seal.seal()));
    }

    private static Component id(String text) {
        var id = PlainText.id(text);
        id.addClassName("quiet");
        return id;
    }

    private static void copy(Div actions, String words, @Nullable String json) {
        if (json != null) {
            actions.add(Buttons.copy(words, json));
        }
    }
}
