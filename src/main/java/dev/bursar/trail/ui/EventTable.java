package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.query.EventRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;

/** Events, newest first; only those that are looked at are read. */
final class EventTable extends ListGrid<EventRow, UUID> {
    EventTable(ListPage<?> page, EventPages pages) {
        super("Events", page, EventList.OPEN, EventRow::id);
        column("Time, UTC", 128, 0, EventTable::time);
        wide("Person", 220, 3, EventTable::person);
        column("Event", 150, 2, this::event);
        wide("Resource", 130, 4, EventTable::resource);
        onlyAlone(wide("Account", 124, 0, EventTable::account));
        wide("Outcome", 170, 0, EventTable::outcome);
        onlyAlone(wide("Source address", 130, 0, EventTable::source));
        if (pages.whole()) {
            show(pages::rows, EventRow::id, pages.known());
        } else {
            showUncounted(pages::rows, EventRow::id);
        }
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

    private Component event(EventRow row) {
        return name(
                row,
                PlainText.cut(EventText.name(row), 60),
                EventText.name(row),
                row.service(),
                PlainText.cut(row.person(), 50)
                        + (row.errorCode() == null ? "" : " \u00B7 failed: " + PlainText.cut(row.errorCode(), 40))
                        + (row.arns().isEmpty()
                                ? ""
                                : " \u00B7 "
                                        + PlainText.cutMiddle(
                                                EventText.shortName(row.arns().getFirst()), 40)));
    }

    private static Component resource(EventRow row) {
        if (row.arns().isEmpty()) {
            return new Span();
        }
        String arn = row.arns().getFirst();
        Span name = Styled.span("wraps", PlainText.cutMiddle(EventText.shortName(arn), 50));
        name.setTitle(PlainText.full(arn));
        return row.resources() == 1 ? name : Tables.twoLines(name, Formats.count(row.resources() - 1L) + " more");
    }

    private static Component account(EventRow row) {
        return Tables.twoLines(
                PlainText.name(row.accountName().isEmpty() ? "not stated" : row.accountName()), row.region());
    }

    /** AWS services have their name for an address. */
    private static Component source(EventRow row) {
        Span source = Styled.quiet(PlainText.cut(EventText.service(row.sourceAddress()), 40));
        source.setTitle(PlainText.full(row.sourceAddress()));
        return source;
    }

    private static Component outcome(EventRow row) {
        String code = row.errorCode();
        return code == null ? Styled.quiet(EventText.outcome(row)) : Tables.twoLines(failed(), code);
    }

    static StatusBadge failed() {
        return new StatusBadge(StatusBadge.Kind.DANGER, Icons.CIRCLE_ALERT, "Failed");
    }
}
