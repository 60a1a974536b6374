package dev.bursar.access.rights;

import module java.base;

/** What names may be, and user names folded, so that no two people differ in case or character width only. */
public final class UserNames {
    public static final int LONGEST = 200;

    private UserNames() {}

    public static String key(String userName) {
        return Normalizer.normalize(userName.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** A name without what surrounds it: one line of visible characters. */
    public static String line(String text, String what) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(what + " has at most " + LONGEST + " characters");
        }
        if (text.codePoints().anyMatch(UserNames::hidden)) {
            throw new IllegalArgumentException(what + " is one line of visible characters");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is not empty");
        }
        return text.strip();
    }

    private static boolean hidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
