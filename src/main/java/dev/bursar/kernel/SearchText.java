package dev.bursar.kernel;

import module java.base;

/**
 * What a person typed to find things by name or id. Case and runs of spaces are ignored, every other character stands for itself, and
 * what follows the first 200 characters is ignored.
 */
public final class SearchText {
    public static final int LONGEST = 200;

    private static final int MOST_WORDS = 10;

    private final String raw;
    private final String text;
    private final List<String> words;

    private SearchText(String raw) {
        this.raw = raw;
        this.text = folded(raw);
        this.words = text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).distinct().limit(MOST_WORDS).toList();
    }

    public static SearchText of(String typed) {
        // more is not looked at: a pasted document costs no more than a name
        String head = typed.substring(0, Math.min(typed.length(), 4 * LONGEST))
                .replace('\0', ' ')
                .replaceAll("[\\p{Z}\\s]+", " ")
                .strip();
        int characters = head.codePointCount(0, head.length());
        String cut = characters <= LONGEST ? head : head.substring(0, head.offsetByCodePoints(0, LONGEST));
        return new SearchText(cut.strip());
    }

    /** How well a thing matches, the best first. */
    public enum Match {
        /** One of its ids was typed as a whole. */
        ID,
        NAME,
        START_OF_NAME,
        /** Each word begins a word of the name. */
        WORDS,
        /** Each word is somewhere in the name, or begins an id. */
        PARTS,
        NONE
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** A single character: then only names are found that begin with it. */
    public boolean isShort() {
        return text.codePointCount(0, text.length()) < 2;
    }

    /** As it is searched for, in lower case. */
    public String text() {
        return text;
    }

    /** With its capital letters, for what has ids that differ in these alone. */
    public String raw() {
        return raw;
    }

    /** The same without spaces, as ids have none: {@code 2109 8765 4321}. */
    public String asId() {
        return text.replace(" ", "");
    }

    /** A pattern for SQL's {@code like} and a text in lower case: it begins with what was typed. */
    public String startPattern() {
        return escaped(text) + "%";
    }

    /** Patterns for SQL's {@code like all} and a text in lower case: it has each word somewhere. */
    public String[] partPatterns() {
        return words.stream().map(word -> "%" + escaped(word) + "%").toArray(String[]::new);
    }

    private static String escaped(String raw) {
        return raw.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    public Match match(String name, Collection<String> ids) {
        String folded = folded(name);
        if (text.isEmpty()) {
            return Match.NONE;
        }
        if (ids.stream().anyMatch(id -> folded(id).equals(asId()))) {
            return Match.ID;
        }
        if (folded.equals(text)) {
            return Match.NAME;
        }
        if (folded.startsWith(text)) {
            return Match.START_OF_NAME;
        }
        if (isShort()) {
            return Match.NONE;
        }
        if (words.stream().allMatch(word -> beginsWord(folded, word))) {
            return Match.WORDS;
        }
        boolean parts = words.stream()
                .allMatch(word -> folded.contains(word)
                        || ids.stream().anyMatch(id -> folded(id).startsWith(word)));
        return parts || ids.stream().anyMatch(id -> folded(id).startsWith(asId())) ? Match.PARTS : Match.NONE;
    }

    private static boolean beginsWord(String name, String word) {
        for (int at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(name.codePointBefore(at))) {
                return true;
            }
        }
        return false;
    }

    /** The best of some things; those that match alike stay in their order, and those that don't match are left out. */
    public <T> List<T> best(Collection<T> all, Function<T, String> name, Function<T, List<String>> ids, int most) {
        record Ranked<T>(T one, Match match) {}
        return all.stream()
                .map(one -> new Ranked<>(one, match(name.apply(one), ids.apply(one))))
                .filter(ranked -> ranked.match() != Match.NONE)
                .sorted(Comparator.comparing(Ranked::match))
                .limit(most)
                .map(Ranked::one)
                .toList();
    }

    private static String folded(String raw) {
        return raw.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
