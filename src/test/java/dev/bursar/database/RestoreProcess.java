package dev.bursar.database;

import module java.base;
import org.flywaydb.core.Flyway;

/** A restore in a process of its own, which can be killed. */
final class RestoreProcess {
    private RestoreProcess() {}

    /** @param arguments the database's URL, its owner and password, the app's role, the file */
    public static void main(String[] arguments) {
        var flyway = Flyway.configure()
                .dataSource(arguments[0], arguments[1], arguments[2])
                .placeholders(Map.of("app", arguments[3]))
                .load();
        new Restore(flyway).from(Path.of(arguments[4]));
    }
}
