package dev.bursar.ui;

import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;

/**
 * What a person is shown instead of an exception: a short code under which the log has the whole story.
 *
 * @param code like {@code 7F3K-Q2}: no letters that look like digits
 */
public record Reference(String code) {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Logs a bug once, with its stack, and gives the code to show. */
    public static Reference of(Throwable problem) {
        var reference = next();
        LoggerFactory.getLogger(Reference.class).error("Reference {}", reference.code, problem);
        return reference;
    }

    private static Reference next() {
        var code = new StringBuilder();
        for (var i = 0; i < 6; i++) {
            code.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return new Reference(code.insert(4, '-').toString());
    }

    @Override
    public String toString() {
        return code;
    }
}
