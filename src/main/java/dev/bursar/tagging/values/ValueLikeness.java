package dev.bursar.tagging.values;

import module java.base;

/** Whether two values of a tag read like the same word. */
public final class ValueLikeness {
    private static final int ONE_FROM = 5;
    private static final int TWO_FROM = 9;
    /** AWS allows 256 characters; what is longer is compared by its case only, so that no text can take long. */
    private static final int LONGEST_COMPARED = 256;

    private ValueLikeness() {}

    /** How alike two values are. */
    public enum Likeness {
        /** The same but for case, width, spaces at the ends, and characters that can't be seen. */
        VARIANT,
        /** One or two letters apart. */
        NEAR,
        NONE
    }

    /** The text that all variants of a value have in common; may be empty. */
    public static String folded(String value) {
        var seen = new StringBuilder();
        Normalizer.normalize(value, Normalizer.Form.NFKC).codePoints().forEach(one -> {
            int type = Character.getType(one);
            if (Character.isWhitespace(one) || Character.isSpaceChar(one)) {
                if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != ' ') {
                    seen.append(' ');
                }
            } else if (type != Character.FORMAT && type != Character.CONTROL) {
                seen.appendCodePoint(one);
            }
        });
        // upper case first: "ß" and "ss", and both of Greek's sigmas, are one
        return Normalizer.normalize(
                seen.toString().strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    /** Of two values as {@link #folded} gives them. */
    static Likeness ofFolded(String one, String other) {
        if (one.equals(other)) {
            return one.isEmpty() ? Likeness.NONE : Likeness.VARIANT;
        }
        int shorter = Math.min(one.length(), other.length());
        int longer = Math.max(one.length(), other.length());
        int most = shorter >= TWO_FROM ? 2 : shorter >= ONE_FROM ? 1 : 0;
        if (most == 0
                || longer - shorter > most
                || longer > LONGEST_COMPARED
                || !digits(one).equals(digits(other))) {
            return Likeness.NONE;
        }
        return distance(one, other, most) <= most ? Likeness.NEAR : Likeness.NONE;
    }

    public static Likeness of(String one, String other) {
        return ofFolded(folded(one), folded(other));
    }

    /** Numbers name things: team-1 is never a misspelt team-2. */
    private static String digits(String text) {
        var digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(digits::appendCodePoint);
        return digits.toString();
    }

    /**
     * How many letters to insert, delete, replace or swap with their neighbour, no letter touched twice (Damerau-Levenshtein, as
     * optimal string alignment).
     *
     * @return more than {@code most} as soon as that is certain
     */
    static int distance(String one, String other, int most) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        int[] twoAbove = new int[b.length + 1];
        int[] above = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length; j++) {
                int change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most + 1) { // a swap may still save one
                return least;
            }
            int[] free = twoAbove;
            twoAbove = above;
            above = row;
            row = free;
        }
        return above[b.length];
    }
}
