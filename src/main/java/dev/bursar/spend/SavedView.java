package dev.bursar.spend;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A question with a name.
 *
 * @param address the page's parameters as they stand after the "?"
 * @param mine whether the person who asks owns it
 * @param owner the owner's name
 * @param opensFirst whether it is what the owner's page begins with
 * @param openedAt when the person who asks last opened it; null where they haven't
 */
public record SavedView(
        int id,
        String name,
        String address,
        boolean mine,
        String owner,
        boolean shared,
        boolean opensFirst,
        int version,
        @Nullable Instant openedAt) {
    SavedView opened(@Nullable Instant at) {
        return new SavedView(id, name, address, mine, owner, shared, opensFirst, version, at);
    }
}
