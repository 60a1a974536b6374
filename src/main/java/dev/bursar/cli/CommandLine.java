package dev.bursar.cli;

import dev.bursar.cli.Commands.CommandScope;
import dev.bursar.kernel.MachineClock;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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

/** Finds out whether a command was meant, and runs it in a small context without the portal around it. */
public final class CommandLine {
    private static final Set<String> NAMES =
            Set.of("sync", "totals", "import", "journal", "ledger", "backup", "restore", "migrate");
    private static final Set<String> OF_THE_DATABASE = Set.of("backup", "restore", "migrate");

    private CommandLine() {}

    /** Whether the first argument names a command; without one the portal is started. */
    public static boolean isCommand(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Runs the command; the answer goes to standard output, everything else to standard error. Returns the exit code. */
    public static int run(String... arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            if (arguments[0].equals(ImportCommand.NAME)) {
                // the context takes seconds to start, which a mistyped name is not worth
                ImportCommand.files(rest);
            }
        } catch (Usage e) {
            return refused(e, ImportCommand.USAGE);
        }
        Class<?> needs = OF_THE_DATABASE.contains(arguments[0]) ? DatabaseCommands.class : Commands.class;
        var failure = new StartFailure();
        try (var context = new SpringApplicationBuilder(needs)
                .listeners(failure)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(Map.of(
                        "bursar.sync.scheduled", "false",
                        "bursar.migrate", String.valueOf(!arguments[0].equals("restore")),
                        "logging.level.dev.bursar", "warn"))
                .run()) {
            Command command = context.getBeansOfType(Command.class).values().stream()
                    .filter(candidate -> candidate.name().equals(arguments[0]))
                    .findFirst()
                    .orElseThrow();
            try {
                return command.run(rest, out);
            } catch (Usage e) {
                return refused(e, command.usage());
            } finally {
                out.flush();
            }
        } catch (RuntimeException e) {
            if (!failure.happened()) {
                throw e;
            }
            return 1;
        }
    }

    private static int refused(Usage e, String usage) {
        System.err.println(e.getMessage() + "\nUsage: " + usage);
        return 64;
    }

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
    static class DatabaseCommands {
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
}
