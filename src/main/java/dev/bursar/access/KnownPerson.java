package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A person as admins and auditors see them.
 *
 * @param email null without one
 * @param led the times in which they led, lead or will lead a team
 * @param invitedUntil until when the last invitation works or worked; null when there is none
 * @param lastSignIn null when they never signed in
 * @param version to be given back with a change
 */
public record KnownPerson(
        PersonId id,
        String userName,
        String displayName,
        @Nullable String email,
        PersonState state,
        Set<Role> roles,
        List<LedTeam> led,
        @Nullable Instant invitedUntil,
        @Nullable Instant lastSignIn,
        int version) {
    public KnownPerson {
        roles = Set.copyOf(roles);
        led = List.copyOf(led);
    }

    /** What they lead on that day. */
    public List<LedTeam> ledOn(LocalDate day) {
        var today = new java.util.ArrayList<LedTeam>();
        for (var time : led) {
            if (!day.isBefore(time.from()) && (time.to() == null || day.isBefore(time.to()))) {
                today.add(time);
            }
        }
        return today;
    }
}
