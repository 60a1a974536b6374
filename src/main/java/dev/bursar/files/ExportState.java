package dev.bursar.files;

import module java.base;

/** How an export stands. */
public sealed interface ExportState {
    /** Whether it will still change by itself. */
    default boolean underWay() {
        return false;
    }

    record Waiting() implements ExportState {
        @Override
        public boolean underWay() {
            return true;
        }
    }

    /** @param all how many rows there will be, as far as that is known */
    record Running(long done, OptionalLong all) implements ExportState {
        @Override
        public boolean underWay() {
            return true;
        }

        /** In whole percent, 99 at most; empty as long as nobody knows. */
        public OptionalLong percent() {
            return all.isPresent() && all.getAsLong() > 0
                    ? OptionalLong.of(Math.clamp(done * 100 / all.getAsLong(), 0, 99))
                    : OptionalLong.empty();
        }
    }

    /** @param size in bytes */
    record Ready(long rows, long size, Instant expires) implements ExportState {}

    /** Made with rights that the person no longer has. */
    record Withdrawn() implements ExportState {}

    record Failed(String problem, Optional<String> whatToDo) implements ExportState {}

    record Cancelled() implements ExportState {}

    record Expired(Instant at) implements ExportState {}
}
