package dev.bursar.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.charges.terms.ReadAhead;
import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs and pages share a pool of four connections, of which jobs get two. */
class BackgroundConnectionsTest {
    private final TestDatabase database = TestDatabase.empty();
    private final HikariDataSource pool = new HikariDataSource();
    private final BackgroundConnections connections;

    BackgroundConnectionsTest() {
        pool.setJdbcUrl(database.url());
        pool.setUsername(LocalPostgres.APP);
        pool.setPassword(database.appPassword());
        pool.setMaximumPoolSize(4);
        pool.setConnectionTimeout(250);
        connections = (BackgroundConnections)
                new BackgroundConnections.InFront().postProcessAfterInitialization(pool, "dataSource");
    }

    @AfterEach
    void close() {
        pool.close();
        database.close();
    }

    /** As Spring Boot makes the connection that Flyway migrates with, where it has a user of its own. */
    @Test
    void theOwnersConnectionIsDerivedFromThem() {
        var owner = DataSourceBuilder.derivedFrom(connections)
                .type(SimpleDriverDataSource.class)
                .username(LocalPostgres.OWNER)
                .password(database.ownerPassword())
                .build();
        assertThat(JdbcClient.create(owner)
                        .sql("select current_user")
                        .query(String.class)
                        .single())
                .isEqualTo(LocalPostgres.OWNER);
    }

    @Test
    void jobsWaitForOneAnotherAndPagesForNone() throws InterruptedException {
        var jobs = new AtomicInteger();
        var most = new AtomicInteger();
        var over = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() -> BackgroundConnections.within(() -> {
                        // a job's own threads count as well
                        var child =
                                new FutureTask<>(() -> new TransactionTemplate(new JdbcTransactionManager(connections))
                                        .execute(status -> {
                                            JdbcClient.create(connections)
                                                    .sql("select 1")
                                                    .query(Integer.class)
                                                    .single();
                                            most.accumulateAndGet(jobs.incrementAndGet(), Math::max);
                                            await(over);
                                            return jobs.decrementAndGet();
                                        }));
                        Thread.ofVirtual().start(child);
                        return get(child);
                    })));
        }
        Awaited.until(() -> jobs.get() == 2);

        // two at once, longer than they would wait for one
        JdbcClient page = JdbcClient.create(connections);
        new TransactionTemplate(new JdbcTransactionManager(connections)).executeWithoutResult(status -> {
            page.sql("select 1").query(Integer.class).single();
            assertThat(get(started(new FutureTask<>(
                            () -> page.sql("select pg_sleep(0.3)").query().listOfRows()))))
                    .hasSize(1);
        });
        over.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(jobs).hasValue(0);
        assertThat(most).hasValue(2);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void aThreadThatHasOneGetsAnotherAndThoseMadeWithoutWhatItHasArePages() {
        BackgroundConnections.within(() -> {
            try (Connection one = connections.getConnection();
                    Connection two = connections.getConnection();
                    Connection three = connections.getConnection()) {
                assertThat(one.isWrapperFor(PGConnection.class)).isTrue();
                assertThat(two).isNotSameAs(three);
                one.close();
                one.close();
                assertThatThrownBy(one::createStatement).isInstanceOf(SQLException.class);
                var heart = new FutureTask<>(() -> {
                    try (Connection own = connections.getConnection()) {
                        return own.isValid(1);
                    }
                });
                Thread.ofVirtual().inheritInheritableThreadLocals(false).start(heart);
                return get(heart);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Others have all that there is for background work. */
    @Test
    void whoWaitsForOneIsAskedWhetherToGoOnAndAsksWithoutWaiting() {
        try (Connection one = BackgroundConnections.within(this::open);
                Connection two = BackgroundConnections.within(this::openElsewhere)) {
            assertThat(one).isNotSameAs(two);
            var stopped = new IllegalArgumentException("Stop asked");
            var waiting = started(new FutureTask<>(() -> BackgroundConnections.within(
                    () -> {
                        try (Connection own = connections.getConnection()) {
                            throw stopped;
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    this::open)));
            assertThatThrownBy(waiting::get).hasCause(stopped);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A task has a transaction while what it reads ahead is read in another one. */
    @Test
    void whatIsReadAheadOfATaskWaitsForNoOther() throws SQLException {
        try (Connection one = BackgroundConnections.within(this::openElsewhere)) {
            List<Integer> rows = new ArrayList<>();
            BackgroundConnections.within(() -> {
                try (Connection two = open()) {
                    assertThat(two).isNotSameAs(one);
                    ReadAhead.<Integer>run(
                            each -> each.accept(JdbcClient.create(connections)
                                    .sql("select 1")
                                    .query(Integer.class)
                                    .single()),
                            () -> rows::addAll);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                return rows;
            });
            assertThat(rows).containsExactly(1);
        }
    }

    private Connection openElsewhere() {
        return get(started(new FutureTask<>(this::open)));
    }

    private Connection open() {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As long as the database is away for less than a minute. */
    @Test
    void aJobWaitsForADatabaseThatIsAway() throws SQLException {
        connections.getConnection().close();
        database.open(false);
        pool.getHikariPoolMXBean().softEvictConnections();
        FutureTask<Integer> job =
                started(new FutureTask<>(() -> BackgroundConnections.within(() -> JdbcClient.create(connections)
                        .sql("select 1")
                        .query(Integer.class)
                        .single())));
        assertThatThrownBy(() -> connections.getConnection()).isInstanceOf(SQLException.class);

        database.open(true);

        assertThat(get(job)).isEqualTo(1);
    }

    private static <T> FutureTask<T> started(FutureTask<T> task) {
        Thread.ofVirtual().start(task);
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
