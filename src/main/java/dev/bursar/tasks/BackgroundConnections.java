package dev.bursar.tasks;

import com.zaxxer.hikari.HikariDataSource;
import module java.base;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Leaves half of the pool to pages: jobs and background tasks wait for one another's connections, which takes as long as it takes,
 * and a page never waits for theirs. A thread that has one gets further ones at once, or it could wait for itself.
 */
public final class BackgroundConnections extends DelegatingDataSource {
    /** Longer than a transaction of a job takes that stores a month. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** A database that is restarted answers again within that. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(1);

    /**
     * Set where the thread does background work, to what says whether that shall go on; threads that it starts do as well, unless they
     * are made without what it has.
     */
    private static final ThreadLocal<@Nullable Runnable> BACKGROUND = new InheritableThreadLocal<>();

    private final HikariDataSource pool;
    private final Semaphore places;
    private final ThreadLocal<AtomicInteger> held = ThreadLocal.withInitial(AtomicInteger::new);

    /** @param most how many of the pool's connections background work uses at a time */
    BackgroundConnections(HikariDataSource pool, int most) {
        super(pool);
        this.pool = pool;
        places = new Semaphore(most, true);
    }

    /** Where the pool connects to. Spring Boot derives from this and the next two what Flyway connects to as the tables' owner. */
    public @Nullable String getUrl() {
        return pool.getJdbcUrl();
    }

    public @Nullable String getUsername() {
        return pool.getUsername();
    }

    public @Nullable String getPassword() {
        return pool.getPassword();
    }

    /** Does work on this thread as background work. */
    public static <T> T within(Supplier<T> work) {
        return within(() -> {}, work);
    }

    /**
     * The same.
     *
     * @param look asked every second while a connection is waited for; what it throws is thrown. Its own questions don't wait
     */
    public static <T> T within(Runnable look, Supplier<T> work) {
        // threads that outlive the work don't ask any more
        var goesOn = new AtomicBoolean(true);
        try {
            return with(
                    () -> {
                        if (goesOn.get()) {
                            look.run();
                        }
                    },
                    work);
        } finally {
            goesOn.set(false);
        }
    }

    /** Asks something short that can't wait for other background work. */
    public static void without(Runnable question) {
        with(null, () -> {
            question.run();
            return true;
        });
    }

    private static <T> T with(@Nullable Runnable look, Supplier<T> work) {
        @Nullable Runnable before = BACKGROUND.get();
        BACKGROUND.set(look);
        try {
            return work.get();
        } finally {
            BACKGROUND.set(before);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        AtomicInteger mine = held.get();
        @Nullable Runnable look = BACKGROUND.get();
        if (look == null || mine.get() > 0) {
            return super.getConnection();
        }
        takePlace(look);
        try {
            Connection connection = returning(patiently(), mine);
            mine.incrementAndGet();
            return connection;
        } catch (SQLException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private void takePlace(Runnable look) throws SQLException {
        long begun = System.nanoTime();
        try {
            while (!places.tryAcquire(1, TimeUnit.SECONDS)) {
                without(look);
                if (System.nanoTime() - begun > LONGEST_WAIT.toNanos()) {
                    throw new NoPlace();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
        }
    }

    /** Pages may have all connections for a while, and a database may be restarted: neither is a reason for work to fail. */
    private Connection patiently() throws SQLException {
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    /** The same connection, which gives its place back once it is closed. */
    private Connection returning(Connection real, AtomicInteger mine) {
        var open = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    } finally {
                        if (method.getName().equals("close") && open.getAndSet(false)) {
                            mine.decrementAndGet();
                            places.release();
                        }
                    }
                });
    }

    /** Other background work has kept its connections for too long. */
    public static final class NoPlace extends SQLTransientException {
        public NoPlace() {
            super("Other background work keeps its connections");
        }
    }

    /** Puts this in front of the portal's pool. */
    @Component
    static final class InFront implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof HikariDataSource pool && name.equals("dataSource")
                    ? new BackgroundConnections(pool, Math.max(1, pool.getMaximumPoolSize() / 2))
                    : bean;
        }
    }
}
