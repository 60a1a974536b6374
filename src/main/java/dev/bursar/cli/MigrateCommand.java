package dev.bursar.cli;

import dev.bursar.database.Schema;
import module java.base;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Component;

/** Brings the database's schema to this version, as its owner, so that the portal need not be told the owner's password. */
@Component
class MigrateCommand implements Command {
    private final Flyway flyway;

    MigrateCommand(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public String usage() {
        return "bursar migrate";
    }

    /** The migrations ran when the command's context started. */
    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (!arguments.isEmpty()) {
            throw new Usage("It takes no arguments.");
        }
        out.println("The database has schema " + Schema.version(flyway) + ".");
        return 0;
    }
}
