package dev.bursar.trail.ui;

import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventRow.Place;
import dev.bursar.trail.query.EventService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events by their row, as a table that scrolls asks for them. Remembers the place of some rows, so that what follows is found by its
 * place and not by counting from the first.
 */
final class EventPages {
    /** So many are read before the table is shown. */
    static final int FIRST = 100;

    private static final int APART = 500;

    private final EventService service;
    private final EventQuestion question;
    private final List<EventRow> first;
    /** By the number of a row, the place of the row before it. */
    private final TreeMap<Integer, Place> places = new TreeMap<>();

    /** @param first the first rows, at most {@link #FIRST} */
    EventPages(EventService service, EventQuestion question, List<EventRow> first) {
        this.service = service;
        this.question = question;
        this.first = List.copyOf(first);
        if (!whole()) {
            places.put(FIRST, first.getLast().place());
        }
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
            return whole() ? List.of() : page(offset, limit);
        }
        var rows = new ArrayList<>(first.subList(offset, Math.min(first.size(), offset + limit)));
        if (rows.size() < limit && !whole()) {
            rows.addAll(page(first.size(), limit - rows.size()));
        }
        return rows;
    }

    private List<EventRow> page(int offset, int limit) {
        Map.Entry<Integer, Place> known = places.floorEntry(offset);
        List<EventRow> page = service.page(question, known.getValue(), offset - known.getKey(), limit);
        if (!page.isEmpty()) {
            int end = offset + page.size();
            if (end - places.floorKey(end) >= APART) {
                places.put(end, page.getLast().place());
            }
        }
        return page;
    }
}
