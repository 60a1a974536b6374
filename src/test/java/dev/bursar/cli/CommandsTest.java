package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.CommandLine.DatabaseCommands;
import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Commands start with what they need of the portal: neither its pages nor all of its features. */
class CommandsTest {
    @Test
    void whatTheyNeedIsThere() {
        assertThat(names(Commands.class)).contains("sync", "totals", "import", "journal", "ledger");
    }

    @Test
    void whatBackupRestoreAndMigrateNeedIsThere() {
        assertThat(names(DatabaseCommands.class)).containsExactlyInAnyOrder("backup", "restore", "migrate");
    }

    private static List<String> names(Class<?> commands) {
        try (var database = TestDatabase.migrated();
                var context = new SpringApplicationBuilder(commands)
                        .web(WebApplicationType.NONE)
                        .logStartupInfo(false)
                        .properties(Map.of(
                                "bursar.sync.scheduled",
                                "false",
                                "bursar.migrate",
                                "false",
                                "spring.datasource.url",
                                database.url(),
                                "spring.datasource.username",
                                LocalPostgres.APP,
                                "spring.datasource.password",
                                database.appPassword()))
                        .run()) {
            return context.getBeansOfType(Command.class).values().stream()
                    .map(Command::name)
                    .toList();
        }
    }
}
