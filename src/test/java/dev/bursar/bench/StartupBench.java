package dev.bursar.bench;

import module java.base;
import org.jspecify.annotations.Nullable;

/** From the start of the process to the first answered page: `./bursar` against Boot, Vaadin and PostgreSQL alone. */
final class StartupBench {
    private StartupBench() {}

    static void run(boolean quick) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/bench-startup").toAbsolutePath());
        var portal = portal(folder);
        var bare = bare(folder);
        try {
            Comparison.print(
                    "Start to the first page, second start on kept data",
                    1,
                    "Bursar, demo",
                    portal,
                    "bare Boot + Vaadin + PG",
                    bare,
                    2.0);
        } finally {
            portal.stop();
            bare.stop();
        }
    }

    /** `./bursar` with its demo organisation, its data and log in this folder. */
    static Start portal(Path folder) {
        return new Start(
                folder.resolve("portal.log"),
                "/login",
                Map.of("BURSAR_DATA", folder.resolve("portal").toString()),
                port -> List.of("./bursar", "--server.port=" + port));
    }

    /** {@link bare.BareApp} in a process of its own, its data and log in this folder. */
    static Start bare(Path folder) throws IOException {
        Path frontend = builtFrontend(folder.resolve("frontend"));
        return new Start(
                folder.resolve("bare.log"),
                "/",
                Map.of(),
                port -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dbare.data=" + folder.resolve("bare"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        bareClassPath(frontend),
                        "bare.BareApp",
                        "--server.port=" + port,
                        "--server.address=127.0.0.1",
                        "--server.compression.enabled=true",
                        "--spring.config.location=optional:classpath:/none/",
                        "--vaadin.productionMode=true"));
    }

    /** Boot, Vaadin and PostgreSQL: without the jars whose presence alone makes Boot configure something more. */
    private static String bareClassPath(Path frontend) {
        var more = Pattern.compile("security|actuator|flyway|oauth2|mail|modulith|boot-micrometer");
        return Stream.concat(
                        Stream.of(frontend.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)))
                .filter(entry -> !more.matcher(new File(entry).getName()).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The packaged portal's frontend, without the libraries that its jar names. */
    private static Path builtFrontend(Path folder) throws IOException {
        try (var jar = new JarFile("target/app/bursar.jar")) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith("META-INF/VAADIN/")) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return folder;
    }

    interface Command {
        List<String> on(int port);
    }

    static final class Start implements Comparison.Side {
        private final Path log;
        private final String page;
        private final Map<String, String> environment;
        private final Command command;
        private @Nullable Process process;
        private int port;

        Start(Path log, String page, Map<String, String> environment, Command command) {
            this.log = log;
            this.page = page;
            this.environment = environment;
            this.command = command;
        }

        @Override
        public void prepare() throws Exception {
            stop();
        }

        @Override
        public void run() throws Exception {
            try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                port = socket.getLocalPort();
            }
            var builder = new ProcessBuilder(new ArrayList<>(command.on(port)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(new File("/dev/null"));
            builder.environment().putAll(environment);
            process = builder.start();
            while (!answers(address())) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("It ended before it answered; see " + log);
                }
                Thread.sleep(10);
            }
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + port + page);
        }

        void stop() throws InterruptedException {
            if (process != null) {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                process = null;
            }
        }

        private static boolean answers(URI uri) {
            try {
                var connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setInstanceFollowRedirects(false);
                return connection.getResponseCode() == 200;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
