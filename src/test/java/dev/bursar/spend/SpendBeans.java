package dev.bursar.spend;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.org.Organisation;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.DueJobs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The spend module's own beans on a database, with real transactions, without the web and the rest of the portal. */
final class SpendBeans implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    SpendBeans(DataSource dataSource, Clock clock, Scope scope) {
        context.registerBean(DataSource.class, () -> dataSource, definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Scope.class, () -> scope);
        context.registerBean(
                ChargeMirror.class,
                () -> new ChargeMirror(
                        context.getBean(JdbcClient.class),
                        context.getBean(PlatformTransactionManager.class),
                        Path.of("target/test-data/mirror-" + UUID.randomUUID()),
                        1));
        context.register(
                Transactions.class,
                Organisation.class,
                Terms.class,
                BinaryCopy.class,
                Rollups.class,
                ExportedPeriods.class,
                ChargeLoader.class,
                OwnershipRules.class,
                OwnershipPreview.class,
                OwnershipRuleService.class,
                OwnershipSync.class,
                AppliedRules.class,
                ExportTags.class,
                TagTeams.class,
                RuleQueries.class,
                DueJobs.class,
                SpendQueries.class,
                SpendConditions.class,
                Colours.class,
                TeamKey.class,
                CostExplorerDifferences.class,
                SavedViews.class,
                TableLayouts.class,
                Journal.class,
                MoveQueries.class,
                SpendService.class,
                ChargeLines.class);
        context.refresh();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    TransactionTemplate transactions() {
        return new TransactionTemplate(get(PlatformTransactionManager.class));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}
}
