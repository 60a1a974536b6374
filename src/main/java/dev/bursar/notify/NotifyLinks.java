package dev.bursar.notify;

/** Addresses of pages that show what this module keeps, for pages of others. */
public final class NotifyLinks {
    /** Mails that were not delivered. */
    public static final String TROUBLES = "admin/people";

    private NotifyLinks() {}
}
