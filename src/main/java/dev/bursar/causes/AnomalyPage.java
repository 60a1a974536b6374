package dev.bursar.causes;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The anomalies that a person sees.
 *
 * @param all of the last 92 days, the newest first
 * @param teams names; of who doesn't see everything those of their anomalies
 * @param accounts names by id, for who sees everything
 * @param lookedUntil the last whole day that was looked at; null before any was
 * @param lookedAt when that was
 * @param mayRate whether the person may say what they are
 * @param theirs teams whose anomalies wait for the person: those that they lead, and for finance Unallocated
 */
public record AnomalyPage(
        List<Anomaly> all,
        Map<TeamId, String> teams,
        Map<String, String> accounts,
        @Nullable LocalDate lookedUntil,
        @Nullable Instant lookedAt,
        boolean mayRate,
        Set<TeamId> theirs) {
    public AnomalyPage {
        all = List.copyOf(all);
        teams = Map.copyOf(teams);
        accounts = Map.copyOf(accounts);
        theirs = Set.copyOf(theirs);
    }

    /** Those that nobody has rated, the dearest first. */
    public List<Anomaly> open() {
        return all.stream()
                .filter(Anomaly::isOpen)
                .sorted(Comparator.comparing(Anomaly::excess).reversed())
                .toList();
    }

    /** Those that wait for others, the dearest first. */
    public List<Anomaly> waitingForOthers() {
        return open().stream()
                .filter(one -> !theirs.contains(one.series().team()))
                .toList();
    }
}
