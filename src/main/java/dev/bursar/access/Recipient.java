package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.notify.MailAddress;
import module java.base;

/** An enabled person with an address, whom Bursar itself can write to. */
public record Recipient(PersonId person, MailAddress address, Set<Role> roles) {
    public Recipient {
        roles = Set.copyOf(roles);
    }

    /** Whether they see the costs of all teams. */
    public boolean seesEverything() {
        return roles.contains(Role.FINANCE) || roles.contains(Role.ADMIN) || roles.contains(Role.AUDITOR);
    }
}
