package dev.bursar.files;

import module java.base;

/** Addresses of this module, for pages of others. */
public final class FilesLinks {
    public static final String EXPORTS = "exports";

    private FilesLinks() {}

    /** Where the person who exported it gets the file. */
    public static String file(UUID export) {
        return EXPORTS + "/" + export + "/file";
    }
}
