package dev.bursar.database;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Refuses a PostgreSQL that is too old before anything is written in it, whoever migrates or looks whether that is done. */
@Component
class PostgresVersion implements Callback {
    private static final int OLDEST = 16;

    private final int oldest;

    @Autowired
    PostgresVersion() {
        this(OLDEST);
    }

    PostgresVersion(int oldest) {
        this.oldest = oldest;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE || event == Event.BEFORE_INFO || event == Event.BEFORE_VALIDATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            int version = context.getConnection().getMetaData().getDatabaseMajorVersion();
            if (version < oldest) {
                throw new IllegalStateException(
                        "The database is PostgreSQL %d. Bursar needs %d or newer. Nothing was changed: move the database to a newer one, then start again."
                                .formatted(version, oldest));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not say its version", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "PostgreSQL's version";
    }
}
