package dev.bursar.access;

/** Addresses of this module's pages, for pages of others. */
public final class AccessLinks {
    /** Asks for a link by which to set a new password, or sets it. */
    public static final String RESET = "reset";

    /** Where an invitation leads. */
    public static final String WELCOME = "welcome";

    private AccessLinks() {}
}
