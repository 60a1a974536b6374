package dev.bursar.journal;

/** Addresses of this module's pages, for pages of others. */
public final class JournalLinks {
    public static final String JOURNAL = "journal";

    private JournalLinks() {}
}
