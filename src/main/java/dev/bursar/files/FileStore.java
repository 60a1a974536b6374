package dev.bursar.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/** Keeps files by name, all of them together up to a size; a folder of one machine or whatever several share. */
public interface FileStore {
    /**
     * Begins a file, in place of one that has the name.
     *
     * @param name lower-case letters, digits and dashes, at most 100
     * @return a stream that throws {@link FileStoreFull} when there is no room for more
     */
    OutputStream create(String name) throws IOException;

    /** The file's bytes; empty when there is none. */
    Optional<InputStream> open(String name) throws IOException;

    /** The size in bytes; 0 when there is none. */
    long size(String name) throws IOException;

    /** Nothing happens when there is none. */
    void delete(String name) throws IOException;

    Set<String> names() throws IOException;
}
