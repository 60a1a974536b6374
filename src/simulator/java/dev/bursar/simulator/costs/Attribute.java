package dev.bursar.simulator.costs;

import dev.bursar.simulator.organisation.Cell;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a question groups or filters by; a value is null where a cell has none. */
sealed interface Attribute {

    @Nullable
    String of(Cell cell);

    /** The text in Keys of an answer. */
    String key(Cell cell);

    record OfDimension(Dimension dimension) implements Attribute {
        @Override
        public @Nullable String of(Cell cell) {
            return dimension.absentFrom(cell) ? null : dimension.of(cell);
        }

        @Override
        public String key(Cell cell) {
            return dimension.of(cell);
        }
    }

    /** The tag of a key; a key that was never activated has no values. */
    record OfTag(String name, boolean active) implements Attribute {
        @Override
        public @Nullable String of(Cell cell) {
            return active ? cell.tags().get(name) : null;
        }

        @Override
        public String key(Cell cell) {
            return named(name, of(cell));
        }
    }

    /** A cost category, here decided by the account alone. */
    record OfCategory(String name, Map<String, String> byAccount) implements Attribute {
        @Override
        public @Nullable String of(Cell cell) {
            return byAccount.get(cell.account());
        }

        @Override
        public String key(Cell cell) {
            return named(name, of(cell));
        }
    }

    private static String named(String name, @Nullable String value) {
        return name + "$" + (value == null ? "" : value);
    }
}
