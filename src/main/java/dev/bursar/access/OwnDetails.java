package dev.bursar.access;

import dev.bursar.kernel.NumberStyle;
import dev.bursar.kernel.Role;
import module java.base;

/**
 * What a person's own page says of them.
 *
 * @param hasPassword false when they come in by single sign-on only
 * @param version to be given back with a change
 */
public record OwnDetails(
        String userName,
        String displayName,
        Set<Role> roles,
        boolean hasPassword,
        NumberStyle numberStyle,
        int version) {}
