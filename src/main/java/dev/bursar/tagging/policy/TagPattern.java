package dev.bursar.tagging.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bursar.tagging.policy.PolicyRefused.Why;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a pattern of values can be used. RE2 matches in linear time, but repeats what is repeated, even where that is nothing:
 * {@code (((){9}){999}){999}} would take all memory. So what the compiled program comes to at most is bounded before it is compiled.
 */
public final class TagPattern {
    private static final int LONGEST = 500;
    private static final long LARGEST = 5_000;

    /** What a group adds to what stands in it: where it begins and where it ends. */
    private static final int GROUP = 2;

    private static final int LOOP = 2;

    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");
    private static final java.util.regex.Pattern GROUP_START =
            java.util.regex.Pattern.compile("\\((?:\\?(?:P?<\\w+>|[imsU-]*:))?");
    private static final java.util.regex.Pattern LONG_ESCAPE = java.util.regex.Pattern.compile("\\\\[xpP]\\{[^}]*}");

    private final String text;
    private int at;

    private TagPattern(String text) {
        this.text = text;
    }

    /** What is wrong; empty where the pattern can be used. */
    public static Optional<Why> problem(String pattern) {
        if (pattern.isBlank()) {
            return Optional.of(Why.PATTERN_MISSING);
        }
        if (!PolicyChecks.plain(pattern, LONGEST)) {
            return Optional.of(Why.PATTERN_TOO_LONG);
        }
        if (size(pattern) > LARGEST) {
            return Optional.of(Why.PATTERN_TOO_LARGE);
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(Why.NO_PATTERN);
        }
    }

    /** How many instructions RE2's program of a pattern has at most; something above the bound where there are more. */
    static long size(String pattern) {
        return new TagPattern(pattern).size();
    }

    private long size() {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 2; // a program begins with failure and ends with a match
        long last = 0;
        while (at < text.length() && sum <= LARGEST) { // larger numbers may not fit any more
            char c = text.charAt(at);
            Matcher repeat = matcher(REPEAT);
            if (c == '{' && repeat.lookingAt()) {
                long times = Math.max(1, Math.max(number(repeat.group(1)), number(repeat.group(2))));
                sum -= last;
                last = (last + 1) * times + LOOP; // each may be left out, and the last may come again
                sum += last;
                at = repeat.end();
            } else if (c == '(') {
                outer.push(sum);
                sum = GROUP + 1;
                last = 0;
                Matcher start = matcher(GROUP_START);
                at = start.lookingAt() ? start.end() : at + 1;
            } else if (c == ')' && !outer.isEmpty()) {
                last = sum;
                sum += outer.pop();
                at++;
            } else if (c == '|') {
                sum += 2; // the choice, and nothing as one of them
                last = 0;
                at++;
            } else if (c == '*' || c == '+' || c == '?') {
                sum += LOOP;
                last += LOOP;
                at++;
            } else {
                last = one(c);
                sum += last;
            }
        }
        return sum;
    }

    private Matcher matcher(java.util.regex.Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private static long number(@Nullable String digits) {
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
            pastOne(c);
        }
        return 1;
    }

    private void pastOne(char c) {
        Matcher escape = matcher(LONG_ESCAPE);
        at = c == '\\' && escape.lookingAt() ? escape.end() : at + (c == '\\' ? 2 : 1);
    }

    private void pastClass() {
        at += text.startsWith("[^", at) ? 2 : 1;
        boolean first = true;
        while (at < text.length() && (first || text.charAt(at) != ']')) {
            int name = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
            if (name > 0) {
                at = name + 2;
            } else {
                pastOne(text.charAt(at));
            }
            first = false;
        }
        at++;
    }
}
