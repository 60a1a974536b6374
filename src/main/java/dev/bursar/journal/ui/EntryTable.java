package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Entries, newest first; only those that are looked at are read. */
final class EntryTable extends Composite<Section> {
    private static final int FEW = 12;

    /** The rows are drawn anew by then, or a little later. */
    private static final String FOCUS = """
            const look = tries => {
              const link = [...this.querySelectorAll('a.row-link')].find(one => one.search.endsWith($0));
              if (link) link.focus(); else if (tries > 0) setTimeout(() => look(tries - 1), 50);
            };
            setTimeout(() => look(20), 50);
            """;

    private final Grid<EntryPages.Row> grid = new Grid<>();
    private @Nullable Long open;

    /**
     * @param actions labels of what was done
     * @param address of an entry's details, by its number
     * @param opened told when a row is clicked
     */
    EntryTable(ActionNames actions, LongFunction<String> address, Consumer<JournalEntry> opened) {
        grid.addClassName("detail-table");
        grid.addComponentColumn(row -> Tables.twoLines(
                        new Span(Formats.date(
                                row.entry().at().atZone(ZoneOffset.UTC).toLocalDate())),
                        Formats.timeWithSeconds(row.entry().at()).replace(" UTC", "")))
                .setHeader("Time, UTC")
                .setWidth("112px")
                .setFlexGrow(0);
        Tables.wideOnly(grid.addComponentColumn(
                        row -> PlainText.name(row.entry().actorName())))
                .setHeader("Who")
                .setWidth("120px")
                .setFlexGrow(2);
        grid.addComponentColumn(row ->
                        what(row.entry(), row.summary(), actions.of(row.entry().action()), address))
                .setHeader("What")
                .setWidth("150px")
                .setFlexGrow(5);
        Tables.wideOnly(grid.addComponentColumn(row -> about(row.entry())))
                .setHeader("About")
                .setWidth("140px")
                .setFlexGrow(3);
        Tables.wideOnly(Tables.figures(grid.addComponentColumn(row -> place(row.entry()))))
                .setHeader("Position")
                .setWidth("92px")
                .setFlexGrow(0);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setPartNameGenerator(row -> open != null && row.entry().id() == open ? "current" : null);
        grid.addItemClickListener(click -> opened.accept(click.getItem().entry()));
        grid.getElement().setAttribute("aria-label", "Entries");
        getContent().flush().with(grid);
        getContent().setAriaLabel("Entries");
    }

    void show(EntryPages pages, long count) {
        grid.setItems(new CallbackDataProvider<EntryPages.Row, Void>(
                query -> pages.rows(query.getOffset(), query.getLimit()).stream(),
                query -> (int) Math.min(count, Integer.MAX_VALUE),
                row -> row.entry().id()));
        grid.setAllRowsVisible(count <= FEW);
        grid.setClassName("long", count > FEW);
    }

    /** Marks the row whose details are open; when they are closed, the row that had opened them gets the focus back. */
    void current(@Nullable Long entry) {
        if (Objects.equals(entry, open)) {
            return;
        }
        Long before = open;
        open = entry;
        grid.getDataProvider().refreshAll();
        if (entry == null) {
            grid.getElement().executeJs(FOCUS, "entry=" + before);
        }
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
