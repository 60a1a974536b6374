package dev.bursar.files;

/**
 * A folder of a store.
 *
 * @param folder "" or what keys begin with, up to a slash
 */
public record ObjectPlace(ObjectStore store, String folder) {
    public ObjectPlace {
        if (!folder.isEmpty() && !folder.endsWith("/")) {
            throw new IllegalArgumentException("A folder ends with a slash");
        }
    }

    /** As people write it, such as {@code s3://bucket/exports/}. */
    public String name() {
        return store.name() + folder;
    }
}
