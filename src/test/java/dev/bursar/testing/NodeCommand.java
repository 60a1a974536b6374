package dev.bursar.testing;

import module java.base;

/**
 * How a node in a process of its own starts quickly. Java maps the classes that an earlier process has loaded, but only those from
 * jars. So the classes of this build are packed into one, a first node leaves an archive of what it has loaded, and later ones map
 * that, whichever process of the tests starts them, until a class changes.
 */
final class NodeCommand {
    private static final Path FOLDER = Path.of("target/test-nodes");
    private static final List<String> QUICK = quick();

    private NodeCommand() {}

    /** The command, to which arguments are added. */
    static List<String> get() {
        return QUICK;
    }

    private static List<String> quick() {
        try {
            List<Path> path = Stream.of(
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                    .split(":"))
                    .map(Path::of)
                    .toList();
            SortedMap<String, Path> files = files(path);
            String name = "node-" + Fingerprint.of(stamps(files));
            Path jar = FOLDER.resolve(name + ".jar").toAbsolutePath();
            Path components = FOLDER.resolve(name + ".components");
            Path archive = FOLDER.resolve(name + ".jsa");
            String classes = Stream.concat(Stream.of(jar), path.stream().filter(Files::isRegularFile))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
            Files.createDirectories(FOLDER);
            // of several processes of the tests one makes it, and the others wait
            try (var channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!Files.exists(archive)) {
                    leaveOthers();
                    pack(files, jar);
                    Files.write(components, SyncNode.componentNames());
                    Path part = FOLDER.resolve("part.jsa");
                    SyncRig.first(command("-XX:ArchiveClassesAtExit=" + part, components, classes));
                    Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return command("-XX:SharedArchiveFile=" + archive, components, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String archive, Path components, String classes) {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                archive,
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-D" + SyncNode.COMPONENTS + "=" + components,
                "-cp",
                classes,
                SyncNode.class.getName());
    }

    /** What the folders of the class path hold, without what pages are made of; the first folder's file counts. */
    private static SortedMap<String, Path> files(List<Path> path) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path folder : path.stream().filter(Files::isDirectory).toList()) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return folder.relativize(each).startsWith("META-INF/VAADIN")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                    files.putIfAbsent(folder.relativize(each).toString(), each);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return files;
    }

    private static String stamps(Map<String, Path> files) throws IOException {
        var stamps = new StringBuilder();
        for (var file : files.entrySet()) {
            stamps.append(file.getKey())
                    .append(Files.getLastModifiedTime(file.getValue()))
                    .append(Files.size(file.getValue()));
        }
        return stamps.toString();
    }

    private static void pack(Map<String, Path> files, Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.setLevel(1);
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                Files.copy(file.getValue(), zip);
            }
        }
    }

    private static void leaveOthers() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(one -> !one.endsWith("lock")).toList()) {
                Files.delete(file);
            }
        }
    }
}
