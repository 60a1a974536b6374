package dev.bursar.access;

import dev.bursar.access.rights.UserNames;
import dev.bursar.kernel.Role;
import module java.base;

/**
 * Somebody to be let in.
 *
 * @param userName what they type to sign in: 1 to 200 characters, no control characters
 * @param displayName how the portal calls them: 1 to 200 characters
 */
public record NewPerson(String userName, String displayName, Set<Role> roles) {
    public NewPerson {
        userName = UserNames.line(userName, "A user name");
        displayName = UserNames.line(displayName, "A name");
        roles = Set.copyOf(roles);
    }
}
