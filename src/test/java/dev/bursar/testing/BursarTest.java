package dev.bursar.testing;

import dev.bursar.Bursar;
import dev.bursar.access.password.QuickHashing;
import dev.bursar.local.LocalPostgres;
import module java.base;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole portal on a random port, without a profile: with a clock, workers and a mail server in the test's hands, beside a
 * simulated AWS. All test classes share it, and each begins with a migrated database without any rows ({@link TestDatabase} is a
 * bean). Properties make a portal of their own, which takes seconds: only where a setting can't be changed in a running one.
 *
 * <p>Vaadin is in production mode with an empty first page, since tests run before the frontend is bundled: HTTP answers,
 * headers and clicks of in-JVM tests are real, nothing is drawn.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Bursar.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            "vaadin.productionMode=true",
            "bursar.sync.scheduled=false",
            "bursar.imports.most-megabytes=1",
            "spring.mail.host=127.0.0.1",
            "spring.datasource.hikari.maximum-pool-size=5",
            "spring.datasource.hikari.minimum-idle=0"
        })
@Import({
    BursarTest.Database.class,
    ComparedColumns.class,
    FreshPortal.class,
    QuickHashing.class,
    TestClock.class,
    HandWorkers.class,
    MailRoom.class,
    Probes.class,
    SimulatedOrganisation.class
})
@TestExecutionListeners(
        listeners = FreshPortal.Beginning.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface BursarTest {
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};

    /** Points the portal at a fresh database. */
    @Configuration(proxyBeanMethods = false)
    class Database {
        @Bean
        TestDatabase testDatabase() {
            return TestDatabase.migrated();
        }

        /** Where a portal keeps what belongs to its database. */
        @Bean
        DynamicPropertyRegistrar data(TestDatabase database) {
            return registry -> registry.add("bursar.data", () -> "target/test-data/" + database.name());
        }

        @Bean
        JdbcConnectionDetails jdbcConnectionDetails(TestDatabase database) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return LocalPostgres.APP;
                }

                @Override
                public String getPassword() {
                    return database.appPassword();
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }

        @Bean
        FlywayConnectionDetails flywayConnectionDetails(TestDatabase database) {
            return new FlywayConnectionDetails() {
                @Override
                public String getUsername() {
                    return LocalPostgres.OWNER;
                }

                @Override
                public String getPassword() {
                    return database.ownerPassword();
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }
    }
}
