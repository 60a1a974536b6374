package dev.bursar.billingdata.read.value;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.jspecify.annotations.Nullable;

/** How many digits a kind of number needs, so that none of them is ever rounded away. */
public final class Digits {
    /** What nearly all of AWS's costs fit. */
    public static final String USUAL = "decimal(18, 10)";

    private static final int USUAL_SCALE = 10;
    private static final int USUAL_WHOLE = 8;
    private static final int SHORT = 18;
    private static final int MOST = 38;
    /** What adding and subtracting two numbers, and DuckDB's own care, may take. */
    private static final int SPARE = 2;

    /** By digits after the point, the most before it; negative where zeros follow the point. */
    private final TreeMap<Integer, Integer> wholes = new TreeMap<>();

    /**
     * DuckDB's types for the numbers; their sums fit too.
     *
     * @param coarse of all numbers, or of those with at most {@code scale} digits after the point
     * @param fine of the others; null where there are none
     */
    public record Plan(String coarse, int scale, @Nullable String fine) {}

    /** Makes room for the number, which has no needless zeros. */
    public void add(BigDecimal number) {
        if (number.signum() != 0) {
            add(number.scale(), number.precision() - number.scale());
        }
    }

    /** Makes room for numbers with that many digits after the point and, at most, before it. */
    public void add(int scale, int whole) {
        wholes.merge(scale, whole, Math::max);
    }

    /**
     * Finds types that hold each number and the sum of that many.
     *
     * @param names what the numbers are, for people
     */
    public Plan plan(long rows, String names) {
        int scale = Math.max(USUAL_SCALE, wholes.isEmpty() ? 0 : wholes.lastKey());
        int whole = whole(-1);
        if (scale == USUAL_SCALE && whole <= USUAL_WHOLE) {
            return new Plan(USUAL, scale, null);
        }
        if (whole + scale <= SHORT) {
            return new Plan(type(SHORT, scale), scale, null);
        }
        int growth = Long.toString(rows).length() + SPARE;
        int most = MOST - Math.max(0, whole + growth);
        if (scale <= most) {
            return new Plan(type(MOST, scale), scale, null);
        }
        int finest = MOST - Math.max(0, whole(most) + growth);
        if (most < USUAL_SCALE || scale > finest) {
            throw ChargeFileRefused.column(
                    ChargeFileRefused.Reason.TOO_MANY_DIGITS,
                    null,
                    names,
                    new ChargeFileFault.TooManyDigits(names, Math.max(0, whole), scale));
        }
        return new Plan(type(MOST, most), most, type(MOST, scale));
    }

    /** The most digits before the point of numbers with more than that many after it. */
    private int whole(int scale) {
        return wholes.tailMap(scale, false).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private static String type(int digits, int scale) {
        return "decimal(%d, %d)".formatted(digits, scale);
    }
}
