package dev.bursar.setup;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether AWS has ever told Set-up who we are. */
@Component
public class Connection {
    private final JdbcClient jdbc;

    Connection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean isKnown() {
        return jdbc.sql("select exists (select from aws_identity)")
                .query(Boolean.class)
                .single();
    }
}
