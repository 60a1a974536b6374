package dev.bursar.org;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets one change of teams and departments after the other pass: what one has looked at, a free name or an empty department, no
 * other one takes away before it is done.
 */
@Component
class OrganisationLock {
    private final JdbcClient jdbc;

    OrganisationLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the turn and keeps it until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('bursar.organisation'))")
                .query(row -> {});
    }
}
