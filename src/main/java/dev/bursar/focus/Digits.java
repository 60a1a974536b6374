package dev.bursar.focus;

import java.math.BigDecimal;

/** How many digits a kind of number needs, so that none of them is ever rounded away. */
final class Digits {
    /** What nearly all of AWS's costs fit. */
    static final int USUAL_SCALE = 10;

    private static final int USUAL_WHOLE = 8;
    private static final int SHORT = 18;
    private static final int MOST = 38;
    /** What adding and subtracting two numbers, and DuckDB's own care, may take. */
    private static final int SPARE = 2;

    private int scale;
    private int whole;

    /** Makes room for the number, which has no needless zeros. */
    void add(BigDecimal number) {
        scale = Math.max(scale, number.scale());
        whole = Math.max(whole, number.precision() - number.scale());
    }

    void add(int scale, int whole) {
        this.scale = Math.max(this.scale, scale);
        this.whole = Math.max(this.whole, whole);
    }

    boolean usual() {
        return scale <= USUAL_SCALE && whole <= USUAL_WHOLE;
    }

    /**
     * DuckDB's type for the numbers, whose sums over that many rows fit too.
     *
     * @param names what the numbers are, for people
     */
    String type(long rows, String names) {
        if (usual()) {
            return "decimal(18, 10)";
        }
        int after = Math.max(scale, USUAL_SCALE);
        if (whole + after <= SHORT) {
            return "decimal(18, %d)".formatted(after);
        }
        int needed = whole + Long.toString(rows).length() + SPARE;
        if (needed + after > MOST) {
            throw ExportRefused.column(
                    ExportRefused.Reason.TOO_MANY_DIGITS,
                    null,
                    names,
                    "The delivery's %s have %d digits before and %d after the point; their exact sum needs more than 38 digits."
                            .formatted(names, whole, scale),
                    "Export amounts with fewer digits after the point.");
        }
        return "decimal(38, %d)".formatted(after);
    }
}
