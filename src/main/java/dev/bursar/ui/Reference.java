package dev.bursar.ui;

import dev.bursar.kernel.DiskFull;
import dev.bursar.kernel.ReferenceCode;
import org.slf4j.LoggerFactory;

/**
 * What a person is shown instead of an exception: a short code under which the log has the whole story.
 *
 * @param code like {@code 7F3K-Q2}: no letters that look like digits
 * @param why a sentence where the reason is one that an admin can mend at once, with what to do; else ""
 */
public record Reference(String code, String why) {
    /** Logs a bug once, with its stack, and gives the code to show. */
    public static Reference of(Throwable problem) {
        var reference = new Reference(
                ReferenceCode.next(),
                DiskFull.in(problem)
                        .map(full -> full.what() + " Ask an admin to free up space. ")
                        .orElse(""));
        LoggerFactory.getLogger(Reference.class).error("Reference {}", reference.code, problem);
        return reference;
    }

    @Override
    public String toString() {
        return code;
    }
}
