package dev.bursar.files;

import module java.base;

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

    /**
     * The folder at an address: a bucket's prefix, or a folder of this machine.
     *
     * @param setting that has the address, for the exception's sentence
     * @throws IllegalArgumentException where the address is neither
     */
    public static ObjectPlace at(String address, List<ObjectStores> stores, String setting) {
        return stores.stream()
                .flatMap(store -> store.at(address).stream())
                .findFirst()
                .orElseGet(() -> folder(address, setting));
    }

    private static ObjectPlace folder(String address, String setting) {
        try {
            Path path = Path.of(address);
            if (path.isAbsolute()) {
                return new ObjectPlace(ObjectStore.folder(path), "");
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new IllegalArgumentException(setting + ": neither s3://BUCKET/PREFIX nor an absolute path: "
                + address.replaceAll("\\p{Cntrl}", " "));
    }

    /** As people write it, such as {@code s3://bucket/exports/}. */
    public String name() {
        return store.name() + folder;
    }
}
