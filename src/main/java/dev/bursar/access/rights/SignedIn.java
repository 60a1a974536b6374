package dev.bursar.access.rights;

import dev.bursar.kernel.PersonId;
import module java.base;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who a session belongs to. It carries no rights: those are read from the database at each request.
 *
 * @param person the person's number
 * @param session names its row in the database, without which it has ended
 */
public record SignedIn(int person, String name, UUID session, Instant at)
        implements AuthenticatedPrincipal, Serializable {
    private static final UUID NO_SESSION = new UUID(0, 0);

    /** Of background work that somebody asked for, whatever became of the session that they asked in. */
    static SignedIn onBehalf(PersonId person, String name, Instant now) {
        return new SignedIn(person.value(), name, NO_SESSION, now);
    }

    boolean onBehalf() {
        return session.equals(NO_SESSION);
    }

    public PersonId id() {
        return new PersonId(person);
    }

    @Override
    public String getName() {
        return name;
    }
}
