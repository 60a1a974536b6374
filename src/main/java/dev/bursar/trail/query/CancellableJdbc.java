package dev.bursar.trail.query;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sends the statements of questions, which a {@link Cancellation} can end. */
@Component
final class CancellableJdbc {
    private final JdbcClient client;

    CancellableJdbc(DataSource database) {
        client = JdbcClient.create(new JdbcTemplate(database) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                Cancellation.starts(statement);
            }
        });
    }

    JdbcClient client() {
        return client;
    }
}
