package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import java.io.Serializable;
import java.time.Instant;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who a session belongs to. It carries no rights: those are read from the database at each request.
 *
 * @param person the person's number
 * @param epoch the person's epoch at sign-in; an older one than the database's ends the session
 */
record SignedIn(int person, String name, int epoch, Instant at) implements AuthenticatedPrincipal, Serializable {
    PersonId id() {
        return new PersonId(person);
    }

    @Override
    public String getName() {
        return name;
    }
}
