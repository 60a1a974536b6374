package dev.bursar.focus;

import dev.bursar.spend.SpendLinks;

/** Address of this module's page, for pages of others. */
public final class FocusLinks {
    public static final String IMPORTS = SpendLinks.IMPORTS;

    private FocusLinks() {}
}
