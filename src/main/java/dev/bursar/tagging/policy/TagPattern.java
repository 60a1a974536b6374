package dev.bursar.tagging.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Says whether a pattern of values can be used. RE2 matches in linear time, but repeats what is repeated: {@code ((a{999}){999}){999}}
 * would take all memory, so what a pattern comes to is bounded before it is compiled.
 */
public final class TagPattern {
    private static final int LONGEST = 500;
    private static final long LARGEST = 2_000;
    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private final String text;
    private int at;

    private TagPattern(String text) {
        this.text = text;
    }

    /** A sentence that says what to do; empty where the pattern can be used. */
    public static Optional<String> problem(String pattern) {
        if (pattern.isBlank()) {
            return Optional.of("Enter a pattern, such as cc-[0-9]{4}.");
        }
        if (!PolicyChecks.plain(pattern, LONGEST)) {
            return Optional.of("A pattern has at most 500 characters, on one line.");
        }
        if (new TagPattern(pattern).size() > LARGEST) {
            return Optional.of("This pattern repeats too much. Use smaller numbers in braces.");
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    "This is not a pattern that Bursar can use. It takes RE2 syntax, without back references or"
                            + " look-around.");
        }
    }

    /** How many characters it asks for at most, each repetition counted; a star and a plus count once. */
    private long size() {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        long last = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            Matcher repeat = REPEAT.matcher(text).region(at, text.length());
            if (c == '{' && repeat.lookingAt()) {
                long times = Math.max(number(repeat.group(1)), number(repeat.group(2)));
                sum += last * Math.max(0, times - 1);
                last *= Math.max(1, times);
                at = repeat.end();
            } else if (c == '(') {
                outer.push(sum);
                sum = 0;
                at++;
            } else if (c == ')' && !outer.isEmpty()) {
                last = sum;
                sum += outer.pop();
                at++;
            } else {
                last = one(c);
                sum += last;
            }
            if (sum > LARGEST) {
                return sum; // numbers that are larger yet don't fit any more
            }
        }
        return sum;
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : digits.length() > 4 ? LARGEST + 1 : Long.parseLong(digits);
    }

    /** Goes past one character, class or escape; returns how many characters it stands for. */
    private long one(char c) {
        if (text.startsWith("\\Q", at)) {
            int end = text.indexOf("\\E", at + 2);
            int start = at;
            at = end < 0 ? text.length() : end + 2;
            return at - start;
        }
        if (c == '[') {
            pastClass();
        } else {
            at += c == '\\' ? 2 : 1;
        }
        return 1;
    }

    private void pastClass() {
        at += text.startsWith("[^", at) ? 2 : 1;
        boolean first = true;
        while (at < text.length() && (first || text.charAt(at) != ']')) {
            int name = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
            at = name > 0 ? name + 2 : at + (text.charAt(at) == '\\' ? 2 : 1);
            first = false;
        }
        at++;
    }
}
