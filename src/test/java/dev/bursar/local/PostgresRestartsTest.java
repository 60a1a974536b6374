package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.local.PostgresConfiguration.PostgresRestarts;
import dev.bursar.local.PostgresConfiguration.PostgresRestarts.Pace;
import dev.bursar.testing.Awaited;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A server of its own is killed as the kernel kills where memory runs out. */
class PostgresRestartsTest {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration STABLE = Duration.ofHours(1);
    private static final Duration FULL = Duration.ofMillis(100);

    private final Path folder =
            Path.of("target/killed-postgres-" + ProcessHandle.current().pid());
    private LocalPostgres postgres;

    @BeforeEach
    void start() {
        postgres = LocalPostgres.start(folder, "shared_buffers=1MB");
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    private void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("pg/postmaster.pid")).getFirst());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        Awaited.until(() -> !process.isAlive());
    }

    private int rows() {
        try (Connection connection = postgres.superuser("postgres");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            return rows.next() ? rows.getInt(1) : -1;
        } catch (SQLException e) {
            return -1;
        }
    }

    @Test
    void aKilledServerIsBackUnderItsAddressWithItsData() throws Exception {
        try (Connection connection = postgres.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (a int); insert into kept values (1)");
        }
        String url = postgres.url();
        try (var restarts = new PostgresRestarts(
                postgres, new Pace(LOOK, Collections.nCopies(50, Duration.ofMillis(100)), STABLE, FULL))) {
            kill();
            Awaited.until(() -> rows() == 1);
            kill();
            Awaited.until(() -> rows() == 1);
            assertThat(restarts.isWatching()).isTrue();
        }
        assertThat(postgres.url()).isEqualTo(url);
        kill();
        assertThat(postgres.isAlive()).as("nobody watches any more").isFalse();
        postgres.close();
        start();
        assertThat(postgres.url()).as("who finds it ended takes the same port").isEqualTo(url);
        postgres.restart();
        assertThat(rows()).as("one that runs is left alone").isOne();
    }

    @Test
    void aServerThatCannotStartIsLeftAloneAfterTheLastAttempt() throws Exception {
        kill();
        int port = URI.create(postgres.url().substring("jdbc:".length())).getPort();
        try (var taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                var restarts = new PostgresRestarts(
                        postgres, new Pace(LOOK, List.of(Duration.ZERO, Duration.ofMillis(1)), STABLE, FULL))) {
            Awaited.until(() -> !restarts.isWatching());
            assertThat(postgres.isAlive()).isFalse();
            assertThat(taken.isBound()).isTrue();
        }
        assertThat(Files.readString(postgres.log()).lines().filter(line -> line.contains("could not bind")))
                .hasSize(2);
    }

    @Test
    void aServerWhoseDiskWasFullIsBackOnceThereIsRoomHoweverLongThatTakes() throws Exception {
        try (Connection connection = postgres.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (a int); insert into kept values (1)");
        }
        // a folder of its own on a disk that is full takes a mount; this is what it leaves behind
        Files.writeString(
                postgres.log(),
                "PANIC:  could not write to file \"pg_wal/xlogtemp.1\": No space left on device\n",
                StandardOpenOption.APPEND);
        try (var restarts = new PostgresRestarts(postgres, new Pace(LOOK, List.of(), STABLE, FULL))) {
            kill();
            Awaited.until(() -> rows() == 1);
            assertThat(restarts.isWatching()).isTrue();
        }
    }
}
