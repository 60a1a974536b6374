package dev.bursar.testing;

import module java.base;

/** The Java files of the product and of the simulator, which stand in two folders and are one module. */
public final class ProductSources {
    private static final List<Path> FOLDERS = Stream.of("src/main/java", "src/simulator/java")
            .map(folder -> Path.of(System.getProperty("bursar.home", "."), folder))
            .toList();

    private ProductSources() {}

    /** Each Java file. */
    public static List<Path> files() {
        return FOLDERS.stream()
                .flatMap(folder -> {
                    try (Stream<Path> files = Files.walk(folder)) {
                        return files.filter(path -> path.toString().endsWith(".java")).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** The folder of a module. */
    public static Path module(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve("dev/bursar").resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }
}
