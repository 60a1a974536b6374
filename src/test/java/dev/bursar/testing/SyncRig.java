package dev.bursar.testing;

import dev.bursar.aws.AwsEndpoint;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.simulator.Organisation;
import dev.bursar.simulator.Simulator;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncRunner;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole street from the simulated AWS over HTTP to a database of its own, without the portal around it. */
public final class SyncRig implements AutoCloseable {
    public final TestDatabase database = TestDatabase.migrated();
    public final MovableClock clock;
    public final Organisation organisation;
    public final Simulator simulator;
    private final AnnotationConfigApplicationContext context;

    public SyncRig(MovableClock clock, Organisation organisation, Map<String, Object> settings) {
        this.clock = clock;
        this.organisation = organisation;
        this.simulator = Simulator.start(organisation, clock, 0);
        this.context = context(settings);
    }

    /** Another node on the same database and AWS. */
    public AnnotationConfigApplicationContext context(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "bursar.aws.team-tag", "team",
                "bursar.aws.requests-per-second", "100000",
                "bursar.aws.backoff", "1ms",
                "bursar.sync.scheduled", "false",
                "bursar.sync.daily-cap-usd", "1000",
                "bursar.sync.monthly-cap-usd", "1000",
                "bursar.teams-from-tags", "true"));
        all.putAll(settings);
        var fresh = new AnnotationConfigApplicationContext();
        fresh.getEnvironment().getPropertySources().addFirst(new MapPropertySource("rig", all));
        fresh.registerBean(Clock.class, () -> clock);
        fresh.registerBean(DataSource.class, database::dataSource);
        fresh.registerBean(JdbcClient.class, database::jdbc);
        fresh.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database.dataSource()));
        fresh.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(fresh.getBean(PlatformTransactionManager.class)));
        fresh.registerBean(AwsEndpoint.class, () -> simulator::endpoint);
        fresh.registerBean(Scope.class, Everyone::new);
        fresh.register(Street.class);
        fresh.refresh();
        return fresh;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public RunRow run(String job) {
        return run(context, job);
    }

    public static RunRow run(AnnotationConfigApplicationContext node, String job) {
        SyncJob found = node.getBeansOfType(SyncJob.class).values().stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .orElseThrow();
        return node.getBean(SyncRunner.class).run(found, "test").orElseThrow();
    }

    @Override
    public void close() {
        context.close();
        simulator.close();
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = {
                "dev.bursar.journal",
                "dev.bursar.sync",
                "dev.bursar.spend",
                "dev.bursar.org",
                "dev.bursar.aws"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(\\.ui\\..*|Test.*)"))
    static class Street {}

    private static final class Everyone implements Scope {
        @Override
        public Actor actor() {
            return Actor.SYSTEM;
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.ADMIN);
        }

        @Override
        public Visibility visibility() {
            return Visibility.EVERYTHING;
        }
    }
}
