package dev.bursar.cli;

import dev.bursar.cli.Commands.CommandScope;
import dev.bursar.kernel.MachineClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * What backup, restore and migrations need: the database and its checks. Nothing here seals, syncs or makes demo teams, which would write
 * to a database that has to be empty. Not a configuration by annotation, so that no scan finds it.
 */
@Import(MachineClock.class)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
@ComponentScan(
        basePackages = "dev.bursar",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "dev\\.bursar\\.cli\\.(Backup|Restore|Migrate)Command",
                            "dev\\.bursar\\.database\\.(Backup|BackupSeal|Restore|PostgresVersion)",
                            "dev\\.bursar\\.journal\\.(Journal|JournalService|JournalQueries|Subjects|Chain|Sealer)",
                            "dev\\.bursar\\.charges\\.(query\\.ChargeTotals|store\\.(Rollups|BinaryCopy))",
                            "dev\\.bursar\\.local\\.(DemoClock|PostgresConfiguration)"
                        }))
class DatabaseCommands {
    @Bean
    CommandScope scope() {
        return new CommandScope();
    }

    /** A backup is of today's schema; a restore makes the schema itself. */
    @Bean
    FlywayMigrationStrategy migrations(@Value("${bursar.migrate}") boolean migrate) {
        return flyway -> {
            if (migrate) {
                flyway.migrate();
            }
        };
    }
}
