package dev.bursar.access.rights;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What a person may do, as the database says.
 *
 * @param sessions those that have not ended
 * @param idle those that end at their next request, since nobody used them for long
 */
public record Rights(
        PersonId id,
        String name,
        boolean enabled,
        Set<UUID> sessions,
        Set<UUID> idle,
        Set<Role> roles,
        List<Visibility.Span> led) {
    Visibility visibility() {
        if (roles.contains(Role.FINANCE) || roles.contains(Role.ADMIN) || roles.contains(Role.AUDITOR)) {
            return Visibility.EVERYTHING;
        }
        return asLead();
    }

    Visibility asLead() {
        return roles.contains(Role.LEAD) ? new Visibility(false, led) : Visibility.NOTHING;
    }

    /** Whether all that could be seen and done with {@code earlier} still can. */
    public boolean includes(Rights earlier) {
        return roles.containsAll(earlier.roles)
                && visibility().includes(earlier.visibility())
                && asLead().includes(earlier.asLead());
    }

    /** What {@link #includes} compares: a page that keeps it needn't hold the ids of all the person's sessions. */
    public Rights withoutSessions() {
        return new Rights(id, name, enabled, Set.of(), Set.of(), roles, led);
    }

    public Set<GrantedAuthority> authorities() {
        return authorities(roles);
    }

    public static Set<GrantedAuthority> authorities(Collection<Role> roles) {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
