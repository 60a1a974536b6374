package dev.bursar.changes.write;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Whether a kind of change may be written, and within which bounds.
 *
 * @param another whether somebody other than the proposer has to approve
 * @param roleName of the role in each account that writes
 * @param keys of tags; null for every key that a tag policy names
 * @param types of resources; null for every type that can be written
 * @param accounts null for all
 * @param most resources that one change may have
 * @param stacks whether resources may be changed that a CloudFormation stack owns
 * @param version goes back with a change
 * @param changedBy null before the first change
 */
public record WriteSettings(
        boolean enabled,
        boolean another,
        String roleName,
        @Nullable List<String> keys,
        @Nullable List<String> types,
        @Nullable List<String> accounts,
        int most,
        boolean stacks,
        int version,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {
    public static final int USUALLY_MOST = 200;
    public static final int LARGEST = 10_000;

    static final WriteSettings OFF =
            new WriteSettings(false, false, "BursarWriter", null, null, null, USUALLY_MOST, false, 0, null, null);

    /** The same, turned on. */
    public WriteSettings on() {
        return new WriteSettings(
                true, another, roleName, keys, types, accounts, most, stacks, version, changedBy, changedAt);
    }

    public WriteSettings {
        keys = keys == null ? null : List.copyOf(keys);
        types = types == null ? null : List.copyOf(types);
        accounts = accounts == null ? null : List.copyOf(accounts);
    }
}
