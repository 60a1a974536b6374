package dev.bursar.billingdata;

import jakarta.annotation.PreDestroy;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where files lie that are imported: a folder of this process, which holds a lock on it as long as it lives. What a process that
 * was killed has left is thus told from what another one is working on.
 */
@Component
public class ImportFolder {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String LOCK = "lock";
    private static final Pattern PROCESS = Pattern.compile("process-[0-9a-f-]{36}");
    private static final Pattern FILE = Pattern.compile("(process-[0-9a-f-]{36})/(upload-[0-9a-f-]{36})");

    private final Path all;
    private final Path own;
    private @Nullable FileLock lock;

    public ImportFolder(@Value("${bursar.data}") Path data) {
        all = data.resolve("imports");
        own = all.resolve("process-" + UUID.randomUUID());
    }

    /** This process's own, made when it is first needed. */
    public synchronized Path path() throws IOException {
        if (lock == null) {
            Files.createDirectories(own, OWNER_ONLY);
            lock = locked(own, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return own;
    }

    /** A name for a new file of an upload; names of Bursar's own are all that ever becomes a path. */
    public String newFile() {
        return own.getFileName() + "/upload-" + UUID.randomUUID();
    }

    public Path file(String name) {
        if (!FILE.matcher(name).matches()) {
            throw new IllegalArgumentException("No upload has such a name");
        }
        return all.resolve(name);
    }

    /** Bytes of all uploads, those of other processes included. */
    public long used() throws IOException {
        if (!Files.isDirectory(all)) {
            return 0;
        }
        var sum = new long[1];
        visit(all, (file, size) -> sum[0] += size);
        return sum[0];
    }

    private interface Upload {
        void found(Path file, long size);
    }

    private void visit(Path folder, Upload upload) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (FILE.matcher(all.relativize(file).toString()).matches()) {
                    upload.found(file, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes what ended processes have left, but for these files. */
    public void sweep(Set<String> kept) throws IOException {
        if (!Files.isDirectory(all)) {
            return;
        }
        try (var folders = Files.list(all)) {
            for (Path folder : folders.filter(
                            one -> PROCESS.matcher(one.getFileName().toString()).matches() && !one.equals(own))
                    .toList()) {
                sweep(folder, kept);
            }
        }
    }

    private void sweep(Path folder, Set<String> kept) throws IOException {
        if (!Files.exists(folder.resolve(LOCK))) {
            return;
        }
        FileLock dead = locked(folder, StandardOpenOption.WRITE);
        if (dead == null) {
            return;
        }
        try (FileChannel channel = dead.acquiredBy() instanceof FileChannel file ? file : null) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!kept.contains(all.relativize(file).toString()) && !file.equals(folder.resolve(LOCK))) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    if (!directory.equals(folder)) {
                        deleteIfEmpty(directory);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            removeIfEmpty(folder);
        }
    }

    /** Null where another process, or another portal in this one, holds it. */
    private static @Nullable FileLock locked(Path folder, StandardOpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), options);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held within this process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock;
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try (var left = Files.list(folder)) {
            if (left.anyMatch(file -> !file.equals(folder.resolve(LOCK)))) {
                return;
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        deleteIfEmpty(folder);
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // somebody else's file is in it
        }
    }

    @PreDestroy
    synchronized void close() {
        if (lock == null) {
            return;
        }
        try {
            removeIfEmpty(own);
            lock.acquiredBy().close();
            lock = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
