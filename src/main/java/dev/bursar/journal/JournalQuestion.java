package dev.bursar.journal;

import java.time.LocalDate;
import java.util.List;
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
        @Nullable Place newest,
        boolean jobs) {
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

    /** What entries are filtered by. */
    public enum Dimension {
        PERSON("Person"),
        ACTION("Action"),
        SUBJECT("Subject");

        private final String label;

        Dimension(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How values are compared; {@code CONTAINS} ignores case. */
    public enum Operator {
        IS,
        IS_NOT,
        CONTAINS;

        String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One condition.
     *
     * @param values names of persons as recorded, actions, or subjects; for {@code CONTAINS} each must be contained
     */
    public record Filter(Dimension dimension, Operator operator, List<String> values) {
        public Filter {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("A filter needs a value");
            }
        }
    }

    public JournalQuestion with(List<Filter> other) {
        return new JournalQuestion(from, to, other, newest, jobs);
    }

    public JournalQuestion upTo(Place other) {
        return new JournalQuestion(from, to, filters, other, jobs);
    }

    public JournalQuestion jobs(boolean with) {
        return new JournalQuestion(from, to, filters, newest, with);
    }
}
