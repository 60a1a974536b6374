package dev.bursar.chargeback.pools;

import module java.base;

/**
 * A line of numbers as it was entered, cut at tabs, at semicolons where it has no tab, else at commas.
 *
 * @param at counted from 1
 */
record NumberLine(int at, String text) {
    NumberLine {
        text = text.strip();
    }

    static List<NumberLine> of(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> new NumberLine(i + 1, lines.get(i)))
                .toList();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean hasDigits() {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** Whether there are two cells at least. */
    boolean isParted() {
        return parted() >= 0;
    }

    /** The last cell; all of the line where it is the only one. */
    String last() {
        return unquoted(text.substring(parted() + 1));
    }

    /** What stands before the last cell, names with commas too; all of the line where there is one cell only. */
    String first() {
        return unquoted(before());
    }

    /** Without the last cell but one. */
    NumberLine withoutSecondLast() {
        return new NumberLine(at, new NumberLine(at, before()).before() + text.substring(parted()));
    }

    /** What stands before the last cell, as a line. */
    NumberLine withoutLast() {
        return new NumberLine(at, before());
    }

    private String before() {
        int parted = parted();
        return parted < 0 ? text : text.substring(0, parted);
    }

    /** Where the last cell begins: at the last separator that isn't within quotes. */
    private int parted() {
        char separator = text.indexOf('\t') >= 0 ? '\t' : text.indexOf(';') >= 0 ? ';' : ',';
        boolean balanced = text.chars().filter(one -> one == '"').count() % 2 == 0;
        boolean quoted = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char one = text.charAt(i);
            if (one == '"') {
                quoted = balanced && !quoted;
            } else if (one == separator && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).replace("\"\"", "\"").strip()
                : bare;
    }
}
