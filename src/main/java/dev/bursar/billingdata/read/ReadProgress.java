package dev.bursar.billingdata.read;

/**
 * How far a reading is.
 *
 * @param files read or checked of {@code ofFiles}
 * @param rows of the step, of {@code ofRows}; the latter is an estimate while a CSV is checked, 0 while unknown
 * @param charges handed over
 */
public record ReadProgress(Step step, int files, int ofFiles, long rows, long ofRows, long charges) {
    /** The steps in their order. */
    public enum Step {
        CHECKING,
        REDUCING,
        HANDING_OVER
    }
}
