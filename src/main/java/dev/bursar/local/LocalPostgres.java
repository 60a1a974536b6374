package dev.bursar.local;

import dev.bursar.kernel.DiskFull;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of the project's own, its data kept in a folder, reachable from this machine only, with random passwords.
 *
 * <p>Several processes may use one at once (the portal and a command): the first starts it, the others and a process
 * started after a crash adopt it, the last one out stops it. Errors: {@link IllegalStateException} with what to do.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);
    public static final String OWNER = "bursar_owner";
    public static final String APP = "bursar_app";
    public static final String DATABASE = "bursar";
    /** Its passwords are 24 random bytes, which nobody guesses: hashing them often would only slow each connection. */
    private static final String FEW_ITERATIONS = "scram_iterations=1";

    private static final int LAST_WORDS = 2_048;

    private final AnotherUser user;
    private final Path programs;
    private final Path cluster;
    private final Properties secrets;
    private final FileChannel users;
    private final FileLock use;
    private final int port;
    private final List<String> settings;
    private volatile @Nullable ProcessHandle server;

    private LocalPostgres(
            AnotherUser user,
            Path programs,
            Path cluster,
            Properties secrets,
            FileChannel users,
            FileLock use,
            int port,
            List<String> settings)
            throws IOException {
        this.user = user;
        this.programs = programs;
        this.cluster = cluster;
        this.secrets = secrets;
        this.users = users;
        this.use = use;
        this.port = port;
        this.settings = settings;
        this.server = server(cluster).orElse(null);
    }

    /**
     * Starts or adopts the cluster in {@code folder}.
     *
     * @param folder where data, log and passwords are kept; made when absent
     * @param settings further server settings, such as {@code fsync=off} for throw-away clusters
     */
    public static LocalPostgres start(Path folder, String... settings) {
        try {
            return start(AnotherUser.found(), folder, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LocalPostgres start(AnotherUser user, Path folder, String... settings) {
        try {
            Files.createDirectories(folder);
            Path home = folder.toAbsolutePath().normalize();
            try (FileChannel starting = open(home.resolve("start.lock"));
                    FileLock ignored = starting.lock()) {
                Path programs = PostgresPrograms.unpacked(home.resolveSibling("postgresql"));
                Path cluster = home.resolve("pg");
                Properties secrets = secrets(home);
                initialise(user, programs, cluster, secrets);
                FileChannel users = open(home.resolve("users.lock"));
                FileLock use = users.lock(0, Long.MAX_VALUE, true);
                int port = running(cluster);
                if (port == 0) {
                    port = freePort(home);
                    launch(user, programs, cluster, port, List.of(settings));
                }
                var postgres = new LocalPostgres(user, programs, cluster, secrets, users, use, port, List.of(settings));
                postgres.prepare();
                return postgres;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url(DATABASE);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?reWriteBatchedInserts=true";
    }

    public String ownerPassword() {
        return secrets.getProperty("owner");
    }

    public String appPassword() {
        return secrets.getProperty("app");
    }

    /** A connection of the server's own administrator, for tests and benchmarks that need databases of their own. */
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", secrets.getProperty("postgres"));
    }

    /** Whether the server's process is there. */
    boolean isAlive() {
        ProcessHandle process = server;
        return process != null && process.isAlive();
    }

    /**
     * Starts the server again, on the port that it had, unless another process has done so already.
     *
     * @throws IllegalStateException when it does not start, or another process has started it on another port
     */
    void restart() throws IOException {
        try (FileChannel starting = open(cluster.resolveSibling("start.lock"));
                FileLock ignored = starting.lock()) {
            int running = running(cluster);
            if (running == 0) {
                launch(user, programs, cluster, port, settings);
            } else if (running != port) {
                throw new IllegalStateException("Another process has started the local PostgreSQL on another port");
            }
            server = server(cluster).orElse(null);
        }
    }

    /** What the server says of itself. */
    Path log() {
        return cluster.resolveSibling("postgresql.log");
    }

    /** Whether its disk has no room. */
    boolean lacksRoom() {
        return DiskFull.isUnder(cluster);
    }

    /** The same, or the server said so before it ended: a person's part of a disk may be full, too. */
    boolean isDiskFull() {
        return lacksRoom() || DiskFull.isSaid(lastWords());
    }

    private String lastWords() {
        try (var file = FileChannel.open(log(), StandardOpenOption.READ)) {
            var words = ByteBuffer.allocate((int) Math.min(LAST_WORDS, file.size()));
            file.read(words, file.size() - words.capacity());
            return new String(words.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Stops the server unless another process still uses it. */
    @Override
    public synchronized void close() {
        if (!use.isValid()) {
            return;
        }
        try {
            use.release();
            try (users) {
                FileLock alone = users.tryLock();
                if (alone != null && running(cluster) != 0) {
                    run(user, programs, cluster, "pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w");
                }
            }
        } catch (IOException e) {
            log.warn("The local PostgreSQL did not stop; the next start adopts it", e);
        }
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Properties secrets(Path home) throws IOException {
        Path file = home.resolve("passwords.properties");
        var secrets = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                secrets.load(in);
            }
            return secrets;
        }
        var random = new SecureRandom();
        for (String role : List.of("postgres", "owner", "app")) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            secrets.setProperty(role, HexFormat.of().formatHex(bytes));
        }
        Path fresh = home.resolve("passwords.part");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(fresh)) {
            secrets.store(out, "Passwords of the local PostgreSQL");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return secrets;
    }

    private static void initialise(AnotherUser user, Path programs, Path cluster, Properties secrets)
            throws IOException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = cluster.resolveSibling("pg.part");
        FileSystemUtils.deleteRecursively(fresh);
        Path password = cluster.resolveSibling("initial");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, secrets.getProperty("postgres"));
            run(
                    user,
                    programs,
                    cluster,
                    "initdb",
                    "-D",
                    fresh.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "scram-sha-256",
                    "--pwfile",
                    password.toString(),
                    "--encoding=UTF8",
                    "--locale=C",
                    "-c",
                    FEW_ITERATIONS,
                    "--no-sync");
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The port of a server that already runs on the cluster, or 0. */
    private static int running(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        for (int i = 0; i < 100 && Files.exists(file); i++) {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !isPostgres(Long.parseLong(lines.getFirst().trim()))) {
                return 0;
            }
            if (lines.size() >= 8 && lines.get(7).startsWith("ready")) {
                return Integer.parseInt(lines.get(3).trim());
            }
            pause();
        }
        return 0;
    }

    /** By the name that everybody may read: the path of another user's program is not always for root. macOS has no such file. */
    private static boolean isPostgres(long pid) throws IOException {
        if (Files.notExists(AnotherUser.SELF)) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(program -> program.endsWith("/postgres"))
                    .isPresent();
        }
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip()
                    .equals("postgres");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The process of the server that runs on the cluster. */
    private static Optional<ProcessHandle> server(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().trim()))
                : Optional.empty();
    }

    /** The port of the last time where nobody else has it: a process that goes on using the server finds it again. */
    private static int freePort(Path home) throws IOException {
        Path file = home.resolve("port");
        int port = Files.exists(file)
                ? free(Integer.parseInt(Files.readString(file).strip()))
                : free(0);
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private static int free(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (BindException e) {
            return free(0);
        }
    }

    private static void launch(AnotherUser user, Path programs, Path cluster, int port, List<String> settings)
            throws IOException {
        Path log = cluster.resolveSibling("postgresql.log");
        user.own(cluster);
        user.own(log);
        var options = new StringBuilder("-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''")
                .append(" -c shared_buffers=256MB -c work_mem=32MB -c maintenance_work_mem=128MB -c max_wal_size=2GB")
                .append(" -c jit=off -c random_page_cost=1.1 -c max_connections=60 -c timezone=UTC")
                .append(" -c log_timezone=UTC -c ")
                .append(FEW_ITERATIONS);
        for (String setting : settings) {
            options.append(" -c ").append(setting);
        }
        run(
                user,
                programs,
                cluster,
                "pg_ctl",
                "start",
                "-D",
                cluster.toString(),
                "-w",
                "-t",
                "120",
                "-l",
                log.toString(),
                "-o",
                options.toString());
    }

    /** Makes the two roles and the database when they are absent; a crash in between is mended by the next start. */
    private void prepare() {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            for (var role : List.of(List.of(OWNER, ownerPassword()), List.of(APP, appPassword()))) {
                if (absent(statement, "select from pg_roles where rolname = '" + role.getFirst() + "'")) {
                    statement.execute("create role " + role.getFirst() + " login password '" + role.getLast() + "'");
                }
            }
            if (absent(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                createDatabase(statement, DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The local PostgreSQL does not answer; see " + cluster.resolveSibling("postgresql.log"), e);
        }
    }

    /** Makes a database that belongs to the owner and lets the app connect. */
    public static void createDatabase(Statement statement, String name) throws SQLException {
        createDatabase(statement, name, "template1");
    }

    /** The same as a copy of another database, to which nobody may be connected meanwhile. */
    public static void createDatabase(Statement statement, String name, String template) throws SQLException {
        statement.execute("create database " + name + " owner " + OWNER + " template " + template);
        statement.execute("revoke all on database " + name + " from public");
        statement.execute("grant connect, temporary on database " + name + " to " + APP);
    }

    private static boolean absent(Statement statement, String question) throws SQLException {
        try (var rows = statement.executeQuery(question)) {
            return !rows.next();
        }
    }

    private static void run(AnotherUser user, Path programs, Path cluster, String program, String... arguments)
            throws IOException {
        var command = new ArrayList<String>(user.command());
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = cluster.resolveSibling(program + ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                if (DiskFull.isUnder(output)) {
                    throw new IllegalStateException("The disk of the local PostgreSQL is full. Free up space in "
                            + cluster.resolveSibling("") + ".");
                }
                throw new IllegalStateException(
                        program + " failed; see " + output + " and " + cluster.resolveSibling("postgresql.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + program + " ran", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
