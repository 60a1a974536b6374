package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A person as the list of people shows them.
 *
 * @param lastSignIn null when they never signed in
 * @param version to be given back with a change
 */
public record PersonRow(
        PersonId id,
        String userName,
        String displayName,
        boolean enabled,
        boolean hasPassword,
        Set<Role> roles,
        @Nullable Instant lastSignIn,
        int version) {}
