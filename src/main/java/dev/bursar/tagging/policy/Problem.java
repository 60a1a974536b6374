package dev.bursar.tagging.policy;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What is wrong with a resource's tag; stored. */
public enum Problem {
    /** It has no such tag. */
    MISSING,
    /** Its value is empty, or spaces. */
    EMPTY,
    /** Its value is not allowed. */
    VALUE,
    /** Its value is an allowed one in another case, or with spaces around it. */
    VALUE_CASE,
    /** Its key is written in another case. */
    KEY_CASE;

    public String stored() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Problem of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** @param found the value, or the key in another case; null where there is none */
    public record Finding(Problem problem, @Nullable String found) {}
}
