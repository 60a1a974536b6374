package dev.bursar.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.ui.Reference;
import module java.base;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseErrorsTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    private final DatabaseErrors errors = new DatabaseErrors();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    /** Those of a portal that other tests share. */
    private final List<TurboFilter> others = List.copyOf(ROOT.getLoggerContext().getTurboFilterList());

    @BeforeEach
    void begin() {
        ROOT.getLoggerContext().getTurboFilterList().removeAll(others);
        logged.start();
        ROOT.addAppender(logged);
        errors.begin();
    }

    @AfterEach
    void end() {
        errors.end();
        ROOT.detachAppender(logged);
        ROOT.getLoggerContext().getTurboFilterList().addAll(others);
    }

    /** What comes of a database that isn't there. */
    private static DataAccessException problem() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/bursar");
            pool.setInitializationFailTimeout(-1);
            pool.setConnectionTimeout(250);
            JdbcClient.create(pool).sql("select 1").query(Integer.class).single();
            throw new AssertionError("there is a database");
        } catch (DataAccessException e) {
            return e;
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaidOnce() {
        DataAccessException problem = problem();
        var polling = LoggerFactory.getLogger("org.springframework.scheduling");
        for (int i = 0; i < 100; i++) {
            polling.error("Unexpected error occurred in scheduled task", problem);
            polling.error("Unexpected error in {}", "task", problem);
            polling.error("Rollback failed", new IllegalStateException(new SQLException("Connection is closed")));
        }
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .startsWith("The database does not answer (Connection to 127.0.0.1:1");
            assertThat(event.getThrowableProxy()).isNull();
        });
        logged.list.clear();

        Reference reference = Reference.of(problem);
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .isEqualTo("Reference " + reference + ": the database does not answer");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void aFullDiskIsSaidOnceInASentence() {
        var full = new DataAccessResourceFailureException(
                "insert", new SQLException("could not extend file: No space left on device", "53100"));
        var other = LoggerFactory.getLogger("org.springframework.scheduling");
        assertThat(errors.isDiskFull()).isFalse();
        for (int i = 0; i < 100; i++) {
            other.error("Unexpected error in {}", "task", full);
        }
        assertThat(logged.list)
                .filteredOn(event -> event.getFormattedMessage().startsWith("The disk of the database is full."))
                .hasSize(1);
        assertThat(errors.isDiskFull()).isTrue();
    }

    @Test
    void otherErrorsAreLoggedAsEver() {
        var problem = new IllegalStateException("a bug");
        Reference.of(problem);
        Reference.of(problem);
        assertThat(logged.list).hasSize(2).allMatch(event -> event.getThrowableProxy() != null);
    }
}
