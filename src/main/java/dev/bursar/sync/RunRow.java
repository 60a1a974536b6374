package dev.bursar.sync;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A run as the Sync page shows it; requests are counted with those in flight, cost is in USD.
 *
 * @param passing whether it failed, wholly or in part, for a reason that passes by itself
 */
public record RunRow(
        long id,
        String job,
        RunStart start,
        Instant startedAt,
        @Nullable Instant endedAt,
        RunState state,
        @Nullable String stopAskedBy,
        Progress progress,
        @Nullable Problem problem,
        @Nullable String reference,
        boolean passing,
        long requests,
        long requestsFailed,
        BigDecimal costUsd) {
    /** Whether somebody should look at how it ended. */
    public boolean hasProblem() {
        return problem != null
                && switch (state) {
                    case FAILED, STOPPED_AT_CAP, DONE_WITH_FAILURES -> true;
                    case RUNNING, DONE, STOPPED -> false;
                };
    }
}
