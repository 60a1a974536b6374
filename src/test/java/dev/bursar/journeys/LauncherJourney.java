package dev.bursar.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

/**
 * A built checkout starts wherever it is moved to, for whoever has it and with the JDK that is there: the cache of its classes is made
 * anew or left out.
 */
class LauncherJourney {
    private static final Path ROOM = Portal.TARGET.resolve("journey-launcher");
    private static final Path HERE = ROOM.resolve("here");
    private static final Path THERE = ROOM.resolve("a folder elsewhere");
    private static final Path CACHE = Path.of("target/app/bursar.aot");
    private static final Path MADE_FOR = Path.of("target/app/bursar.aot.for");
    private static final String PREPARING = "Preparing quick starts";

    @Test
    void aBuiltCheckoutStartsWhereverItIs() throws IOException, InterruptedException {
        Portal.prepare();
        Portal.delete(ROOM);
        built(HERE);
        Path jdk = jdk();

        assertThat(packaged(HERE, jdk)).as("a copy, as it is").isFalse();
        Files.writeString(HERE.resolve(CACHE), "half of one");
        var first = command(HERE, jdk, "import", "nothing.csv");
        assertThat(first.said()).as("a copy, by its first command").contains(PREPARING);
        assertThat(first.cached()).isTrue();
        var second = command(HERE, jdk, "import", "nothing.csv");
        assertThat(second.said()).as("its next command").doesNotContain(PREPARING);
        assertThat(second.cached()).isTrue();

        Files.move(HERE, THERE);
        assertThat(packaged(THERE, jdk)).as("renamed").isFalse();
        Files.move(THERE, HERE);
        assertThat(packaged(HERE, jdk)).as("where it was").isTrue();

        String release = Files.readString(jdk.resolve("release"));
        Files.writeString(jdk.resolve("release"), release.replace("SOURCE=", "BUILD=\"another\"\nSOURCE="));
        assertThat(packaged(HERE, jdk)).as("with another build of the JDK").isFalse();
        Files.writeString(jdk.resolve("release"), release);

        List<String> madeFor = Files.readAllLines(HERE.resolve(MADE_FOR));
        var another = new ArrayList<>(madeFor);
        another.set(1, "12345");
        Files.write(HERE.resolve(MADE_FOR), another);
        assertThat(packaged(HERE, jdk)).as("another user's").isFalse();
        Files.write(HERE.resolve(MADE_FOR), madeFor);
        assertThat(packaged(HERE, jdk)).as("one's own").isTrue();

        try (var cache = new RandomAccessFile(HERE.resolve(CACHE).toFile(), "rw")) {
            cache.seek(cache.length() / 3);
            cache.write(new byte[1 << 20]);
        }
        assertThat(packaged(HERE, jdk)).as("damaged").isFalse();
        Portal.delete(HERE.resolve("target/app"));
        assertThat(packaged(HERE, jdk)).as("never unpacked").isFalse();
        Portal.delete(ROOM);
    }

    /** What a checkout has of this one's when it was built: the launcher, the jar, and what was prepared for a quick start. */
    private static void built(Path home) throws IOException {
        Files.createDirectories(home);
        Files.copy(Portal.HOME.resolve("bursar"), home.resolve("bursar"));
        assertThat(home.resolve("bursar").toFile().setExecutable(true)).isTrue();
        try (var files = Files.walk(Portal.TARGET.resolve("app"))) {
            for (Path file : files.toList()) {
                Path copy = home.resolve(Portal.HOME.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
        Files.createLink(home.resolve("target/bursar.jar"), Portal.TARGET.resolve("bursar.jar"));
        // the link is to another checkout's
        Files.delete(home.resolve(CACHE));
        Files.copy(Portal.HOME.resolve(CACHE), home.resolve(CACHE));
        Files.delete(home.resolve(MADE_FOR));
        Files.copy(Portal.HOME.resolve(MADE_FOR), home.resolve(MADE_FOR));
    }

    /** This process's JDK, at another path and with a file of its own that names its build. */
    private static Path jdk() throws IOException {
        Path from = Path.of(System.getProperty("java.home"));
        Path jdk = Files.createDirectories(ROOM.resolve("jdk"));
        try (var parts = Files.list(from)) {
            for (Path part : parts.toList()) {
                Path copy = jdk.resolve(part.getFileName());
                if (copy.endsWith("release")) {
                    Files.copy(part, copy);
                } else {
                    Files.createSymbolicLink(copy, part);
                }
            }
        }
        return jdk;
    }

    /** Whether what has been prepared, and is left as it is, starts with the cache. */
    private static boolean packaged(Path home, Path jdk) throws IOException, InterruptedException {
        var answer = command(home, jdk, "packaged", "import", "nothing.csv");
        assertThat(answer.said()).doesNotContain(PREPARING);
        return answer.cached();
    }

    /** @param cached whether it loaded classes of its own from the cache */
    private record Answer(String said, boolean cached) {}

    /** A command that answers without a database. */
    private static Answer command(Path home, Path jdk, String... arguments) throws IOException, InterruptedException {
        Path loaded = ROOM.resolve("loaded.log");
        Files.deleteIfExists(loaded);
        var command = new ArrayList<>(List.of(home.resolve("bursar").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(ROOM.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("BURSAR_"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded);
        var process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("Usage: bursar import");
        assertThat(process.exitValue()).as(said).isEqualTo(64);
        try (var lines = Files.lines(loaded)) {
            return new Answer(
                    said,
                    lines.anyMatch(line -> line.contains("dev.bursar.cli.CommandLine source: shared objects file")));
        }
    }
}
