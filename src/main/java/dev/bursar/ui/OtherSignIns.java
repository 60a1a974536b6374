package dev.bursar.ui;

import module java.base;

/** Asked by the sign-in page which ways in there are beside name and password; without such a bean there are none. */
public interface OtherSignIns {
    /**
     * A link to another place that vouches for people.
     *
     * @param name of that place, {@code Company account}
     * @param address where the way begins, relative to the portal's root
     */
    record Way(String name, String address) {}

    List<Way> ways();

    /** Whether name and password are shown at once, and not behind a link. */
    boolean passwordToo();
}
