package dev.bursar.sync;

/** Addresses of this module's pages, for pages of others. */
public final class SyncLinks {
    public static final String SYNC = "sync";
    public static final String SETTINGS = "admin/settings";

    /** Jobs whose last run went wrong. */
    public static final String FAILED = SYNC + "?state=failed";

    private SyncLinks() {}
}
