package dev.bursar.setup;

import dev.bursar.setup.spi.AwsConnection.Identity;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who AWS said we are, if it has ever been asked. */
@Component
public class Connection {
    private final JdbcClient jdbc;

    private final Findings findings;

    Connection(JdbcClient jdbc, Findings findings) {
        this.jdbc = jdbc;
        this.findings = findings;
    }

    public boolean isKnown() {
        return jdbc.sql("select exists (select from aws_identity)")
                .query(Boolean.class)
                .single();
    }

    /** The account that Bursar's own credentials belong to; empty before AWS has said it. */
    public Optional<String> account() {
        return findings.identity().map(Identity::account);
    }

    /** The user, or the session of a role, whose credentials Bursar's own are; empty likewise. */
    public Optional<String> arn() {
        return findings.identity().map(Identity::arn);
    }

    /** Keeps what AWS said just now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void identified(Identity identity) {
        findings.found(identity);
    }
}
