package dev.bursar.testing;

import com.github.benmanes.caffeine.cache.Cache;
import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.journal.Journal;
import dev.bursar.simulator.Simulator;
import module java.base;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.util.AopTestUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Lets a portal that earlier test classes have used begin anew for the next one: on an empty database, with the clock at its
 * start, and with nothing remembered of before. Starting another one would take seconds.
 */
public class FreshPortal implements ApplicationListener<ContextRefreshedEvent> {
    private final TestDatabase database;
    private final HikariDataSource pool;
    private final Path data;
    private SecurityContextHolderStrategy strategy = SecurityContextHolder.getContextHolderStrategy();
    private boolean used;

    FreshPortal(TestDatabase database, DataSource pool, @Value("${bursar.data}") Path data) throws SQLException {
        this.database = database;
        this.pool = pool.unwrap(HikariDataSource.class);
        this.data = data;
    }

    /** Each portal that starts puts a place of its own for the person who acts there for the whole process. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        strategy = SecurityContextHolder.getContextHolderStrategy();
    }

    private void begin(ConfigurableApplicationContext portal) throws IOException {
        SecurityContextHolder.setContextHolderStrategy(strategy);
        if (used) {
            portal.getBean(HandWorkers.class).forget();
            portal.getBean(MailRoom.Letters.class).forget();
            portal.getBean(Simulator.class).faults().clear();
            portal.getBean(Simulator.class).requests().clear();
            forgetRefusals(portal);
            forgetRemembered(portal);
            TestDatabase.leaveConnections(pool);
            database.renew();
            TestDatabase.leaveConnections(pool);
            deleteFiles();
        }
        used = true;
    }

    /** Gives a portal that a class begins with what a rig has read. */
    public static void has(ConfigurableApplicationContext portal, SyncRig.Has has) {
        has(portal, SyncRig.kept(has));
    }

    /** Gives a portal that a class begins with what a kept database has read. */
    public static void has(ConfigurableApplicationContext portal, TestDatabase read) {
        var own = portal.getBean(FreshPortal.class);
        forgetRemembered(portal);
        TestDatabase.leaveConnections(own.pool);
        own.database.takes(read);
        TestDatabase.leaveConnections(own.pool);
    }

    /** The refusals that are counted for a minute. */
    private static void forgetRefusals(ConfigurableApplicationContext portal) {
        var clock = portal.getBean(TestClock.class);
        clock.forward(Duration.ofDays(1));
        portal.getBean(Journal.class).writeCounts();
        clock.reset();
    }

    private static void forgetRemembered(ConfigurableApplicationContext portal) {
        for (String name : portal.getBeanFactory().getSingletonNames()) {
            Object bean = AopTestUtils.getUltimateTargetObject(portal.getBean(name));
            if (bean.getClass().getPackageName().startsWith("dev.bursar")) {
                ReflectionUtils.doWithFields(
                        bean.getClass(), field -> empty(field, bean), field -> field.getType() == Cache.class);
            }
        }
    }

    private static void empty(Field field, Object bean) {
        ReflectionUtils.makeAccessible(field);
        ((Cache<?, ?>) ReflectionUtils.getField(field, bean)).invalidateAll();
    }

    /** All but the key of secrets, which stays in use, and the copy of charges, which is open. */
    private void deleteFiles() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(data.resolve("cache")))
                    .filter(file -> !file.endsWith("secret.key"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    static class Beginning implements TestExecutionListener {
        @Override
        public void beforeTestClass(TestContext test) throws IOException {
            var portal = (ConfigurableApplicationContext) test.getApplicationContext();
            portal.getBean(FreshPortal.class).begin(portal);
        }
    }
}
