package dev.bursar.testing;

import module java.base;

/** Tells by content whether what made a kept database has changed since. Eight hexadecimal digits each. */
final class Fingerprint {
    /** What draws pages or runs from the command line, and reads nothing. */
    private static final List<String> WITHOUT = List.of("/ui/", "/overview/", "/admin/", "/shell/", "/cli/");

    /** Of the migrations. */
    static final String MIGRATIONS = of(file -> file.startsWith("db/migration/"));

    /** Of the migrations, and of all classes that read AWS or simulate it. */
    static final String READING = of(file -> file.startsWith("db/migration/")
            || file.startsWith("dev/bursar/") && WITHOUT.stream().noneMatch(file::contains));

    private Fingerprint() {}

    private static String of(Predicate<String> counts) {
        var digest = sha256();
        add(digest, root("db/migration/V1__journal.sql", 3), counts);
        add(
                digest,
                root(Fingerprint.class.getName().replace('.', '/') + ".class", 4),
                file -> counts.test(file) && file.startsWith("dev/bursar/testing/Sync"));
        return HexFormat.of().formatHex(digest.digest(), 0, 4);
    }

    /** The same of a few words. */
    static String of(String words) {
        return HexFormat.of().formatHex(sha256().digest(words.getBytes(StandardCharsets.UTF_8)), 0, 4);
    }

    private static void add(MessageDigest digest, Path root, Predicate<String> counts) {
        try (var files = Files.walk(root)) {
            for (String file : files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(counts)
                    .sorted()
                    .collect(Collectors.toList())) {
                digest.update(file.getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(root.resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the build in which that file lies so deep. */
    private static Path root(String file, int deep) {
        try {
            Path found =
                    Path.of(Fingerprint.class.getClassLoader().getResource(file).toURI());
            for (int i = 0; i < deep; i++) {
                found = found.getParent();
            }
            return found;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
