package dev.bursar.causes.recurring;

import module java.base;

/** What a name has in common with those that differ from it by dates, times, counters, hashes and random parts alone. */
final class Stem {
    private static final int LONGEST = 512;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** A number, or a part of a date or time: {@code 20261127t030000z}, {@code 03h}. */
    private static final Pattern NUMBER =
            Pattern.compile("[tr#]?\\d+([tz]|[tT]\\d+z?|h|m|s|ms|am|pm|utc|st|nd|rd|th)?");

    private static final Pattern COUNTED = Pattern.compile(
            "(run|job|step|part|batch|shard|attempt|retry|trial|try|iter|iteration|build|exec|task)\\d+");
    private static final Pattern HASH = Pattern.compile("(?=.*[a-f])(?=.*\\d.*\\d)[0-9a-f]{7,}|[0-9a-f]{16,}");
    /** Kubernetes leaves out vowels and what looks like them. */
    private static final Pattern CONSONANTS = Pattern.compile("[bcdfghjklmnpqrstvwxz]{5}|[bcdfghjklmnpqrstvwxz]{8,10}");

    private static final Set<String> WORDS = Set.of("https", "pgsql", "grpcs", "xgbst", "lstms");
    /** Letters and digits that take turns: {@code x2x8v}, {@code zfdp4qp0qmbyx}. */
    private static final Pattern MIXED =
            Pattern.compile("(?=.{5,})([a-z]*\\d+[a-z]+\\d+[a-z0-9]*|\\d+[a-z]+|[a-z]+\\d+[a-z]+)");
    /** {@code word2vec}, {@code 4xlarge}, {@code llama70b}: letters and digits that mean something. */
    private static final Pattern MEANT =
            Pattern.compile("[a-z]{2,}[24][a-z]{2,}|\\d+x?(large|xl)|[a-z]{3,}\\d{1,3}[a-z]");

    private static final int LEAST_RANDOM = 5;

    private Stem() {}

    /** In lower case, with hyphens between its words; "" where nothing is left. */
    static String of(String name) {
        String[] words = words(name);
        var stem = new StringJoiner("-");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (COUNTED.matcher(word).matches()) {
                stem.add(word.replaceAll("\\d+$", ""));
            } else if (!word.isEmpty() && !varies(word, i > 0 && i == words.length - 1)) {
                stem.add(word);
            }
        }
        return stem.toString();
    }

    /** How long the random part at a name's end is; 0 where it has none, or one that isn't known for it. */
    static int random(String name) {
        String[] words = words(name);
        String last = words[words.length - 1];
        return words.length > 1
                        && last.length() >= LEAST_RANDOM
                        && varies(last, true)
                        && !NUMBER.matcher(last).matches()
                ? last.length()
                : 0;
    }

    private static String[] words(String name) {
        String text = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        String[] words =
                BETWEEN.split(UUID.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-"));
        return words.length == 0 ? new String[] {""} : words;
    }

    private static boolean varies(String word, boolean last) {
        return NUMBER.matcher(word).matches()
                || HASH.matcher(word).matches()
                || MIXED.matcher(word).matches() && !MEANT.matcher(word).matches()
                || last && CONSONANTS.matcher(word).matches() && !WORDS.contains(word);
    }
}
