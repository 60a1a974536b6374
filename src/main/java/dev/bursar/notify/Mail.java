package dev.bursar.notify;

/**
 * A mail to one person, in plain text. Names of things may be anything: what is no visible character is replaced, and what is
 * too long is cut.
 *
 * @param subject one line, at most 200 characters
 * @param text lines parted by {@code \n}, at most 20,000 characters; no secrets, which are for a {@link MailWriter}
 */
public record Mail(MailAddress to, String subject, String text) {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 20_000;

    public Mail {
        subject = cut(visible(subject, ""), LONGEST_SUBJECT);
        text = cut(visible(text.replace("\r\n", "\n"), "\n\t"), LONGEST_TEXT);
        if (subject.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("A mail has a subject and a text");
        }
    }

    private static String visible(String text, String kept) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> {
                    if (kept.indexOf(character) >= 0) {
                        out.appendCodePoint(character);
                    } else {
                        out.append('\ufffd');
                    }
                }
                default -> out.appendCodePoint(character);
            }
        });
        return out.toString();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Neither whom it is for nor what it says belongs into a log. */
    @Override
    public String toString() {
        return "Mail";
    }
}
