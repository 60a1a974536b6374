package dev.bursar.files;

import module java.base;

/**
 * Keeps files by name, all of them together up to a size, and those of one person up to a smaller one; a folder of one machine
 * or whatever several share.
 */
public interface FileStore {
    /**
     * Begins a file, in place of one that has the name.
     *
     * @param name lower-case letters, digits and dashes, at most 100
     * @param ofPerson the names of all files of the same person, asked again while the file grows
     * @return a stream that throws {@link FileStoreFull} when there is no room for more
     */
    OutputStream create(String name, Supplier<Set<String>> ofPerson) throws IOException;

    /** The file's bytes; empty when there is none. */
    Optional<InputStream> open(String name) throws IOException;

    /** The size in bytes; 0 when there is none. */
    long size(String name) throws IOException;

    /** Nothing happens when there is none. */
    void delete(String name) throws IOException;

    Set<String> names() throws IOException;
}
