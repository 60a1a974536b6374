package dev.bursar.org;

/** Addresses of pages that show what this module keeps, for pages of others. */
public final class OrgLinks {
    public static final String TEAMS = "admin/teams";

    /** Teams that Bursar made of tag values and nobody has decided on. */
    public static final String NEW_TEAMS = TEAMS + "?new=true";

    private OrgLinks() {}

    /** A team's page, for who sees everything. */
    public static String team(int team) {
        return TEAMS + "/" + team;
    }
}
