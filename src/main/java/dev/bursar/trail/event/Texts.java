package dev.bursar.trail.event;

/** Makes texts of an event such that they can be stored and shown. */
final class Texts {
    private static final char UNREADABLE = '\uFFFD';

    private Texts() {}

    /** On one line, without control characters and halves of surrogate pairs, at most so long. */
    static String clean(String text, int most) {
        String cut = text.length() <= most ? text : cut(text, most);
        String storable = storable(cut);
        return storable.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ').strip();
    }

    private static String cut(String text, int most) {
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** What PostgreSQL refuses and terminals obey is replaced; line breaks and tabs stay. */
    static String storable(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                if (changed == null) {
                    changed = new StringBuilder(text);
                }
                changed.setCharAt(i, UNREADABLE);
            }
        }
        return changed == null ? text : changed.toString();
    }
}
