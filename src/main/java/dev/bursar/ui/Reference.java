package dev.bursar.ui;

import dev.bursar.kernel.ReferenceCode;
import org.slf4j.LoggerFactory;

/**
 * What a person is shown instead of an exception: a short code under which the log has the whole story.
 *
 * @param code like {@code 7F3K-Q2}: no letters that look like digits
 */
public record Reference(String code) {
    /** Logs a bug once, with its stack, and gives the code to show. */
    public static Reference of(Throwable problem) {
        var reference = new Reference(ReferenceCode.next());
        LoggerFactory.getLogger(Reference.class).error("Reference {}", reference.code, problem);
        return reference;
    }

    @Override
    public String toString() {
        return code;
    }
}
