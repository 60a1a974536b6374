package dev.bursar.changes.write;

import module java.base;

/** A kind of change that an admin turns on by itself. */
public enum WriteKind {
    /** Tags of resources, in every account. */
    TAGS,
    /** AWS's own budgets, in the payer's account. */
    BUDGETS,
    /** Which tag keys AWS's costs have, in the payer's account. */
    TAG_KEYS;

    public String stored() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static WriteKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether it is written in every account, or in the payer's only. */
    public boolean isEverywhere() {
        return this == TAGS;
    }
}
