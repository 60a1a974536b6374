package dev.bursar.access.ui;

import dev.bursar.kernel.Role;
import module java.base;

/** Names roles as the user menu does. */
public final class RoleNames {
    private RoleNames() {}

    /** {@code finance, lead}; {@code no role}. */
    public static String of(Set<Role> roles) {
        return roles.isEmpty()
                ? "no role"
                : roles.stream().map(RoleNames::of).sorted().collect(Collectors.joining(", "));
    }

    /** {@code Finance}. */
    public static String capital(Role role) {
        var word = of(role);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    public static String of(Role role) {
        return switch (role) {
            case LEAD -> "lead";
            case FINANCE -> "finance";
            case ADMIN -> "admin";
            case AUDITOR -> "auditor";
        };
    }
}
