package dev.bursar.local;

import dev.bursar.kernel.DiskFull;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /**
     * Starts the local PostgreSQL again when its process has ended, a few times with growing pauses. After the last one it stays
     * as it is: whatever ends it each time needs a person. A full disk needs one too, and the server is back soon after there is room.
     */
    static final class PostgresRestarts implements AutoCloseable {
        private static final Logger log = LoggerFactory.getLogger(PostgresRestarts.class);

        /**
         * @param look how often the process is looked for
         * @param pauses before each attempt; there are as many attempts as pauses
         * @param stable how long the server has to run until all attempts are granted anew
         * @param full before an attempt while its disk is full, of which there is no last one
         */
        record Pace(Duration look, List<Duration> pauses, Duration stable, Duration full) {
            static final Pace USUAL = new Pace(
                    Duration.ofSeconds(1),
                    List.of(
                            Duration.ZERO,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(30)),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(15));
        }

        private final LocalPostgres postgres;
        private final Pace pace;
        private final Thread thread;
        private boolean saidFull;
        private boolean closed;

        PostgresRestarts(LocalPostgres postgres, Pace pace) {
            this.postgres = postgres;
            this.pace = pace;
            this.thread = Thread.ofPlatform().daemon().name("postgres-restarts").start(this::watch);
        }

        /** False once the last attempt was in vain. */
        boolean isWatching() {
            return thread.isAlive();
        }

        /** Returns once no attempt is under way. */
        @Override
        public void close() throws InterruptedException {
            synchronized (this) {
                closed = true;
                notifyAll();
            }
            thread.join();
        }

        private void watch() {
            int attempts = 0;
            long started = System.nanoTime();
            while (rest(pace.look())) {
                if (postgres.isAlive()) {
                    continue;
                }
                if (System.nanoTime() - started > pace.stable().toNanos()) {
                    attempts = 0;
                }
                if (postgres.isDiskFull()) {
                    attempts = 0;
                    waitForRoom();
                    continue;
                }
                if (attempts == pace.pauses().size()) {
                    log.error(
                            "The local PostgreSQL was started again {} times and has ended each time. See {}, then start"
                                    + " Bursar again",
                            attempts,
                            postgres.log());
                    return;
                }
                if (rest(pace.pauses().get(attempts))) {
                    restart(++attempts);
                    started = System.nanoTime();
                }
            }
        }

        /** What the server said last may be from before somebody made room. */
        private void waitForRoom() {
            if (!saidFull) {
                saidFull = true;
                log.error("{} PostgreSQL has ended, and is started again when there is room", DiskFull.DATABASE.what());
            }
            if (rest(pace.full()) && !postgres.lacksRoom()) {
                start();
            }
        }

        private void restart(int attempt) {
            log.warn(
                    "The local PostgreSQL has ended; it is started again (attempt {} of {})",
                    attempt,
                    pace.pauses().size());
            start();
        }

        private void start() {
            try {
                postgres.restart();
                saidFull = false;
                log.info("The local PostgreSQL runs again");
            } catch (IOException | RuntimeException e) {
                log.warn("The local PostgreSQL did not start: {}", e.getMessage());
            }
        }

        /** False once this is closed. */
        private synchronized boolean rest(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            try {
                for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
                    wait(Math.max(1, left / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return !closed;
        }
    }
}
