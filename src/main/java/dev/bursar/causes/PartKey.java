package dev.bursar.causes;

import module java.base;

/**
 * The smallest thing that a change is told of, as far as the source knows it.
 *
 * @param usageType "" where the source doesn't say; so is the resource
 */
public record PartKey(int team, String account, String service, String usageType, String resource, String currency) {
    /** Any, so that what else is equal has one. */
    public static final Comparator<PartKey> ORDER = Comparator.comparing(
                    PartKey::team,
                    (Integer one, Integer other) ->
                            one.equals(other) ? 0 : one.toString().compareTo(other.toString()))
            .thenComparing(PartKey::account)
            .thenComparing(PartKey::service)
            .thenComparing(PartKey::usageType)
            .thenComparing(PartKey::resource);

    /** Of parts with nothing in common but their currency. */
    static PartKey any(String currency) {
        return new PartKey(0, "", "", "", "", currency);
    }
}
