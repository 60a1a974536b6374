package dev.bursar.journal.ui;

import dev.bursar.journal.EntryPlace;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.ui.KeysetPages;
import module java.base;

/** Entries with what changed, by their row, as a table that scrolls asks for them. */
final class EntryPages {
    private final JournalService service;
    private final KeysetPages<JournalEntry, EntryPlace> pages;

    EntryPages(JournalService service, JournalQuestion question) {
        this.service = service;
        pages = new KeysetPages<>(
                (after, skip, limit) -> service.page(question, after, skip, limit), JournalEntry::place);
    }

    /** @param summary what changed, in one line */
    record Row(JournalEntry entry, String summary) {}

    List<Row> rows(int offset, int limit) {
        List<JournalEntry> page = pages.page(offset, limit);
        List<Fields> fields = page.stream().map(Fields::of).toList();
        Map<String, String> names = service.names(
                fields.stream().flatMap(one -> one.things().stream()).distinct().toList());
        return IntStream.range(0, page.size())
                .mapToObj(i ->
                        new Row(page.get(i), fields.get(i).summary(page.get(i).about(), names)))
                .toList();
    }
}
