package dev.bursar.journal;

import dev.bursar.list.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.Filter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Which entries: those of some UTC days that match every filter.
 *
 * @param from included
 * @param to excluded
 * @param newest the newest entry that counts, so that what is shown page by page does not move; null for all
 * @param jobs with what Bursar did by itself: its jobs and what follows from them
 */
public record JournalQuestion(
        LocalDate from,
        LocalDate to,
        List<Filter> filters,
        @Nullable EntryPlace newest,
        boolean jobs) {
    /** Names as recorded. */
    public static final Dimension PERSON = Dimension.of("person", "Person").withEachOperator();

    public static final Dimension ACTION = Dimension.of("action", "Action").withEachOperator();
    public static final Dimension SUBJECT = Dimension.of("subject", "Subject").withEachOperator();

    /** Of a filter that contains, each value must be contained; case is ignored. */
    public static final Dimensions FILTERS = Dimensions.several(PERSON, ACTION, SUBJECT);

    /** Of everybody, Bursar too. */
    public JournalQuestion(LocalDate from, LocalDate to, List<Filter> filters) {
        this(from, to, filters, null, true);
    }

    public JournalQuestion {
        filters = List.copyOf(filters);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("The last day is before the first");
        }
    }

    public JournalQuestion upTo(EntryPlace other) {
        return new JournalQuestion(from, to, filters, other, jobs);
    }

    public JournalQuestion jobs(boolean with) {
        return new JournalQuestion(from, to, filters, newest, with);
    }
}
