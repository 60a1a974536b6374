package dev.bursar.list;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list wherever its rows are told, but on the page, which draws its own cells.
 *
 * @param key unique in the list, lower case with dashes; it stays as it is when the head is worded otherwise
 * @param head for people
 * @param value as the row has it: null where it is not known
 * @param cell the same for people: a word in place of a constant
 */
public record ListColumn<R>(
        String key, String head, Kind kind, Function<R, @Nullable Object> value, Function<R, @Nullable Object> cell) {
    /** What a column holds. */
    public enum Kind {
        TEXT,
        /** A constant, which people read as a word. */
        WORD,
        NUMBER,
        MOMENT,
        DAY,
        MONEY,
        /** A share of 1. */
        PERCENT
    }
}
