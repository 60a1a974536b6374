package dev.bursar.cli;

import dev.bursar.access.Directory.SignInNames;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.MachineClock;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * What commands need of the portal: jobs, data and AWS, but no pages, and of people only what they sign in as. Whoever may start a
 * process with the database's password acts as Bursar itself.
 */
@Configuration(proxyBeanMethods = false)
@Import({MachineClock.class, SignInNames.class})
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
@ComponentScan(
        basePackages = {
            "dev.bursar.cli",
            "dev.bursar.database",
            "dev.bursar.journal",
            "dev.bursar.sync",
            "dev.bursar.tasks",
            "dev.bursar.org",
            "dev.bursar.list",
            "dev.bursar.setup",
            "dev.bursar.charges",
            "dev.bursar.ownership",
            "dev.bursar.costexplorer",
            "dev.bursar.billingdata",
            "dev.bursar.spend",
            "dev.bursar.budgets.aws",
            "dev.bursar.chargeback.documents",
            "dev.bursar.chargeback.ledger.proof",
            "dev.bursar.chargeback.seals",
            "dev.bursar.inventory",
            "dev.bursar.changes",
            "dev.bursar.tagging",
            "dev.bursar.trail",
            "dev.bursar.efficiency",
            "dev.bursar.trino",
            "dev.bursar.aws",
            "dev.bursar.local"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(ui|mails)\\..*"))
@ConditionalOnNotWebApplication
class Commands {
    @Bean
    CommandScope scope() {
        return new CommandScope();
    }

    static final class CommandScope implements Scope, BackgroundScope {
        @Override
        public Actor actor() {
            return Actor.SYSTEM;
        }

        @Override
        public Set<Role> roles() {
            return Set.of();
        }

        @Override
        public Visibility visibility() {
            return Visibility.EVERYTHING;
        }

        @Override
        public void run(Runnable work) {
            work.run();
        }

        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }
    }
}
