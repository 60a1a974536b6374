package dev.bursar.changes;

/** Addresses of the pages of changes to AWS. */
public final class ChangeLinks {
    public static final String CHANGES = "changes";
    public static final String SETTINGS = "admin/changes";

    private ChangeLinks() {}

    /** The page of a change. */
    public static String change(long id) {
        return CHANGES + "/" + id;
    }
}
