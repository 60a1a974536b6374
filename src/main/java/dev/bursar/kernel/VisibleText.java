package dev.bursar.kernel;

/** Text that comes from AWS or from a person, as one line in which every character can be seen. */
public final class VisibleText {
    private VisibleText() {}

    /** At most so many characters, with an ellipsis at the end. */
    public static String cut(String raw, int longest) {
        var clean = clean(raw, longest + 1);
        return length(clean) <= longest ? clean : first(clean, longest - 1) + "\u2026";
    }

    /** At most so many characters, with an ellipsis in the middle. */
    public static String cutMiddle(String raw, int longest) {
        var clean = clean(raw, Integer.MAX_VALUE);
        if (length(clean) <= longest) {
            return clean;
        }
        var head = longest / 2;
        var tail = longest - 1 - head;
        return first(clean, head) + "\u2026" + clean.substring(clean.offsetByCodePoints(0, length(clean) - tail));
    }

    /**
     * One line in which every character can be seen: spaces at the ends as ␣, line breaks as ↵, tabs as ⇥, controls as
     * their pictures, and characters that reorder or hide text as {@code ‹U+202E›}.
     */
    public static String clean(String raw) {
        return clean(raw, Integer.MAX_VALUE);
    }

    /** The same of the first characters only. */
    public static String clean(String raw, int longest) {
        var start = 0;
        var end = raw.length();
        while (start < end && raw.charAt(start) == ' ') {
            start++;
        }
        while (end > start && raw.charAt(end - 1) == ' ') {
            end--;
        }
        var out = new StringBuilder();
        var taken = 0;
        var before = 0;
        for (var i = 0; i < raw.length() && taken < longest; taken++) {
            var c = raw.codePointAt(i);
            var next = i + Character.charCount(c);
            if (c == ' ') {
                out.append(i < start || i >= end ? '\u2423' : ' ');
            } else if (c == '\n') {
                out.append('\u21B5');
            } else if (c == '\t') {
                out.append('\u21E5');
            } else if (c < 0x20) {
                out.append((char) (0x2400 + c));
            } else if (c == 0x7F) {
                out.append('\u2421');
            } else if (isHidden(c, before)) {
                out.append("\u2039U+%04X\u203A".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
            before = c;
            i = next;
        }
        return raw.contentEquals(out) ? raw : out.toString();
    }

    private static boolean isHidden(int c, int before) {
        if (c == 0x200D || c == 0xFE0F) { // joins and colours emoji: harmless after one
            return !Character.isEmoji(before) && before != 0xFE0F;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> true; // other than the plain space
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0; // blank letters
        };
    }

    /** In characters, not in UTF-16 units. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String first(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
