package dev.bursar.org;

/** Names of teams as tables and filters show them: a team that nobody has confirmed is marked as new. */
public final class MarkedTeams {
    /** What follows a new team's name. */
    public static final String NEW = " (new)";

    /** In SQL: the name of {@code team t}; null where there is none. */
    public static final String NAME = "t.name || case when t.confirmed then '' else '" + NEW + "' end";

    private MarkedTeams() {}
}
