package dev.bursar.sync.run;

import module java.base;

/** When a job is tried again whose last runs failed for reasons that pass: three times, then as its timetable says. */
final class Retries {
    private static final List<Duration> AFTER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    /** Enough runs to know. */
    static final int LOOKED_AT = AFTER.size() + 1;

    private Retries() {}

    /** How a run ended. */
    record Ended(Instant at, boolean passing) {}

    /** @param runs of a job, the latest first */
    static Optional<Instant> after(List<Ended> runs) {
        int failed = (int) runs.stream().takeWhile(Ended::passing).count();
        return failed == 0 ? Optional.empty() : after(runs.getFirst().at(), failed);
    }

    /** @param failed how many failures there were in a row, the one at that moment included */
    static Optional<Instant> after(Instant at, int failed) {
        return failed > AFTER.size() ? Optional.empty() : Optional.of(at.plus(AFTER.get(failed - 1)));
    }
}
