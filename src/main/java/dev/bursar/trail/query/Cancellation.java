package dev.bursar.trail.query;

import module java.base;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Ends what a page asks of the database once nobody waits for the answer any more. */
public final class Cancellation {
    private static final ThreadLocal<@Nullable Cancellation> CURRENT = new ThreadLocal<>();

    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /** Asks on this thread; once it is cancelled, what runs and what would run next ends with an exception. */
    public <T> T during(Supplier<T> question) {
        @Nullable Cancellation before = CURRENT.get();
        CURRENT.set(this);
        try {
            return question.get();
        } finally {
            running.clear();
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    public void cancel() {
        cancelled = true;
        running.forEach(Cancellation::cancel);
    }

    /** Told of a statement before it runs. */
    static void starts(Statement statement) throws SQLException {
        @Nullable Cancellation current = CURRENT.get();
        if (current != null) {
            current.running.add(statement);
            if (current.cancelled) {
                throw new SQLException("Nobody waits for the answer any more", "57014");
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // it has ended
        }
    }
}
