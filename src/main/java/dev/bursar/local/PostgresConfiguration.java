package dev.bursar.local;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the portal its own PostgreSQL where none is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.local-postgres", havingValue = "true")
class PostgresConfiguration {
    /** What is wrong with the clock is said before a database is made. */
    @Bean
    LocalPostgres localPostgres(@Value("${bursar.data}") Path data, Clock clock) {
        return LocalPostgres.start(data);
    }

    @Bean
    PostgresRestarts postgresRestarts(LocalPostgres postgres) {
        return new PostgresRestarts(postgres, PostgresRestarts.Pace.USUAL);
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(LocalPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return LocalPostgres.APP;
            }

            @Override
            public String getPassword() {
                return postgres.appPassword();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.url();
            }
        };
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(LocalPostgres postgres) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return LocalPostgres.OWNER;
            }

            @Override
            public String getPassword() {
                return postgres.ownerPassword();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.url();
            }
        };
    }
}
