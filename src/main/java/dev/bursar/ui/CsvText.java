package dev.bursar.ui;

/** Texts in files that a spreadsheet opens. */
public final class CsvText {
    private CsvText() {}

    /** As OWASP has it: what begins like a formula begins with an apostrophe instead. For texts only, never for numbers. */
    public static String guarded(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
