package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.charges.spi.DeliveredCosts;
import module java.base;
import org.jspecify.annotations.Nullable;

/** How an import stands. */
public sealed interface ImportState {
    /** Whether it will still change by itself. */
    default boolean underWay() {
        return false;
    }

    /** @param again whether it had begun before its node was stopped */
    record Waiting(boolean again) implements ImportState {
        @Override
        public boolean underWay() {
            return true;
        }
    }

    /** @param stopping whether somebody has cancelled it */
    record Running(Instant since, Optional<ReadProgress> progress, boolean stopping) implements ImportState {
        @Override
        public boolean underWay() {
            return true;
        }

        /** In whole percent of all steps, 99 at most. */
        public int percent() {
            return (int) (progress.map(Running::share).orElse(0.0) * 99);
        }

        /** At the pace so far; empty while that is a guess. */
        public Optional<Duration> left(Instant now) {
            double done = progress.map(Running::share).orElse(0.0);
            Duration taken = Duration.between(since, now);
            return done < 0.05 || isAddingUp() || taken.toSeconds() < 3
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.round(taken.toSeconds() * (1 - done) / done)));
        }

        /** Whether all is stored but for the sums of its days. */
        public boolean isAddingUp() {
            return progress.filter(now -> now.step() == ReadProgress.Step.HANDING_OVER && now.rows() >= now.ofRows())
                    .isPresent();
        }

        private static double share(ReadProgress now) {
            double ofStep = now.ofRows() == 0 ? 0 : Math.clamp((double) now.rows() / now.ofRows(), 0, 1);
            // as the steps' times were measured to each other
            return switch (now.step()) {
                case CHECKING -> 0.25 * ofStep;
                case REDUCING -> 0.25 + 0.25 * ofStep;
                case HANDING_OVER -> 0.5 + 0.25 * ofStep;
            };
        }
    }

    /**
     * Stored.
     *
     * @param totals of the files by currency and by the format's own names of costs
     */
    record Done(DeliveredCosts.Stored stored, SortedMap<String, Map<String, BigDecimal>> totals)
            implements ImportState {}

    /** What the files hold was stored already. */
    record Unchanged() implements ImportState {}

    /** Something in the files is wrong; nothing has changed. */
    record Refused(
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column,
            String what,
            String whatToDo) implements ImportState {}

    /** Nothing has changed. */
    record Failed(String problem, String whatToDo) implements ImportState {}

    /** Nothing has changed. */
    record Cancelled(String by) implements ImportState {}
}
