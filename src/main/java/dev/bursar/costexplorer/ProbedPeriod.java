package dev.bursar.costexplorer;

import dev.bursar.charges.Granularity;
import module java.base;

/**
 * One day of an open month, or a whole earlier month: what the probes say of it now, and the pairs whose costs differ from
 * what was accepted last.
 */
public record ProbedPeriod(
        Granularity granularity,
        LocalDate start,
        boolean estimated,
        Map<Probe, ProbeSums> now,
        Map<Probe, Set<List<String>>> changed) {
    public ProbedPeriod {
        now = Map.copyOf(now);
        changed = Map.copyOf(changed);
    }

    public LocalDate end() {
        return granularity == Granularity.DAILY ? start.plusDays(1) : start.plusMonths(1);
    }

    public boolean hasChanged() {
        return changed.values().stream().anyMatch(pairs -> !pairs.isEmpty());
    }

    /** Whether the period no longer has costs, so that there is nothing to ask. */
    public boolean isEmpty() {
        return now.values().stream().allMatch(sums -> sums.sums().isEmpty());
    }

    public Set<List<String>> changed(Probe probe) {
        return changed.getOrDefault(probe, Set.of());
    }

    public ProbeSums now(Probe probe) {
        return now.getOrDefault(probe, new ProbeSums(Map.of()));
    }

    /** Neighbouring periods joined into windows, in order. */
    public static List<List<ProbedPeriod>> windows(List<ProbedPeriod> periods) {
        List<List<ProbedPeriod>> windows = new ArrayList<>();
        for (ProbedPeriod period : periods) {
            if (windows.isEmpty() || !windows.getLast().getLast().end().equals(period.start())) {
                windows.add(new ArrayList<>());
            }
            windows.getLast().add(period);
        }
        return windows;
    }

    /** The pairs of a probe that changed in any of the periods. */
    public static Set<List<String>> changed(List<ProbedPeriod> periods, Probe probe) {
        Set<List<String>> pairs = new HashSet<>();
        periods.forEach(period -> pairs.addAll(period.changed(probe)));
        return pairs;
    }
}
