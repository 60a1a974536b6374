package dev.bursar.org;

import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many of the teams that have no end are confirmed. */
@Component
class TeamsProgress implements SetupProgress {
    private final JdbcClient jdbc;

    TeamsProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public SetupStep step() {
        return SetupStep.TEAMS;
    }

    @Override
    public Extent extent() {
        return jdbc.sql("select count(*) filter (where confirmed) done, count(*) whole from team where valid_to is"
                        + " null")
                .query((row, number) -> new Extent(row.getInt("done"), row.getInt("whole")))
                .single();
    }
}
