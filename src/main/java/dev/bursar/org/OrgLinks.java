package dev.bursar.org;

import module java.base;

/** Addresses of pages that show what this module keeps, for pages of others. */
public final class OrgLinks {
    public static final String TEAMS = "admin/teams";

    private static final String ACCOUNTS = "admin/accounts";

    /** Teams that Bursar made of tag values and nobody has decided on. */
    public static final String NEW_TEAMS = TEAMS + "?new=true";

    private OrgLinks() {}

    /** An account among all accounts, for admins and auditors. */
    public static String account(String id) {
        return ACCOUNTS + "?q=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** A team's page, for who sees everything. */
    public static String team(int team) {
        return TEAMS + "/" + team;
    }
}
