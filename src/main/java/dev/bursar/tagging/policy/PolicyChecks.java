package dev.bursar.tagging.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bursar.tagging.policy.PolicyRefused.Field;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses a policy that AWS's tags can't meet or that would not end, with a sentence at the field. */
final class PolicyChecks {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_TYPES = 200;
    private static final int LONGEST_GRACE = 365;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private PolicyChecks() {}

    /** The policy without spaces around its texts. */
    static TagPolicy of(TagPolicy draft, Set<String> otherNames) {
        String name = draft.name().strip();
        require(!name.isEmpty(), Field.NAME, "Enter a name.");
        require(plain(name, LONGEST_NAME), Field.NAME, "A name has at most 100 characters, on one line.");
        require(
                otherNames.stream().noneMatch(name::equalsIgnoreCase),
                Field.NAME,
                "Another policy has this name. Choose another one.");
        String key = draft.key().strip();
        require(!key.isEmpty(), Field.KEY, "Enter the key of the tag, such as team.");
        require(plain(key, LONGEST_KEY), Field.KEY, "A key has at most 128 characters, on one line.");
        require(!isOfAws(key), Field.KEY, "AWS sets tags that begin with aws: by itself. Enter a key that people set.");
        require(draft.graceDays() >= 0 && draft.graceDays() <= LONGEST_GRACE, Field.GRACE, "Enter 0 to 365 days.");
        require(
                !draft.from().isBefore(FIRST_DAY) && !draft.from().isAfter(LAST_DAY),
                Field.FROM,
                "Choose a day between 2000 and 2199.");
        return new TagPolicy(
                draft.id(),
                name,
                key,
                draft.anyKeyCase(),
                rule(draft.rule()),
                texts(draft.types(), Field.TYPES, "Choose at least one type, or all types."),
                texts(draft.accounts(), Field.ACCOUNTS, "Choose at least one account, or all accounts."),
                draft.withFree(),
                draft.withServiceMade(),
                draft.from(),
                draft.graceDays(),
                draft.version());
    }

    private static ValueRule rule(ValueRule rule) {
        return switch (rule) {
            case ValueRule.Any any -> any;
            case ValueRule.Team team -> team;
            case ValueRule.OneOf(var values) -> {
                List<String> clean = values.stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList();
                require(!clean.isEmpty(), Field.VALUES, "Enter at least one allowed value.");
                require(clean.size() <= MOST_VALUES, Field.VALUES, "A policy has at most 1,000 values.");
                require(
                        clean.stream().allMatch(value -> plain(value, LONGEST_VALUE)),
                        Field.VALUES,
                        "A value has at most 256 characters, on one line.");
                yield new ValueRule.OneOf(clean);
            }
            case ValueRule.Matching(var text) -> {
                String pattern = text.strip();
                require(!pattern.isEmpty(), Field.PATTERN, "Enter a pattern, such as cc-[0-9]{4}.");
                require(
                        plain(pattern, LONGEST_PATTERN),
                        Field.PATTERN,
                        "A pattern has at most 500 characters, on one line.");
                require(
                        compiles(pattern),
                        Field.PATTERN,
                        "This is not a pattern that Bursar can use. It takes RE2 syntax, without back references or look-around.");
                yield new ValueRule.Matching(pattern);
            }
        };
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static @Nullable List<String> texts(@Nullable List<String> texts, Field field, String sentence) {
        if (texts == null) {
            return null;
        }
        List<String> clean = texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        require(!clean.isEmpty(), field, sentence);
        require(clean.size() <= MOST_TYPES, field, "Choose at most 200.");
        return clean;
    }

    /** Whether only AWS sets tags of this key. */
    static boolean isOfAws(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    static boolean plain(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    static void require(boolean fine, Field field, String sentence) {
        if (!fine) {
            throw new PolicyRefused(field, sentence);
        }
    }
}
