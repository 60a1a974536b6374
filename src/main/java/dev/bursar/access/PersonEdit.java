package dev.bursar.access;

import dev.bursar.access.rights.UserNames;
import dev.bursar.kernel.Role;
import dev.bursar.notify.MailAddress;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a person is to be.
 *
 * @param displayName how the portal calls them: one line of 1 to 200 visible characters
 * @param email null without one
 * @param led all times in which they led, lead or will lead a team; others end
 */
public record PersonEdit(String displayName, @Nullable MailAddress email, Set<Role> roles, List<LedTeam> led) {
    public PersonEdit {
        displayName = UserNames.line(displayName, "A name");
        roles = Set.copyOf(roles);
        led = List.copyOf(led);
    }
}
