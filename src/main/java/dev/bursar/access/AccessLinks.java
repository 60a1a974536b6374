package dev.bursar.access;

/** Addresses of this module's pages, for pages of others. */
public final class AccessLinks {
    /** Asks for a link by which to set a new password, or sets it. */
    public static final String RESET = "reset";

    /** Where an invitation leads. */
    public static final String WELCOME = "welcome";

    public static final String PEOPLE = "admin/people";

    /** The parameter of {@link #PEOPLE} that says who is open. */
    public static final String PERSON = "person";

    private AccessLinks() {}

    /** A person among all people, for admins and auditors. */
    public static String person(int person) {
        return PEOPLE + "?" + PERSON + "=" + person;
    }
}
