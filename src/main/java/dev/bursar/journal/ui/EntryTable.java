package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Tables;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Entries, newest first; only those that are looked at are read. */
final class EntryTable extends Composite<ListGrid<EntryPages.Row, Long>> {
    private final ListGrid<EntryPages.Row, Long> list;

    /**
     * @param actions labels of what was done
     * @param address of an entry's details, by its number
     * @param opened told when a row is clicked
     */
    EntryTable(ActionNames actions, LongFunction<String> address, Consumer<Long> opened) {
        list = new ListGrid<>("Entries", "entry", row -> row.entry().id(), opened);
        list.column("Time, UTC", 112, 0, row -> time(row.entry()));
        list.wide("Who", 120, 2, row -> PlainText.name(row.entry().actorName()));
        list.column(
                "What",
                150,
                5,
                row -> what(row.entry(), row.summary(), actions.of(row.entry().action()), address));
        list.wide("About", 140, 3, row -> about(row.entry()));
        Tables.wideOnly(list.figure("Position", 92, 0, row -> place(row.entry())));
    }

    @Override
    protected ListGrid<EntryPages.Row, Long> initContent() {
        return list;
    }

    void show(EntryPages pages, long count) {
        list.show(pages::rows, row -> row.entry().id(), count);
    }

    void current(@Nullable Long entry) {
        list.current(entry);
    }

    private static Component time(JournalEntry entry) {
        return Tables.twoLines(
                new Span(Formats.date(entry.at().atZone(ZoneOffset.UTC).toLocalDate())),
                Formats.timeWithSeconds(entry.at()).replace(" UTC", ""));
    }

    private static Component what(JournalEntry entry, String summary, String label, LongFunction<String> address) {
        var link = new Anchor(address.apply(entry.id()), label);
        link.addClassName("row-link");
        var first = new Div(link);
        first.addClassName("what");
        if (entry.repeated() > 1) {
            var times = new Span(Formats.count(entry.repeated()) + " times");
            times.addClassName("times");
            first.add(times);
        }
        var cell = Tables.twoLines(first, summary);
        var who = new Span(PlainText.cut(entry.actorName(), 60) + " \u00B7 " + PlainText.cut(entry.about(), 60));
        who.addClassNames("second-line", "narrow-line");
        cell.add(who);
        return cell;
    }

    private static Component about(JournalEntry entry) {
        return linked(entry.address(), PlainText.name(entry.about()));
    }

    /** A link to a page of the portal around the words, or the words alone. */
    static Component linked(@Nullable String address, Component words) {
        if (address == null) {
            return words;
        }
        var link = new Anchor(address, words);
        link.addClassName("row-link");
        link.addClassName("strong-link");
        return link;
    }

    private static Component place(JournalEntry entry) {
        var seal = entry.seal();
        var place = new Span(seal == null ? "waiting" : Formats.count(seal.position()));
        if (seal == null) {
            place.addClassName("quiet");
        }
        return place;
    }
}
