package dev.bursar.kernel;

/** What an organisation sets up, in the order in which it can: pages and figures need it. */
public enum SetupStep {
    /** AWS has said whose credentials Bursar has. */
    CONNECTION,
    /** The tag whose values name teams. */
    TEAM_TAG,
    COSTS,
    /** Charge files, which know resources. */
    CHARGE_FILES,
    TEAMS,
    /** A role in each account, by which resources, events and workloads are read. */
    ACCOUNTS,
    LEADS,
    MAIL,
    TAG_POLICY,
    BUDGETS,
    POOLS,
    /** Months that leads see statements of. */
    STATEMENTS
}
