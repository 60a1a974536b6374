package dev.bursar.journal;

import java.time.LocalDate;
import java.util.List;

/**
 * Which entries: those of some UTC days that match every filter.
 *
 * @param from included
 * @param to excluded
 */
public record JournalQuestion(LocalDate from, LocalDate to, List<Filter> filters) {
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
        CONTAINS
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
        return new JournalQuestion(from, to, other);
    }
}
