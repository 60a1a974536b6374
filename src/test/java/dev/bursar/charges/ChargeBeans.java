package dev.bursar.charges;

import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.charges.query.ChargeLines;
import dev.bursar.charges.query.ClaimQueries;
import dev.bursar.charges.query.ClusterDimensions;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.charges.query.KeptTags;
import dev.bursar.charges.query.ModelDimensions;
import dev.bursar.charges.query.MonthlySpread;
import dev.bursar.charges.query.MoveQueries;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.ProfileLabels;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.store.BinaryCopy;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.charges.store.ChargeOwners;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.charges.store.DeliveredPeriods;
import dev.bursar.charges.store.Rollups;
import dev.bursar.charges.store.SourceSlices;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.journal.Journal;
import dev.bursar.journal.Seen;
import dev.bursar.kernel.Scope;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.AppliedRules;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.ownership.RuleQueries;
import dev.bursar.ownership.apply.OwnershipSync;
import dev.bursar.ownership.apply.TagTeams;
import dev.bursar.setup.TeamKey;
import dev.bursar.spend.Colours;
import dev.bursar.spend.CostExplorerDifferences;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.TableLayouts;
import dev.bursar.sync.JobRequests;
import dev.bursar.tasks.TaskQueue;
import module java.base;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The spend module's own beans on a database, with real transactions, without the web and the rest of the portal. */
public final class ChargeBeans implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public ChargeBeans(DataSource dataSource, Clock clock, Scope scope) {
        context.registerBean(DataSource.class, () -> dataSource, definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Scope.class, () -> scope);
        context.registerBean(
                ColumnarCache.class,
                () -> new ColumnarCache(
                        context.getBean(JdbcClient.class),
                        context.getBean(PlatformTransactionManager.class),
                        Path.of("target/test-data/mirror-" + UUID.randomUUID()),
                        1));
        context.register(
                Transactions.class,
                Organisation.class,
                TermDictionary.class,
                BinaryCopy.class,
                Rollups.class,
                DeliveredPeriods.class,
                ChargeLoader.class,
                OwnershipRules.class,
                OwnershipPreview.class,
                OwnershipRuleService.class,
                OwnershipSync.class,
                AppliedRules.class,
                ChargeOwners.class,
                ClusterStore.class,
                DimensionLabels.class,
                SourceSlices.class,
                dev.bursar.costexplorer.BreakdownCosts.class,
                dev.bursar.costexplorer.BreakdownTagSums.class,
                dev.bursar.costexplorer.Forecasts.class,
                dev.bursar.ownership.OwnershipReasons.class,
                dev.bursar.ownership.apply.StoredOwners.class,
                dev.bursar.spend.CostForecasts.class,
                dev.bursar.spend.SpendService.class,
                TagTeams.class,
                RuleQueries.class,
                TaskQueue.class,
                JobRequests.class,
                CostQueries.class,
                ModelDimensions.class,
                ClusterDimensions.class,
                ProfileLabels.class,
                ClaimQueries.class,
                QueryConditions.class,
                KeptTags.class,
                MonthlySpread.class,
                CostAnswers.class,
                Colours.class,
                TeamKey.class,
                CostExplorerDifferences.class,
                SavedViews.class,
                Seen.class,
                TableLayouts.class,
                Journal.class,
                MoveQueries.class,
                PartQueries.class,
                CostService.class,
                ChargeLines.class);
        context.refresh();
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(get(PlatformTransactionManager.class));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    public static class Transactions {}
}
