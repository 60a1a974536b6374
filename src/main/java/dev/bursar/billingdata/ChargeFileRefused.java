package dev.bursar.billingdata;

import dev.bursar.billingdata.ChargeFileFault.Found;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A delivery that is refused as a whole. */
public final class ChargeFileRefused extends RuntimeException {
    private static final int SHOWN = 80;

    private final Reason reason;
    private final @Nullable String file;
    private final @Nullable Long row;
    private final @Nullable String column;
    private final transient ChargeFileFault fault;

    private ChargeFileRefused(
            Reason reason,
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column,
            ChargeFileFault fault,
            @Nullable Throwable cause) {
        super(ChargeFileFaultText.what(fault), cause);
        this.reason = reason;
        this.file = file == null ? null : shown(file);
        this.row = row;
        this.column = column == null ? null : shown(column);
        this.fault = fault;
    }

    public static ChargeFileRefused file(Reason reason, @Nullable String file, ChargeFileFault fault) {
        return new ChargeFileRefused(reason, file, null, null, fault, null);
    }

    public static ChargeFileRefused file(
            Reason reason, @Nullable String file, ChargeFileFault fault, @Nullable Throwable cause) {
        return new ChargeFileRefused(reason, file, null, null, fault, cause);
    }

    public static ChargeFileRefused column(Reason reason, @Nullable String file, String column, ChargeFileFault fault) {
        return new ChargeFileRefused(reason, file, null, column, fault, null);
    }

    public static ChargeFileRefused row(Reason reason, String file, long row, ChargeFileFault fault) {
        return new ChargeFileRefused(reason, file, row, null, fault, null);
    }

    /** One of a delivery's columns or values, where it was found first. */
    public static ChargeFileRefused value(Reason reason, @Nullable String column, Found found) {
        return new ChargeFileRefused(reason, found.file(), found.row(), column, found.fault(), null);
    }

    /** Several of them, at the file and row that they have in common. */
    public static ChargeFileRefused several(Reason reason, List<Found> faults) {
        Found first = faults.getFirst();
        return new ChargeFileRefused(
                reason,
                first.isInFileOfAll(faults) ? first.file() : null,
                first.isInRowOfAll(faults) ? first.row() : null,
                null,
                new ChargeFileFault.Several(faults),
                null);
    }

    public Reason reason() {
        return reason;
    }

    public ChargeFileFault fault() {
        return fault;
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
        return ChargeFileFaultText.what(fault);
    }

    /** One sentence: the next step. */
    public String whatToDo() {
        return ChargeFileFaultText.whatToDo(fault);
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
