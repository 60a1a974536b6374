package dev.bursar.setup;

/** Addresses and titles of the Set-up page and of access to accounts, for pages and jobs of others. */
public final class SetupLinks {
    public static final String SET_UP = "admin/set-up";
    public static final String TITLE = "Set-up";

    public static final String REACH = "admin/reach";
    public static final String REACH_TITLE = "Access to accounts";

    /** The Regions of each account. */
    public static final String REGIONS = "admin/reach/regions";

    private SetupLinks() {}
}
