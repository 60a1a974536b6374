package dev.bursar.journeys;

import static java.util.Map.entry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.bursar.local.LocalPostgres;
import dev.bursar.simulator.exports.Export;
import dev.bursar.testing.MailRoom;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The packaged portal as the launcher starts it, with a data folder of its own: one for all journeys that a process runs. It
 * begins with a copy of what another one has read from AWS, and doesn't wait between two looks for what is due.
 */
final class Portal implements AutoCloseable {
    static final String PASSWORD = "bursar-demo-2026";
    static final Path HOME =
            Path.of(System.getProperty("bursar.home", ".")).toAbsolutePath().normalize();
    /** As many as the demo's people make. */
    private static final int DEMO_CHOICES = 31;

    static final Path TARGET = HOME.resolve("target");
    private static final String LONG = ", integrations and shared operations of the platform";
    private static final Path LAUNCHER = HOME.resolve("bursar");
    /** A closed month, whose costs no sync changes. */
    static final YearMonth LAST_MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(1);

    /** On its first days a month has few costs or none, and none of the demo's story. */
    static final boolean MONTH_HAS_COSTS = LocalDate.now(ZoneOffset.UTC).getDayOfMonth() > 3;

    /** Whether AWS has issued the last month's invoice, which it does on the third day of the next month. */
    static final boolean LAST_MONTH_IS_INVOICED = LocalDate.now(ZoneOffset.UTC).getDayOfMonth() > 4;

    private static boolean prepared;

    /** What the portal has mailed. */
    final MailRoom.Letters letters = new MailRoom.Letters();

    private final Path data;
    private final Path log;
    private final int port;
    private final Map<String, String> settings = new HashMap<>();
    private int mailPort = letters.port();
    private @Nullable KeptState state;
    private Process process;

    private Portal(String name) {
        this.data = TARGET.resolve(name);
        this.log = TARGET.resolve(name + ".log");
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /** One for all journeys of this process; it isn't started yet. */
    static Portal ofThisProcess() {
        return new Portal("journey-" + System.getProperty("bursar.fork", "1"));
    }

    /** The data folder of a portal that has read something, and is stopped. */
    static Path keep(String name, KeptState state) throws IOException {
        var portal = new Portal(name);
        portal.clear();
        KeptState from = state.from();
        if (from != null) {
            portal.take(from);
        }
        portal.settings.putAll(state.settings());
        portal.settings.put("BURSAR_HEAP", "2g"); // it reads much in a short time, and would collect all the while
        portal.start();
        state.read(portal);
        portal.stop();
        portal.letters.close();
        return portal.data;
    }

    /** What the launcher does before a first start: unpacked, and with a cache of its classes, a portal starts in half the time. */
    static synchronized void prepare() {
        if (prepared) {
            return;
        }
        try (var channel = FileChannel.open(
                        TARGET.resolve("journey-prepare.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var ignored = channel.lock()) {
            var work = new ProcessBuilder(LAUNCHER.toString(), "prepare")
                    .redirectErrorStream(true)
                    .redirectOutput(TARGET.resolve("journey-prepare.log").toFile());
            work.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (work.start().waitFor() != 0) {
                throw new IllegalStateException("See target/journey-prepare.log");
            }
            prepared = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns when the portal has said that it is ready. */
    void start() {
        prepare();
        var ready = new CompletableFuture<Void>();
        try {
            process = bursar().redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var output = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> keep(output, log, ready));
        try {
            ready.get(3, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The portal did not start; see " + log, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void keep(BufferedReader output, Path log, CompletableFuture<Void> ready) {
        try (output;
                var writer = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                writer.write(line + "\n");
                writer.flush();
                if (line.contains("Bursar is ready")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException("It ended before it was ready"));
    }

    /** As {@code kill -9}: PostgreSQL, which it started, is left running. */
    void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Started with what is kept: what a failed journey left would fail it the second time. */
    void startAnew(KeptState kept) {
        try {
            clear();
            take(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        state = kept;
        settings.clear();
        settings.putAll(kept.settings());
        letters.forget();
        mailPort = letters.port();
        start();
    }

    boolean beganWith(KeptState kept) {
        return kept == state;
    }

    private void take(KeptState kept) throws IOException {
        copy(kept.folder(), data);
        Files.deleteIfExists(data.resolve("port")); // other copies name the same
    }

    boolean mailsTo(int smtp) {
        return mailPort == smtp;
    }

    /** Kills it and starts it again with another mail server, until it is started anew. */
    void restartWithMailsTo(int smtp) {
        kill();
        mailPort = smtp;
        start();
    }

    /** Kills it and starts it again with more settings, until it is started anew. */
    void restartWith(Map<String, String> more) {
        kill();
        settings.putAll(more);
        start();
    }

    /** Another node on this one's database, with a data folder and a simulated AWS of its own; it mails to the same server. */
    Portal second() {
        var second = new Portal(data.getFileName() + "-second");
        try {
            second.clear();
            second.settings.putAll(Map.of(
                    "BURSAR_LOCAL_POSTGRES",
                    "false",
                    "BURSAR_MIGRATE",
                    "false",
                    "SPRING_DATASOURCE_URL",
                    url(),
                    "SPRING_DATASOURCE_USERNAME",
                    LocalPostgres.APP,
                    "SPRING_DATASOURCE_PASSWORD",
                    passwords().getProperty("app"),
                    "BURSAR_KEY_FILE",
                    data.resolve("secret.key").toString()));
            second.mailPort = mailPort;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        second.start();
        return second;
    }

    @Override
    public void close() {
        stop();
        letters.close();
    }

    private void clear() throws IOException {
        if (process != null) {
            kill();
        }
        leaveNoServer(data.resolve("pg/postmaster.pid"));
        delete(data);
    }

    private void stop() {
        if (process != null && process.isAlive()) {
            process.destroy();
            await(process);
        }
    }

    /** Files that the portal keeps of uploads. */
    List<Path> uploads() {
        Path folder = data.resolve("imports");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String at(String path) {
        return "http://localhost:" + port + "/" + path;
    }

    /** Returns when the scheduler has nothing to do but to look again now and then. */
    void awaitNothingDue() {
        try (var database = DriverManager.getConnection(
                        url(), LocalPostgres.APP, passwords().getProperty("app"));
                var question = database.prepareStatement("""
                    select count(*) from scheduled_tasks
                     where task_name like 'sync-%' and (picked or execution_time < now() + interval '5 seconds')
                    """)) {
            Instant end = Instant.now().plus(Duration.ofMinutes(3));
            for (int calm = 0; calm < 5; calm++) {
                TimeUnit.MILLISECONDS.sleep(200);
                try (var rows = question.executeQuery()) {
                    rows.next();
                    calm = rows.getInt(1) == 0 ? calm : -1;
                }
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("There is still something to do; see " + log);
                }
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns when the demo's people have set it up, and all has been read and judged. */
    void awaitDemo() {
        Instant end = Instant.now().plus(Duration.ofMinutes(8));
        try {
            while (!Files.exists(data.resolve("demo-choices"))
                    || Files.readAllLines(data.resolve("demo-choices")).size() < DEMO_CHOICES) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("The demo isn't set up; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
            awaitNothingDue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:"
                + Files.readString(data.resolve("port")).strip() + "/" + LocalPostgres.DATABASE;
    }

    /** Of 50 characters, beginning with its own. */
    static String longName(String team) {
        return (team + LONG).substring(0, 50);
    }

    /** Gives somebody an e-mail address. */
    void giveAddress(String userName, String address) {
        try (var database = DriverManager.getConnection(
                        url(), LocalPostgres.APP, passwords().getProperty("app"));
                var update = database.prepareStatement("update person set email = ? where user_name = ?")) {
            update.setString(1, address);
            update.setString(2, userName);
            update.executeUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives each team a name of 50 characters. */
    void lengthenTeamNames() {
        try (var database = DriverManager.getConnection(
                        url(), LocalPostgres.APP, passwords().getProperty("app"));
                var update = database.prepareStatement("update team set name = left(name || ?, 50)")) {
            update.setString(1, LONG);
            update.executeUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Properties passwords() throws IOException {
        var passwords = new Properties();
        try (var file = Files.newBufferedReader(data.resolve("passwords.properties"))) {
            passwords.load(file);
        }
        return passwords;
    }

    /** Sets a fault of the simulated AWS, as a person does with curl; {@code null} ends all faults. */
    void fault(@Nullable String json) {
        simulator("faults", json);
    }

    /** Has the simulated AWS change costs of a month after the fact. */
    void restate(YearMonth month) {
        simulator("restate", "{\"month\": \"" + month + "\"}");
    }

    /** Has the simulated AWS change a month after the fact, as its changes on demand say it. */
    void change(String json) {
        simulator("changes", json);
    }

    /** Has the simulated AWS ask for more for a month than its charges come to. */
    void invoiceOff(YearMonth month, String amount) {
        simulator("invoice-off", "{\"month\": \"" + month + "\", \"amount\": \"" + amount + "\"}");
    }

    /** Takes a month's charge files out of the simulated AWS's bucket, as a person who carries them over by hand. */
    List<Path> charges(YearMonth month, Path folder) {
        var files = new ArrayList<Path>();
        try (var client = HttpClient.newHttpClient()) {
            for (int chunk = 1; ; chunk++) {
                String key = Export.FOCUS_1_2.dataKey(month, chunk);
                var request = HttpRequest.newBuilder(simulated("/" + Export.BUCKET + "/" + key))
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=bursar/20260101/us-east-1/s3/aws4_request")
                        .build();
                var file = folder.resolve(key.substring(key.lastIndexOf('/') + 1));
                var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 404 && chunk > 1) {
                    return files;
                }
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
                }
                files.add(Files.write(file, answer.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private URI simulated(String path) throws IOException {
        return URI.create(Files.readString(data.resolve("simulator")).strip()).resolve(path);
    }

    private void simulator(String what, @Nullable String json) {
        try (var client = HttpClient.newHttpClient()) {
            var desk = simulated("/_simulator/" + what);
            var request = json == null
                    ? HttpRequest.newBuilder(desk).DELETE()
                    : HttpRequest.newBuilder(desk).POST(HttpRequest.BodyPublishers.ofString(json));
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A line of {@code bursar totals}. */
    record Line(String team, String account, String service, BigDecimal amount) {}

    /** What {@code bursar totals} prints beside the running portal, of the last month by day: a process for each cost. */
    void keepTotals() {
        try {
            for (var cost : List.of("effective", "billed")) {
                Files.writeString(totals(cost), printed(cost));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code bursar totals} prints now. */
    String printed(String cost) {
        return command(List.of(
                "totals",
                "--from",
                LAST_MONTH.atDay(1).toString(),
                "--to",
                LAST_MONTH.plusMonths(1).atDay(1).toString(),
                "--by",
                "team,account,service,day",
                "--cost",
                cost));
    }

    private Path totals(String cost) {
        return data.resolve("totals-" + cost + ".csv");
    }

    /** What {@code bursar totals} printed of days of the last month. */
    List<Line> lines(LocalDate from, LocalDate to, String cost) {
        if (!YearMonth.from(from).equals(LAST_MONTH)
                || !YearMonth.from(to.minusDays(1)).equals(LAST_MONTH)) {
            throw new IllegalArgumentException("Only the last month's totals are kept");
        }
        try {
            return csv(Files.readString(totals(cost))).stream()
                    .skip(1)
                    .filter(line -> {
                        var day = LocalDate.parse(line.get(3));
                        return !day.isBefore(from) && day.isBefore(to);
                    })
                    .map(line -> new Line(line.get(0), line.get(1), line.get(2), new BigDecimal(line.get(5))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same added up by {@code team} or {@code service}. */
    Map<String, BigDecimal> totals(LocalDate from, LocalDate to, String by, String cost) {
        var sums = new TreeMap<String, BigDecimal>();
        lines(from, to, cost)
                .forEach(line ->
                        sums.merge(by.equals("team") ? line.team() : line.service(), line.amount(), BigDecimal::add));
        return sums;
    }

    /** Backs its database up and restores it into an empty folder; returns what is in both, by table. It is stopped then. */
    List<Map<String, String>> backedUpAndRestored() {
        stop();
        var restored = new Portal(data.getFileName() + "-restored");
        Path file = TARGET.resolve("journey-backup.zip");
        try {
            Files.deleteIfExists(file);
            restored.clear();
            command(List.of("backup", file.toString()));
            // another installation needs the key of the one that made the backup
            Files.createDirectories(restored.data);
            Files.copy(data.resolve("secret.key"), restored.data.resolve("secret.key"));
            restored.command(List.of("restore", file.toString()));
            return List.of(contents(), restored.contents());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            restored.letters.close();
        }
    }

    /** Each table's number of rows and a sum over all of them in any order; but for those that backups leave out. */
    private Map<String, String> contents() {
        var contents = new TreeMap<String, String>();
        try (var server = LocalPostgres.start(data);
                var database = server.superuser(LocalPostgres.DATABASE);
                var tables = database.createStatement();
                var rows = database.createStatement();
                var names = tables.executeQuery("""
                    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                       and c.relname not in ('scheduled_tasks', 'sync_lease', 'sign_in_throttle', 'first_admin',
                                             'journal_seal', 'journal_unsealed', 'flyway_schema_history')
                       and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'Not in backups%'
                    """)) {
            while (names.next()) {
                try (var row = rows.executeQuery(
                        "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from "
                                + names.getString(1) + " t")) {
                    row.next();
                    contents.put(names.getString(1), row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return contents;
    }

    private String command(List<String> arguments) {
        var errors = TARGET.resolve(data.getFileName() + "-command.log");
        try {
            var command = bursar(arguments.toArray(String[]::new))
                    .redirectError(errors.toFile())
                    .start();
            var answer = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            await(command);
            if (command.exitValue() != 0) {
                throw new IllegalStateException("The command failed; see " + errors);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<List<String>> csv(String text) {
        try (var reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder bursar(String... arguments) {
        var command = new ArrayList<>(List.of(LAUNCHER.toString(), "packaged"));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(HOME.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("AWS_") || name.startsWith("SPRING_") || name.startsWith("BURSAR_"));
        builder.environment()
                .putAll(Map.ofEntries(
                        entry("JAVA_HOME", System.getProperty("java.home")),
                        entry("BURSAR_JIT", "1"),
                        entry("PORT", String.valueOf(port)),
                        entry("SPRING_PROFILES_ACTIVE", "demo"),
                        entry("BURSAR_DEMO", "empty"),
                        entry("BURSAR_HOME", HOME.toString()),
                        entry("BURSAR_LOCAL_POSTGRES", "true"),
                        entry("BURSAR_DATA", data.toString()),
                        entry("BURSAR_URL", "http://localhost:" + port),
                        entry("BURSAR_AWS_REQUESTS_PER_SECOND", "500"),
                        entry("BURSAR_SYNC_POLL", "100ms"),
                        entry("BURSAR_SYNC_HEARTBEAT", "3s"),
                        entry("BURSAR_BUDGETS_LOOK_EVERY", "1s"),
                        entry("BURSAR_ANOMALIES_LOOK_EVERY", "1s"),
                        entry("BURSAR_CHARGEBACK_LOOK_EVERY", "1s"),
                        entry("SPRING_MAIL_HOST", "127.0.0.1"),
                        entry("SPRING_MAIL_PROPERTIES_MAIL_SMTP_TIMEOUT", "120000"),
                        entry("SPRING_MAIL_PORT", String.valueOf(mailPort))));
        builder.environment().putAll(settings);
        return builder;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A run that was cut short leaves its PostgreSQL behind. */
    private static void leaveNoServer(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .filter(handle -> handle.info()
                        .command()
                        .filter(program -> program.endsWith("postgres"))
                        .isPresent());
        server.ifPresent(handle -> {
            handle.destroy();
            handle.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        });
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
