package dev.bursar.journal;

import module java.base;
import org.springframework.stereotype.Component;

/** What was done to one thing, for the module that it belongs to: that one knows who may see it. */
@Component
public class JournalHistory {
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);
    private static final int MOST = 100;

    private final JournalQueries queries;

    JournalHistory(JournalQueries queries) {
        this.queries = queries;
    }

    /**
     * The newest entries first, at most 100.
     *
     * @param subject {@code budget:7}
     */
    public List<JournalEntry> of(String subject) {
        return queries.page(
                new JournalQuestion(FIRST, LAST, List.of(JournalQuestion.SUBJECT.is(subject))), null, 0, MOST);
    }

    /**
     * An entry that names a field.
     *
     * @param after what is since, as JSON
     */
    public record Told(long entry, Instant at, String subject, String after) {}

    /**
     * All entries that name one of these fields in what is since, the oldest first.
     *
     * @param fields of the outermost object
     */
    public List<Told> told(Collection<String> fields) {
        return queries.told(fields);
    }
}
