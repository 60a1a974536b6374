package dev.bursar.start;

/** Addresses of the pages of this module. */
public final class StartLinks {
    public static final String GETTING_STARTED = "admin/getting-started";
    public static final String TITLE = "Getting started";

    private StartLinks() {}
}
