package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Entries, newest first; only those that are looked at are read. */
final class EntryTable extends ListGrid<EntryPages.Row, Long> {
    /** @param actions labels of what was done */
    EntryTable(ListPage<?> page, ActionNames actions, EntryPages pages, long count) {
        super("Entries", page, JournalList.OPEN, row -> row.entry().id());
        column("Time, UTC", 166, 0, row -> time(row.entry()));
        wide("Who", 120, 2, row -> PlainText.name(row.entry().actorName()));
        column("What", 150, 5, row -> what(row, actions.of(row.entry().action())));
        wide("About", 140, 3, row -> about(row.entry()));
        Tables.wideOnly(figure("Position", 92, 0, row -> place(row.entry())));
        show(pages::rows, row -> row.entry().id(), count);
    }

    private static Component time(JournalEntry entry) {
        return new Span(
                new Span(Formats.date(entry.at().atZone(ZoneOffset.UTC).toLocalDate())),
                Styled.quiet(" " + Formats.timeWithSeconds(entry.at()).replace(" UTC", "")));
    }

    private Component what(EntryPages.Row row, String label) {
        JournalEntry entry = row.entry();
        Div first = Styled.div("what", link(row, label));
        if (entry.repeated() > 1) {
            first.add(Styled.span("times", Formats.count(entry.repeated()) + " times"));
        }
        return Tables.threeLines(
                first,
                row.summary(),
                PlainText.cut(entry.actorName(), 60) + " \u00B7 " + PlainText.cut(entry.about(), 60));
    }

    /** Nothing where it is the person themselves. */
    private static Component about(JournalEntry entry) {
        if (entry.subject().equals("person:" + entry.actorId())) {
            return new Span();
        }
        return linked(entry.address(), PlainText.name(Fields.FieldText.moment(entry.about())));
    }

    /** A link to a page of the portal around the words, or the words alone. */
    static Component linked(@Nullable String address, Component words) {
        if (address == null) {
            return words;
        }
        var link = new Anchor(address, words);
        link.addClassNames("row-link", "strong-link");
        return link;
    }

    private static Component place(JournalEntry entry) {
        var seal = entry.seal();
        return seal == null ? Styled.quiet("waiting") : new Span(Formats.count(seal.position()));
    }
}
