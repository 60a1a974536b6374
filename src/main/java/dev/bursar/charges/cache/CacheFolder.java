package dev.bursar.charges.cache;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Where a process keeps its copy of the charges: the first of the numbered folders that no other process holds the lock of. So
 * several portals share a data folder, and a portal that starts again finds its copy.
 */
final class CacheFolder {
    /** Of the present shape; another shape gets another name. */
    private static final String FILE = "charges-4.duckdb";

    private static final String LOCK = "lock";
    private static final List<String> FORMER = List.of(
            "charges.duckdb",
            "charges.duckdb.wal",
            "charges-2.duckdb",
            "charges-2.duckdb.wal",
            "charges-3.duckdb",
            "charges-3.duckdb.wal");

    private final Path own;
    private final FileLock lock;

    private CacheFolder(Path own, FileLock lock) {
        this.own = own;
        this.lock = lock;
    }

    /** Takes a folder for as long as this process lives, and empties those that nobody uses. */
    static CacheFolder taken(Path all) throws IOException {
        Files.createDirectories(all);
        forget(all);
        CacheFolder taken = null;
        for (int number = 1; taken == null || Files.exists(all.resolve(String.valueOf(number))); number++) {
            Path folder = Files.createDirectories(all.resolve(String.valueOf(number)));
            FileLock lock = locked(folder);
            if (lock == null) {
                continue;
            }
            forget(folder);
            var free = new CacheFolder(folder, lock);
            if (taken == null) {
                taken = free;
            } else {
                free.clear();
                free.release();
            }
        }
        return taken;
    }

    /** Copies of other shapes. */
    private static void forget(Path folder) throws IOException {
        for (String former : FORMER) {
            Files.deleteIfExists(folder.resolve(former));
        }
    }

    Path file() {
        return own.resolve(FILE);
    }

    Path temporary() {
        return own.resolve("tmp");
    }

    void clear() throws IOException {
        Files.deleteIfExists(file());
        Files.deleteIfExists(own.resolve(FILE + ".wal"));
    }

    void release() throws IOException {
        lock.acquiredBy().close();
    }

    /** Null where another process, or another portal in this one, holds it. */
    private static @Nullable FileLock locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
}
