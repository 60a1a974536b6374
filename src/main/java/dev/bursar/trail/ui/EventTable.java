package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.query.EventRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Tables;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events, newest first; only those that are looked at are read. */
final class EventTable extends Composite<ListGrid<EventRow, UUID>> {
    private static final String QUIET = "quiet";

    private final ListGrid<EventRow, UUID> list;
    private final Grid.Column<EventRow> account;
    private final Grid.Column<EventRow> source;

    /**
     * @param address of an event's panel
     * @param opened told when a row is clicked
     */
    EventTable(EventPages pages, Function<UUID, String> address, Consumer<UUID> opened) {
        list = new ListGrid<>("Events", "event", EventRow::id, opened);
        list.column("Time, UTC", 128, 0, EventTable::time);
        list.wide("Person", 150, 4, EventTable::person);
        list.column("Event", 150, 4, row -> event(row, address));
        list.wide("Resource", 130, 4, EventTable::resource);
        account = list.wide("Account", 160, 2, EventTable::account);
        list.wide("Outcome", 126, 1, EventTable::outcome);
        source = list.wide("Source address", 126, 1, row -> quiet(PlainText.cut(row.sourceAddress(), 40)));
        if (pages.whole()) {
            list.show(pages::rows, EventRow::id, pages.known());
        } else {
            list.showUncounted(pages::rows, EventRow::id);
        }
    }

    @Override
    protected ListGrid<EventRow, UUID> initContent() {
        return list;
    }

    /** How many rows there are, once it is known. */
    void count(long events) {
        list.count(events);
    }

    void current(@Nullable UUID shown) {
        // beside the panel there is no room for them
        account.setVisible(shown == null);
        source.setVisible(shown == null);
        list.current(shown);
    }

    private static Component time(EventRow row) {
        var time = new Span(EventText.time(row.time()));
        time.setTitle(EventText.fullTime(row.time()));
        return time;
    }

    private static Component person(EventRow row) {
        var name = new Div(PlainText.name(row.person()));
        if (row.kind() == Kind.ROOT) {
            name.addClassName("what");
            name.add(new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, "Root"));
        }
        return Tables.twoLines(name, EventText.identity(row));
    }

    private static Component event(EventRow row, Function<UUID, String> address) {
        var link = new Anchor(address.apply(row.id()), PlainText.cut(EventText.name(row), 60));
        link.addClassName("row-link");
        link.setTitle(PlainText.full(EventText.name(row)));
        var cell = Tables.twoLines(new Div(link), row.service());
        var narrow = new Span(PlainText.cut(row.person(), 50)
                + (row.errorCode() == null ? "" : " \u00B7 failed: " + PlainText.cut(row.errorCode(), 40))
                + (row.arns().isEmpty()
                        ? ""
                        : " \u00B7 "
                                + PlainText.cutMiddle(
                                        EventText.shortName(row.arns().getFirst()), 40)));
        narrow.addClassNames("second-line", "narrow-line");
        cell.add(narrow);
        return cell;
    }

    private static Component resource(EventRow row) {
        if (row.arns().isEmpty()) {
            return new Span();
        }
        String arn = row.arns().getFirst();
        var name = new Span(PlainText.cutMiddle(EventText.shortName(arn), 50));
        name.setTitle(PlainText.full(arn));
        return row.resources() == 1 ? name : Tables.twoLines(name, Formats.count(row.resources() - 1L) + " more");
    }

    private static Component account(EventRow row) {
        return Tables.twoLines(
                PlainText.name(row.accountName().isEmpty() ? "not stated" : row.accountName()), row.region());
    }

    private static Component outcome(EventRow row) {
        String code = row.errorCode();
        return code == null ? quiet(EventText.outcome(row)) : Tables.twoLines(failed(), code);
    }

    static StatusBadge failed() {
        return new StatusBadge(StatusBadge.Kind.DANGER, Icons.CIRCLE_ALERT, "Failed");
    }

    private static Span quiet(String words) {
        var span = new Span(words);
        span.addClassName(QUIET);
        return span;
    }
}
