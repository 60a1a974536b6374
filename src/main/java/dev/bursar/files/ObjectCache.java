package dev.bursar.files;

import dev.bursar.kernel.Sha256;
import dev.bursar.sync.RequestMeter;
import module java.base;

/** Copies of objects in a folder of Bursar's own, all together up to a size: the oldest make room. Used by one process at a time. */
public final class ObjectCache {
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final long most;

    /** @param most bytes of all copies together */
    public ObjectCache(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /** Follows the copying; what it throws ends it, and what has come whole stays. */
    @FunctionalInterface
    public interface Watch {
        /** @param object which one is being copied, from 0 */
        void copied(int object, long bytes);
    }

    /** Bytes of all copies together. */
    public long most() {
        return most;
    }

    public boolean holds(List<StoredObject> objects) {
        return objects.stream().mapToLong(StoredObject::size).sum() <= most;
    }

    /** Removes what a killed process had begun. */
    public void tidy() throws IOException {
        for (Path file : files()) {
            if (file.toString().endsWith(UNFINISHED)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Copies of the objects in their order, of which those that are not there yet are fetched.
     *
     * @return empty when one has been replaced or is gone
     * @throws IllegalArgumentException when the cache does not {@link #holds} them
     * @throws IOException when they can't be written
     */
    public Optional<List<Path>> copies(ObjectStore store, List<StoredObject> objects, RequestMeter meter, Watch watch)
            throws IOException {
        if (!holds(objects)) {
            throw new IllegalArgumentException("More than the cache holds");
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var copies = new ArrayList<Path>();
        long missing = 0;
        for (StoredObject object : objects) {
            Path copy = copy(store, object);
            copies.add(copy);
            missing += whole(copy, object) ? 0 : object.size();
        }
        makeRoom(missing, new HashSet<>(copies));
        for (int i = 0; i < objects.size(); i++) {
            int number = i;
            StoredObject object = objects.get(i);
            if (whole(copies.get(i), object)) {
                watch.copied(number, object.size());
            } else if (!fetched(store, object, copies.get(i), meter, bytes -> watch.copied(number, bytes))) {
                return Optional.empty();
            }
        }
        return Optional.of(copies);
    }

    /** Forgets copies that nobody needs again. */
    public void drop(ObjectStore store, List<StoredObject> objects) throws IOException {
        for (StoredObject object : objects) {
            Files.deleteIfExists(copy(store, object));
        }
    }

    private static boolean fetched(
            ObjectStore store,
            StoredObject object,
            Path copy,
            RequestMeter meter,
            java.util.function.LongConsumer copied)
            throws IOException {
        Path unfinished = copy.resolveSibling(copy.getFileName() + UNFINISHED);
        try {
            if (!store.copy(object, unfinished, meter, copied)) {
                return false;
            }
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void makeRoom(long bytes, Set<Path> needed) throws IOException {
        record Copy(Path file, long size, java.nio.file.attribute.FileTime written) {}
        var there = new ArrayList<Copy>();
        for (Path file : files()) {
            there.add(new Copy(file, size(file), Files.getLastModifiedTime(file)));
        }
        long used = there.stream().mapToLong(Copy::size).sum();
        there.sort(Comparator.comparing(Copy::written).thenComparing(Copy::file));
        for (Copy oldest : there) {
            if (used + bytes <= most) {
                return;
            }
            if (!needed.contains(oldest.file())) {
                Files.deleteIfExists(oldest.file());
                used -= oldest.size();
            }
        }
    }

    private static boolean whole(Path copy, StoredObject object) throws IOException {
        return Files.exists(copy) && size(copy) == object.size();
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Where the object's copy is or would be: a name of our own, which nothing in the key can change. */
    private Path copy(ObjectStore store, StoredObject object) {
        return folder.resolve(
                HexFormat.of().formatHex(Sha256.of(store.name() + "\0" + object.key() + "\0" + object.tag())));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
