package dev.bursar.tagging.policy;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a tag of resources must be.
 *
 * @param id 0 while it is only proposed
 * @param key as it must be written
 * @param anyKeyCase whether the key counts in whatever case
 * @param types null for all
 * @param accounts null for all
 * @param withFree whether resources that cost nothing count too
 * @param withServiceMade whether resources that AWS services made count too
 * @param from the first day on which it holds
 * @param graceDays how long a violation may stand before it is open
 */
public record TagPolicy(
        int id,
        String name,
        String key,
        boolean anyKeyCase,
        ValueRule rule,
        @Nullable List<String> types,
        @Nullable List<String> accounts,
        boolean withFree,
        boolean withServiceMade,
        LocalDate from,
        int graceDays,
        int version) {
    public TagPolicy {
        types = types == null ? null : List.copyOf(types);
        accounts = accounts == null ? null : List.copyOf(accounts);
    }

    /** Which values a tag may have. */
    public sealed interface ValueRule {
        /** Any that is not empty. */
        record Any() implements ValueRule {}

        /** One of these, as they are written. */
        record OneOf(List<String> allowed) implements ValueRule {
            public OneOf {
                allowed = List.copyOf(allowed);
            }
        }

        /** The whole value matches, in RE2 syntax, which takes linear time. */
        record Matching(String pattern) implements ValueRule {}

        /** The name of a team, or a value that an ownership rule of today gives to one. */
        record Team() implements ValueRule {}
    }
}
