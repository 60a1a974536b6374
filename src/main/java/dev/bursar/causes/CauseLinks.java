package dev.bursar.causes;

import dev.bursar.charges.ChangeLinks;

/** Addresses of this module's pages. */
public final class CauseLinks {
    public static final String CHANGES = ChangeLinks.CHANGES;

    public static final String ANOMALIES = "anomalies";

    private CauseLinks() {}

    /** The details of an anomaly. */
    public static String anomaly(long id) {
        return ANOMALIES + "?anomaly=" + id;
    }

    /** The details of a part of a change. */
    public static String part(String changes, ChangedPart part) {
        return changes + "&part=" + part.id();
    }
}
