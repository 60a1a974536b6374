package dev.bursar.sync;

/** Addresses of this module's pages, for pages of others. */
public final class SyncLinks {
    public static final String SYNC = "sync";
    public static final String SETTINGS = "admin/settings";

    private SyncLinks() {}
}
