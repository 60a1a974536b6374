package dev.bursar.ui;

import module java.base;

/** Texts in files that a spreadsheet opens. */
public final class CsvText {
    private static final String TRIGGERS = "=+-@";
    /** Where a reader with other separators begins a new cell. */
    private static final String SEPARATORS = ";\t\r\n";

    private static final char FIRST_REORDERING = '\u061C';
    private static final Pattern REORDERING = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private CsvText() {}

    /**
     * Puts an apostrophe before what a spreadsheet would take for a formula, as OWASP ASVS 1.2.10 asks. For texts only, never
     * for numbers.
     *
     * <p>A formula begins with one of {@code = + - @}, in any width, behind any spaces, quotes and invisible characters. It is
     * looked for at the start of the text and behind each semicolon, tab and line break, where readers with other separators
     * begin a cell. Characters that reorder text are shown ({@link #inOrder}).
     */
    public static String guarded(String raw) {
        if (harmless(raw)) {
            return raw;
        }
        String text = inOrder(raw);
        StringBuilder guarded = null;
        boolean formula = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            formula = trigger(c) || formula && passedOver(c);
            boolean cell = i == 0 || SEPARATORS.indexOf(text.charAt(i - 1)) >= 0;
            if (cell && (formula || i == 0 && "\t\r\n".indexOf(c) >= 0)) {
                guarded = guarded == null ? new StringBuilder(text) : guarded;
                guarded.insert(i, '\'');
                formula = false;
            }
        }
        return guarded == null ? text : guarded.toString();
    }

    /** Shows characters that reorder what follows them as {@code \u2039U+202E\u203A}: a viewer would obey them. */
    public static String inOrder(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_REORDERING) {
                return REORDERING
                        .matcher(text)
                        .replaceAll(found -> "\u2039U+%04X\u203A"
                                .formatted((int) found.group().charAt(0)));
            }
        }
        return text;
    }

    /** Whether a text begins with a letter or digit, is one cell to all readers and reorders nothing, as nearly all do. */
    private static boolean harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == ';' || c >= FIRST_REORDERING || i == 0 && !(c < 0x80 && Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean trigger(char c) {
        return c < 0x80
                ? TRIGGERS.indexOf(c) >= 0
                : TRIGGERS.contains(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
    }

    /** What readers leave out, or don't show, before a formula. */
    private static boolean passedOver(char c) {
        return c == '"'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
