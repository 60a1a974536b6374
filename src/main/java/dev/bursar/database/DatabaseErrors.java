package dev.bursar.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.bursar.kernel.DiskFull;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import module java.base;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.stereotype.Component;

/**
 * Says once in the log that the database doesn't answer. As long as it doesn't, everything that asks it every few seconds would
 * log a stack trace each time; of those, Bursar's own messages stay, without the traces. After a minute without such an error
 * the next one is said again. The same of a database whose disk is full, in a sentence of its own.
 */
@Component
class DatabaseErrors extends TurboFilter {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(DatabaseErrors.class);
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    /** Jobs' heartbeats are stored more often. */
    private static final long FULL_FOR = Duration.ofSeconds(30).toNanos();

    private static final String OWN = "dev.bursar.";

    private @Nullable Long last;
    private @Nullable Long lastFull;

    @PostConstruct
    void begin() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            setContext(context);
            start();
            context.getTurboFilterList().add(0, this); // before what bounds stack traces, which would repeat each line
        }
    }

    @PreDestroy
    void end() {
        stop();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable problem) {
        if (!level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        // the error comes as the last parameter where the message has others
        Object said = problem == null && params != null && params.length > 0 ? params[params.length - 1] : problem;
        if (said instanceof Throwable thrown
                && DiskFull.in(thrown).filter(DiskFull.DATABASE::equals).isPresent()) {
            if (isFullAnew()) {
                log.error(
                        "{} Nothing can be stored until there is room; Bursar goes on by itself then",
                        DiskFull.DATABASE.what());
            }
            return FilterReply.NEUTRAL;
        }
        Throwable lost = lost(said);
        if (lost == null) {
            return FilterReply.NEUTRAL;
        }
        if (isNew()) {
            log.warn(
                    "The database does not answer ({}). Until it does, errors are logged without their traces",
                    lost.getMessage());
        }
        if (logger.getName().startsWith(OWN)) {
            logger.warn(
                    "{}: the database does not answer",
                    MessageFormatter.arrayFormat(format, params).getMessage());
        }
        return FilterReply.DENY;
    }

    private synchronized boolean isFullAnew() {
        long now = System.nanoTime();
        boolean fresh = lastFull == null || now - lastFull > QUIET;
        lastFull = now;
        return fresh;
    }

    /** Whether the database refused something in the last half minute because its disk is full; where nothing is stored, nothing is. */
    synchronized boolean isDiskFull() {
        return lastFull != null && System.nanoTime() - lastFull <= FULL_FOR;
    }

    private synchronized boolean isNew() {
        long now = System.nanoTime();
        boolean fresh = last == null || now - last > QUIET;
        last = now;
        return fresh;
    }

    /** The innermost error that says that there is no connection, or none any more. */
    private static @Nullable Throwable lost(@Nullable Object problem) {
        Throwable lost = null;
        for (Throwable cause = problem instanceof Throwable thrown ? thrown : null;
                cause != null;
                cause = cause.getCause()) {
            if (cause instanceof SQLException sql && noConnection(sql)) {
                lost = sql;
            }
        }
        return lost;
    }

    private static boolean noConnection(SQLException e) {
        String state = e.getSQLState();
        // what the pool says of a connection that it has thrown away meanwhile has no state
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || state == null && "Connection is closed".equals(e.getMessage())
                || state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
