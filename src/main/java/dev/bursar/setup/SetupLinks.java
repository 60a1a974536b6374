package dev.bursar.setup;

/** Address and title of the Set-up page, for pages and jobs of others. */
public final class SetupLinks {
    public static final String SET_UP = "admin/set-up";
    public static final String TITLE = "Set-up";

    private SetupLinks() {}
}
