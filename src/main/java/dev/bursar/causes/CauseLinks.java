package dev.bursar.causes;

import dev.bursar.charges.ChangeLinks;
import dev.bursar.kernel.TeamId;
import module java.base;

/** Addresses of this module's pages. */
public final class CauseLinks {
    public static final String CHANGES = ChangeLinks.CHANGES;

    public static final String ANOMALIES = "anomalies";

    private CauseLinks() {}

    /** Anomalies that nobody has rated, of these teams; of all where none is named. */
    public static String open(Collection<TeamId> teams) {
        return ANOMALIES + "?state=open"
                + (teams.isEmpty()
                        ? ""
                        : teams.stream()
                                .map(TeamId::value)
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",", "&f=team.is.", "")));
    }

    /** The details of an anomaly. */
    public static String anomaly(long id) {
        return ANOMALIES + "?anomaly=" + id;
    }

    /** The details of a part of a change. */
    public static String part(String changes, ChangedPart part) {
        return changes + "&part=" + part.id();
    }
}
