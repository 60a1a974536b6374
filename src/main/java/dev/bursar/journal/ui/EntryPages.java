package dev.bursar.journal.ui;

import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Entries by their row, as a table that scrolls asks for them. Remembers the place of some rows, so that what follows is found
 * by its place and not by counting from the first: a million rows read no slower at their end.
 */
final class EntryPages {
    /** So far apart at least, that a million rows leave a thousand places behind. */
    private static final int APART = 1_000;

    private final JournalService service;
    private final JournalQuestion question;
    /** By the number of a row, the place of the row before it. */
    private final TreeMap<Integer, Place> places = new TreeMap<>();

    EntryPages(JournalService service, JournalQuestion question) {
        this.service = service;
        this.question = question;
    }

    /** @param summary what changed, in one line */
    record Row(JournalEntry entry, String summary) {}

    List<Row> rows(int offset, int limit) {
        List<JournalEntry> page = page(offset, limit);
        List<Fields> fields = page.stream().map(Fields::of).toList();
        Map<String, String> names = service.names(
                fields.stream().flatMap(one -> one.things().stream()).distinct().toList());
        return IntStream.range(0, page.size())
                .mapToObj(i -> new Row(page.get(i), fields.get(i).summary(names)))
                .toList();
    }

    private List<JournalEntry> page(int offset, int limit) {
        Map.Entry<Integer, Place> known = places.floorEntry(offset);
        List<JournalEntry> page = known == null
                ? service.page(question, null, offset, limit)
                : service.page(question, known.getValue(), offset - known.getKey(), limit);
        if (!page.isEmpty()) {
            int end = offset + page.size();
            Map.Entry<Integer, Place> near = places.floorEntry(end);
            if (end - (near == null ? 0 : near.getKey()) >= APART) {
                places.put(end, page.getLast().place());
            }
        }
        return page;
    }
}
