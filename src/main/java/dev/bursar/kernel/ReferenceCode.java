package dev.bursar.kernel;

import module java.base;

/** A short code that stands in a message and beside its cause in the log, such as {@code 7F3K-Q2}; its letters are Crockford's. */
public final class ReferenceCode {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private ReferenceCode() {}

    public static String next() {
        var text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append(i == 4 ? "-" : "")
                    .append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
