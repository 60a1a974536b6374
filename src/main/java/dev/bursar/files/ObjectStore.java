package dev.bursar.files;

import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Objects by key that somebody else writes, in a bucket or in a folder. Bursar only reads them, and removes results that an engine wrote
 * for it.
 */
public interface ObjectStore {
    /** What the addresses of its objects begin with, such as {@code s3://bucket/} or {@code /data/exports/}. */
    String name();

    /**
     * What lies directly in a folder; one that isn't there is empty.
     *
     * @param folder "" or what keys begin with up to a slash
     * @param most objects and folders, above which it is refused
     * @throws dev.bursar.sync.SourceProblem when the store refuses or can't be reached, in words
     */
    Listing folder(String folder, int most, RequestMeter meter);

    /** All objects below a folder, in the order of their keys; the rest as in {@link #folder}. */
    List<StoredObject> below(String folder, int most, RequestMeter meter);

    /**
     * The first objects below a folder whose keys come after one, in the order of their keys; none before it is listed.
     *
     * @param after a key, or the beginning of one; "" for the first objects
     * @param most objects; there may be more where as many come
     */
    List<StoredObject> after(String folder, String after, int most, RequestMeter meter);

    /**
     * Writes an object to a file, if it still is what was listed.
     *
     * @param copied told now and then how many bytes have come; what it throws ends the copying
     * @return false when it has been replaced or is gone; the file holds nothing of use then
     * @throws IOException when the file can't be written
     * @throws dev.bursar.sync.SourceProblem when the store refuses, can't be reached or doesn't send all of it, in words
     */
    boolean copy(StoredObject object, Path file, RequestMeter meter, LongConsumer copied) throws IOException;

    /**
     * Writes an object's last bytes to where they stand in a file of the object's size, of which the rest takes no room, if it still
     * is what was listed. Exceptions as in {@link #copy}.
     *
     * @param bytes at least 1; the whole object where it has fewer
     * @return false when it has been replaced or is gone; the file holds nothing of use then
     */
    boolean end(StoredObject object, int bytes, Path file, RequestMeter meter) throws IOException;

    /**
     * Removes an object; one that isn't there is no failure.
     *
     * @param folder of results, below which the object has to lie, with a slash at its end
     * @throws IllegalArgumentException where the object lies elsewhere; nothing is asked of the store then
     * @throws dev.bursar.sync.SourceProblem when the store refuses or can't be reached, in words
     */
    void remove(String folder, StoredObject object, RequestMeter meter);

    /** Refuses to remove what isn't below a folder. */
    static void checkBelow(String folder, StoredObject object) {
        if (folder.length() < 2 || !folder.endsWith("/") || !object.key().startsWith(folder)) {
            throw new IllegalArgumentException("Only results are removed");
        }
    }

    /** Writes bytes to their place in a file that is made anew; what comes before them reads as zeros and takes no room. */
    static void writeEnd(Path file, long start, ByteBuffer bytes) throws IOException {
        Files.deleteIfExists(file);
        try (var channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE)) {
            long at = start;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }
    }

    /** A folder of this machine; symbolic links in it are left out. */
    static ObjectStore folder(Path folder) {
        return new FolderObjectStore(folder);
    }

    /** What lies in a folder, both in the order of their names; {@code folders} are whole keys that end with a slash. */
    record Listing(List<StoredObject> objects, List<String> folders) {
        public Listing {
            objects = List.copyOf(objects);
            folders = List.copyOf(folders);
        }
    }
}
