package dev.bursar.ownership;

/** Addresses of this module's pages, for other pages. */
public final class OwnershipLinks {
    public static final String RULES = "admin/rules";

    private OwnershipLinks() {}
}
