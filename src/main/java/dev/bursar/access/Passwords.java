package dev.bursar.access;

import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.kernel.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores a new password that was checked and hashed before, because hashing takes too long for a transaction. */
@Component
public class Passwords {
    private final JdbcClient jdbc;
    private final RightsOfPeople rights;

    Passwords(JdbcClient jdbc, RightsOfPeople rights) {
        this.jdbc = jdbc;
        this.rights = rights;
    }

    /** Ends the person's sessions too; false when there is no such person or they are disabled. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean store(PersonId person, String hash) {
        var updated =
                jdbc.sql("""
                        update person set password_hash = :hash, epoch = epoch + 1, version = version + 1
                         where id = :id and enabled
                        """).param("hash", hash).param("id", person.value()).update();
        rights.changed(person);
        return updated == 1;
    }
}
