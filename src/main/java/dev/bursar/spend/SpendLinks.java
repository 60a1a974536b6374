package dev.bursar.spend;

/** Addresses of this module's pages, for pages of others. */
public final class SpendLinks {
    public static final String SPEND = "spend";

    private SpendLinks() {}
}
