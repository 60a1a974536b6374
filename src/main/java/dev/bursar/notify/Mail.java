package dev.bursar.notify;

import org.jspecify.annotations.Nullable;

/**
 * A mail to one person, in plain text, which stands in every mail. Names of things may be anything: what is no visible character is replaced, and what is
 * too long is cut.
 *
 * @param subject one line, at most 200 characters
 * @param text lines parted by {@code \n}, at most 20,000 characters; no secrets, which are for a {@link MailWriter}
 * @param shown the same with a picture, for who reads HTML; null for none
 */
public record Mail(
        MailAddress to,
        String subject,
        String text,
        @Nullable Shown shown) {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 20_000;

    /**
     * A mail's text as HTML, with one picture.
     *
     * @param html at most 100,000 characters, in which names of things are escaped and {@code cid:picture} is the picture
     */
    public record Shown(String html, Picture picture) {
        private static final int LONGEST = 100_000;

        public Shown {
            if (html.isBlank() || html.length() > LONGEST) {
                throw new IllegalArgumentException("HTML has 1 to 100,000 characters");
            }
        }
    }

    public Mail(MailAddress to, String subject, String text) {
        this(to, subject, text, null);
    }

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
