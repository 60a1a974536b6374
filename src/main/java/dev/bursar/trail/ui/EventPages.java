package dev.bursar.trail.ui;

import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventRow.Place;
import dev.bursar.trail.query.EventService;
import dev.bursar.ui.KeysetPages;
import module java.base;

/** Events by their row, as a table that scrolls asks for them; the first are read before it is shown. */
final class EventPages {
    /** So many are read before the table is shown. */
    static final int FIRST = 100;

    private final List<EventRow> first;
    private final KeysetPages<EventRow, Place> pages;

    /** @param first the first rows, at most {@link #FIRST} */
    EventPages(EventService service, EventQuestion question, List<EventRow> first) {
        this.first = List.copyOf(first);
        pages = new KeysetPages<>((after, skip, limit) -> service.page(question, after, skip, limit), EventRow::place);
    }

    /** Whether the first rows are all there are. */
    boolean whole() {
        return first.size() < FIRST;
    }

    int known() {
        return first.size();
    }

    List<EventRow> rows(int offset, int limit) {
        if (offset >= first.size()) {
            return whole() ? List.of() : pages.page(offset, limit);
        }
        var rows = new ArrayList<>(first.subList(offset, Math.min(first.size(), offset + limit)));
        if (rows.size() < limit && !whole()) {
            rows.addAll(pages.page(first.size(), limit - rows.size()));
        }
        return rows;
    }
}
