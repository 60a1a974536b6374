package dev.bursar.access;

import dev.bursar.kernel.PersonId;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who a session belongs to. It carries no rights: those are read from the database at each request.
 *
 * @param person the person's number
 * @param session names its row in the database, without which it has ended
 */
record SignedIn(int person, String name, UUID session, Instant at) implements AuthenticatedPrincipal, Serializable {
    PersonId id() {
        return new PersonId(person);
    }

    @Override
    public String getName() {
        return name;
    }
}
