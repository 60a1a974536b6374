package dev.bursar.trino;

import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/**
 * A Trino of the build's own, with nothing but its hive connector on this machine's files. It comes from Maven's repository, where
 * {@code mvn dependency:get -Dartifact=io.trino:trino-server:476:tar.gz -Dtransitive=false} puts it.
 */
public final class TestTrino implements AutoCloseable {
    private static final String VERSION = "476";
    private static final Path PACKED = Path.of(
            System.getProperty("user.home"),
            ".m2/repository/io/trino/trino-server/" + VERSION + "/trino-server-" + VERSION + ".tar.gz");
    private static final Path HOME = Path.of("target", "trino-server-" + VERSION);
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final String STARTED = "SERVER STARTED";

    private final Process process;
    private final TrinoSettings settings;

    private TestTrino(Process process, TrinoSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    public static boolean isThere() {
        return Files.exists(PACKED);
    }

    /** Starts it; the tests are skipped unless they were asked for and it is there. */
    public static TestTrino start(Path folder) throws IOException, InterruptedException {
        return start(folder, "-XX:TieredStopAtLevel=1");
    }

    /** @param compiler an option of the JVM: one that starts quickly, or one that runs quickly */
    public static TestTrino start(Path folder, String compiler) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Boolean.getBoolean("bursar.engines"),
                "Skipped: ./bursar verify --engines runs tests with a real Trino");
        Assumptions.assumeTrue(Files.exists(PACKED), "Skipped: there is no " + PACKED);
        unpack();
        int port = freePort();
        Path etc = Files.createDirectories(folder.resolve("etc/catalog")).getParent();
        Files.writeString(etc.resolve("config.properties"), """
            node.id=bursar
            node.environment=test
            coordinator=true
            node-scheduler.include-coordinator=true
            http-server.http.port=%1$d
            http-server.log.enabled=false
            discovery.uri=http://127.0.0.1:%1$d
            plugin.dir=%2$s
            catalog.config-dir=%3$s
            """.formatted(
                        port, HOME.resolve("plugin").toAbsolutePath(), etc.resolve("catalog")));
        Files.writeString(
                etc.resolve("catalog/hive.properties"), """
                    connector.name=hive
                    hive.metastore=file
                    hive.metastore.catalog.dir=local://%s
                    fs.native-local.enabled=true
                    local.location=/
                    hive.non-managed-table-writes-enabled=true
                    """.formatted(Files.createDirectories(folder.resolve("meta"))));
        Path log = folder.resolve("trino.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx3g",
                        "-XX:+UseSerialGC",
                        compiler,
                        "-Duser.timezone=UTC",
                        "--add-modules=jdk.incubator.vector",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dnode.data-dir=" + Files.createDirectories(folder.resolve("data")),
                        "-Dconfig=" + etc.resolve("config.properties"),
                        "-cp",
                        HOME.resolve("lib").toAbsolutePath() + "/*",
                        "io.trino.server.TrinoServer")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Path results = Files.createDirectories(folder.resolve("results"));
        var trino = new TestTrino(
                process,
                new TrinoSettings(
                        URI.create("http://127.0.0.1:" + port),
                        "bursar",
                        "",
                        "",
                        "",
                        "hive",
                        "bursar",
                        results.toString()));
        try {
            trino.await(log);
            trino.run("create schema hive.bursar with (location = 'local://" + folder.resolve("meta/bursar") + "')");
        } catch (IOException | InterruptedException | RuntimeException e) {
            trino.close();
            throw e;
        }
        return trino;
    }

    /** Only what the tests need of it. Its plugins share files by hard links, so that all of it is unpacked first. */
    private static void unpack() throws IOException, InterruptedException {
        if (Files.isDirectory(HOME)) {
            return;
        }
        Path all = Files.createDirectories(Path.of("target", "trino-unpacked"));
        int failed = new ProcessBuilder(
                        List.of("tar", "xzf", PACKED.toString(), "-C", all.toString(), "--strip-components=1"))
                .inheritIO()
                .start()
                .waitFor();
        if (failed != 0) {
            throw new IOException(PACKED + " can't be unpacked");
        }
        Path kept = Files.createDirectories(Path.of("target", "trino-kept"));
        Files.createDirectories(kept.resolve("plugin"));
        Files.move(all.resolve("lib"), kept.resolve("lib"));
        Files.move(all.resolve("plugin/hive"), kept.resolve("plugin/hive"));
        FileSystemUtils.deleteRecursively(all);
        Files.move(kept, HOME);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void await(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.readString(log).contains(STARTED)) {
            if (process.waitFor(500, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IOException("Trino has not started: " + Files.readString(log));
            }
        }
    }

    TrinoSettings settings() {
        return settings;
    }

    /** What a portal is told of it. */
    public Map<String, String> environment() {
        return Map.of("BURSAR_TRINO_URL", settings.url().toString(), "BURSAR_TRINO_RESULTS", settings.results());
    }

    /** How many queries it has run to their end of which the text begins so. */
    public long finished(String beginning) {
        try (var connection = DriverManager.getConnection(settings.address(), settings.properties());
                var question = connection.prepareStatement(
                        "select count(*) from system.runtime.queries where state = 'FINISHED' and starts_with(query, ?)")) {
            question.setString(1, beginning);
            try (var rows = question.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (var connection = DriverManager.getConnection(settings.address(), settings.properties());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
