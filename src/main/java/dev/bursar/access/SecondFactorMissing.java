package dev.bursar.access;

/** The admin who would require a second factor has none and would be out at once; nothing was changed. */
public class SecondFactorMissing extends RuntimeException {
    SecondFactorMissing() {
        super("The one who asks has no second factor");
    }
}
