package dev.bursar.database;

import module java.base;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database's schema, where the portal starts without the role that owns it: {@code bursar.migrate=false}. */
@Configuration(proxyBeanMethods = false)
public class Schema {
    /**
     * The database's owner runs {@code bursar migrate} before; then no process that people reach holds the owner's password.
     *
     * @throws IllegalStateException when the database lacks one
     */
    @Bean
    @ConditionalOnProperty(name = "bursar.migrate", havingValue = "false")
    FlywayMigrationStrategy onlyChecked() {
        return flyway -> {
            List<Migration> missing = Migration.known(flyway).stream()
                    .filter(migration -> !Migration.applied(flyway).contains(migration))
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "The database lacks %d of this version's migrations. Run \"bursar migrate\" with the owner's password."
                                .formatted(missing.size()));
            }
        };
    }

    /** The version that the database has. */
    public static String version(Flyway flyway) {
        return Migration.applied(flyway).getLast().version();
    }
}
