package dev.bursar.journeys;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of a portal that has read something from AWS, kept in target/ for all portals that begin with it. It is made
 * anew where the day, or anything but pages, is another: classes, migrations, settings or dependencies.
 */
final class KeptState {
    private static final List<String> PAGES =
            List.of("/ui/", "dev/bursar/shell/", "dev/bursar/overview/", "dev/bursar/admin/");
    private static final Path CLASSES = Portal.TARGET.resolve("classes");
    private static @Nullable String key;

    private final String name;
    private final @Nullable KeptState from;
    private final Map<String, String> settings;
    private final Consumer<Portal> read;
    private @Nullable Path folder;

    /**
     * @param from what its portal has read before; null for nothing
     * @param settings of its portal
     * @param read returns when a portal has read what is to be kept
     */
    KeptState(String name, @Nullable KeptState from, Map<String, String> settings, Consumer<Portal> read) {
        this.name = "kept-" + name;
        this.from = from;
        this.settings = settings;
        this.read = read;
    }

    /** The first process that comes here has a portal read it; others wait for it. */
    synchronized Path folder() {
        if (folder == null) {
            Portal.prepare();
            folder = find();
        }
        return folder;
    }

    @Nullable
    KeptState from() {
        return from;
    }

    /** Of a portal that begins with it. */
    Map<String, String> settings() {
        return settings;
    }

    void read(Portal portal) {
        read.accept(portal);
    }

    private Path find() {
        Path kept = Portal.TARGET.resolve(name + "-" + key());
        try (var channel = FileChannel.open(
                        Portal.TARGET.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var ignored = channel.lock()) {
            if (!Files.exists(kept)) {
                for (Path old : olds()) {
                    Portal.delete(old);
                }
                Files.move(Portal.keep(name + ".part", this), kept);
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> olds() throws IOException {
        try (var all = Files.list(Portal.TARGET)) {
            return all.filter(path -> path.getFileName().toString().startsWith(name + "-"))
                    .toList();
        }
    }

    private static synchronized String key() {
        if (key == null) {
            key = computed();
        }
        return key;
    }

    private static String computed() {
        try (var files = Files.walk(CLASSES);
                var libraries = Files.list(Portal.TARGET.resolve("app/lib"))) {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(LocalDate.now(ZoneOffset.UTC).toString().getBytes(StandardCharsets.UTF_8));
            for (Path library : libraries.sorted().toList()) {
                hash.update(library.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            }
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = CLASSES.relativize(file).toString();
                if (makesIt(path)) {
                    hash.update(path.getBytes(StandardCharsets.UTF_8));
                    hash.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(hash.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** But for what Vaadin adds when it is packaged. */
    private static boolean makesIt(String path) {
        return (path.startsWith("dev/") || path.startsWith("db/") || path.endsWith(".yaml"))
                && PAGES.stream().noneMatch(path::contains);
    }
}
