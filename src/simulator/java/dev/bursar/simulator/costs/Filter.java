package dev.bursar.simulator.costs;

import dev.bursar.simulator.organisation.Cell;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A filter expression of Cost Explorer as a test of one cell. */
sealed interface Filter {
    Filter ALL = new And(List.of());

    boolean matches(Cell cell);

    record And(List<Filter> parts) implements Filter {
        @Override
        public boolean matches(Cell cell) {
            return parts.stream().allMatch(part -> part.matches(cell));
        }
    }

    record Or(List<Filter> parts) implements Filter {
        @Override
        public boolean matches(Cell cell) {
            return parts.stream().anyMatch(part -> part.matches(cell));
        }
    }

    record Not(Filter part) implements Filter {
        @Override
        public boolean matches(Cell cell) {
            return !part.matches(cell);
        }
    }

    record Absent(Attribute attribute) implements Filter {
        @Override
        public boolean matches(Cell cell) {
            return attribute.of(cell) == null;
        }
    }

    /** Any of the values fits; for tags and categories the empty value means that there is none. */
    record Fits(Attribute attribute, Comparison comparison, boolean caseSensitive, Set<String> values)
            implements Filter {
        @Override
        public boolean matches(Cell cell) {
            var value = attribute instanceof Attribute.OfDimension ? attribute.key(cell) : attribute.of(cell);
            var text = folded(value == null ? "" : value);
            return values.stream().anyMatch(wanted -> switch (comparison) {
                case EQUALS -> text.equals(folded(wanted));
                case STARTS_WITH -> value != null && text.startsWith(folded(wanted));
                case ENDS_WITH -> value != null && text.endsWith(folded(wanted));
                case CONTAINS -> value != null && text.contains(folded(wanted));
            });
        }

        private String folded(String text) {
            return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
        }
    }

    /** How a value is compared. */
    enum Comparison {
        EQUALS,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS;

        static @Nullable Comparison named(String name) {
            for (var comparison : values()) {
                if (comparison.name().equals(name)) {
                    return comparison;
                }
            }
            return null;
        }
    }
}
