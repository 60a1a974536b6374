package dev.bursar.billingdata;

import org.jspecify.annotations.Nullable;

/** A delivery that is refused as a whole, in words for the person who can mend it. */
public final class ChargeFileRefused extends RuntimeException {
    private static final int SHOWN = 80;

    private final Reason reason;
    private final @Nullable String file;
    private final @Nullable Long row;
    private final @Nullable String column;
    private final String what;
    private final String whatToDo;

    private ChargeFileRefused(
            Reason reason,
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column,
            String what,
            String whatToDo,
            @Nullable Throwable cause) {
        super(what, cause);
        this.reason = reason;
        this.file = file == null ? null : shown(file);
        this.row = row;
        this.column = column == null ? null : shown(column);
        this.what = what;
        this.whatToDo = whatToDo;
    }

    public static ChargeFileRefused file(Reason reason, @Nullable String file, String what, String whatToDo) {
        return new ChargeFileRefused(reason, file, null, null, what, whatToDo, null);
    }

    public static ChargeFileRefused file(
            Reason reason, @Nullable String file, String what, String whatToDo, @Nullable Throwable cause) {
        return new ChargeFileRefused(reason, file, null, null, what, whatToDo, cause);
    }

    public static ChargeFileRefused column(
            Reason reason, @Nullable String file, String column, String what, String whatToDo) {
        return new ChargeFileRefused(reason, file, null, column, what, whatToDo, null);
    }

    public static ChargeFileRefused row(
            Reason reason, String file, long row, @Nullable String column, String what, String whatToDo) {
        return new ChargeFileRefused(reason, file, row, column, what, whatToDo, null);
    }

    public static ChargeFileRefused at(
            Reason reason,
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column,
            String what,
            String whatToDo) {
        return new ChargeFileRefused(reason, file, row, column, what, whatToDo, null);
    }

    public Reason reason() {
        return reason;
    }

    /** The file as people know it; null where the delivery as a whole is meant. */
    public @Nullable String file() {
        return file;
    }

    /** The row in the file, from 1, without the header; null where the file as a whole is meant. */
    public @Nullable Long row() {
        return row;
    }

    public @Nullable String column() {
        return column;
    }

    /** One sentence: what was found and what was expected. */
    public String what() {
        return what;
    }

    /** One sentence: the next step. */
    public String whatToDo() {
        return whatToDo;
    }

    /** Text from a file, short and on one line. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN + 1L)
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? ' ' : point)
                .forEach(shown::appendCodePoint);
        return shown.codePointCount(0, shown.length()) > SHOWN
                ? shown.substring(0, shown.offsetByCodePoints(0, SHOWN)) + "…"
                : shown.toString();
    }

    /** What sort of fault it is. */
    public enum Reason {
        NOT_AN_EXPORT,
        TRUNCATED,
        DAMAGED,
        TOO_LARGE,
        MISSING_FILE,
        MISSING_COLUMN,
        DUPLICATE_COLUMN,
        MIXED,
        BAD_ROW,
        BAD_VALUE,
        TOO_MANY_DIGITS
    }
}
