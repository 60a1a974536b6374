package dev.bursar.tagging.policy;

import dev.bursar.tagging.policy.PolicyRefused.Why;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Refuses a policy that AWS's tags can't meet or that would not end. */
final class PolicyChecks {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_TYPES = 200;
    private static final int LONGEST_GRACE = 365;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private PolicyChecks() {}

    /** The policy without spaces around its texts. */
    static TagPolicy of(TagPolicy draft, Set<String> otherNames) {
        String name = draft.name().strip();
        require(!name.isEmpty(), Why.NAME_MISSING);
        require(plain(name, LONGEST_NAME), Why.NAME_TOO_LONG);
        require(otherNames.stream().noneMatch(name::equalsIgnoreCase), Why.NAME_TAKEN);
        String key = draft.key().strip();
        require(!key.isEmpty(), Why.KEY_MISSING);
        require(plain(key, LONGEST_KEY), Why.KEY_TOO_LONG);
        require(!isOfAws(key), Why.KEY_OF_AWS);
        require(draft.graceDays() >= 0 && draft.graceDays() <= LONGEST_GRACE, Why.GRACE);
        require(!draft.from().isBefore(FIRST_DAY) && !draft.from().isAfter(LAST_DAY), Why.FROM);
        return new TagPolicy(
                draft.id(),
                name,
                key,
                draft.anyKeyCase(),
                rule(draft.rule()),
                texts(draft.types(), Why.NO_TYPE, Why.TOO_MANY_TYPES),
                texts(draft.accounts(), Why.NO_ACCOUNT, Why.TOO_MANY_ACCOUNTS),
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
                require(!clean.isEmpty(), Why.NO_VALUE);
                require(clean.size() <= MOST_VALUES, Why.TOO_MANY_VALUES);
                require(clean.stream().allMatch(value -> plain(value, LONGEST_VALUE)), Why.VALUE_TOO_LONG);
                yield new ValueRule.OneOf(clean);
            }
            case ValueRule.Matching(var text) -> {
                String pattern = text.strip();
                TagPattern.problem(pattern).ifPresent(why -> {
                    throw new PolicyRefused(why);
                });
                yield new ValueRule.Matching(pattern);
            }
        };
    }

    private static @Nullable List<String> texts(@Nullable List<String> texts, Why none, Why tooMany) {
        if (texts == null) {
            return null;
        }
        List<String> clean = texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        require(!clean.isEmpty(), none);
        require(clean.size() <= MOST_TYPES, tooMany);
        return clean;
    }

    /** Whether only AWS sets tags of this key. */
    static boolean isOfAws(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    static boolean plain(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    static void require(boolean fine, Why why) {
        if (!fine) {
            throw new PolicyRefused(why);
        }
    }
}
