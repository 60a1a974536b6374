package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedFailuresTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("a.logger");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void filter() {
        context.addTurboFilter(new RepeatedFailures());
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static RuntimeException failure() {
        return new IllegalStateException("a detail");
    }

    @Test
    void theStackOfAFailureIsWrittenOnce() {
        for (int i = 0; i < 3; i++) {
            logger.error("Reference {}", "R" + i, failure());
        }
        assertThat(lines.list)
                .extracting(line -> line.getThrowableProxy() != null)
                .containsExactly(true, false, false);
        assertThat(lines.list.getLast().getFormattedMessage())
                .startsWith("Reference R2 (again: java.lang.IllegalStateException at ")
                .contains("RepeatedFailuresTest.java:")
                .doesNotContain("a detail");
        assertThat(lines.list.getLast().getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void anotherFailureHasAStackOfItsOwn() {
        logger.error("One", failure());
        logger.error("One", new IllegalArgumentException());
        logger.warn("One", new IllegalStateException("elsewhere"));
        assertThat(lines.list).hasSize(3).allMatch(line -> line.getThrowableProxy() != null);
    }

    @Test
    void linesOfAFailureAreBoundedAndThoseWithoutOneAreNot() {
        for (int i = 0; i < RepeatedFailures.MOST_LINES + 50; i++) {
            logger.warn("Failed", failure());
            logger.warn("Said {}", i);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getMessage().startsWith("Said"))
                .hasSize(RepeatedFailures.MOST_LINES + 50);
        assertThat(lines.list)
                .filteredOn(line -> line.getMessage().startsWith("Failed"))
                .hasSize(RepeatedFailures.MOST_LINES);
    }

    @Test
    void whatIsNotWrittenAnywayCountsForNothing() {
        logger.setLevel(Level.WARN);
        for (int i = 0; i < 3; i++) {
            logger.debug("Failed", failure());
        }
        assertThat(lines.list).isEmpty();
    }
}
