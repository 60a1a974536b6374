package dev.bursar.billingdata.reduction;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a test of an engine showed: files of the newest delivery were reduced by it and by DuckDB here.
 *
 * @param reached where the engine was then; the test says nothing of another place
 * @param difference the first one, where charges differ
 * @param trouble what kept it from being tested
 */
public record EngineTest(
        ReductionPlace engine,
        String reached,
        Instant at,
        String by,
        Outcome outcome,
        Sample sample,
        Took took,
        @Nullable Difference difference,
        @Nullable EngineTrouble trouble) {

    /** How it ended. */
    public enum Outcome {
        EQUAL,
        DIFFERENT,
        FAILED;

        static Outcome of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was reduced.
     *
     * @param period the delivery's; "" where none was found
     * @param charges that DuckDB made
     */
    public record Sample(String period, int files, long lines, long charges) {
        static final Sample NONE = new Sample("", 0, 0, 0);
    }

    /** @param bytes that the engine read of the files, in all its scans */
    public record Took(long bytes, long hereMillis, long thereMillis) {
        static final Took NOTHING = new Took(0, 0, 0);
    }

    /**
     * The first charge that isn't the same.
     *
     * @param field by FOCUS's name; {@code Charge} where one of the two has no such charge
     * @param here as DuckDB read it; "" where it has none
     * @param there as the engine did
     */
    public record Difference(LocalDate day, String account, String service, String field, String here, String there) {}
}
