package dev.bursar.kernel;

/** What a person may be; a person may have several, and their rights add up. */
public enum Role {
    LEAD,
    FINANCE,
    ADMIN,
    AUDITOR;

    /** Names for {@code @RolesAllowed}, which takes constants only. */
    public static final String LEAD_NAME = "LEAD";

    public static final String FINANCE_NAME = "FINANCE";
    public static final String ADMIN_NAME = "ADMIN";
    public static final String AUDITOR_NAME = "AUDITOR";
}
