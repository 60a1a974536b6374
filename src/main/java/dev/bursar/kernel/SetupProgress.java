package dev.bursar.kernel;

/** How far one step of the set-up is, told by the module that keeps it. It counts and names nothing, so that it needs no right. */
public interface SetupProgress {
    SetupStep step();

    Extent extent();

    /**
     * {@code 11 of 12} accounts.
     *
     * @param done at most {@code of}
     * @param of 0 where there is nothing yet that could be done
     */
    record Extent(int done, int of) {
        public static Extent of(boolean done) {
            return new Extent(done ? 1 : 0, 1);
        }

        public boolean isDone() {
            return of > 0 && done >= of;
        }
    }
}
