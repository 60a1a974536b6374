package dev.bursar.sync;

import module java.base;

/** A job's run, as the job sees it. */
public interface Run {
    long id();

    /** When the run began; the same after a crash, so that it resumes with the questions it had. */
    Instant startedAt();

    RequestMeter meter();

    /** What was last reported; after a crash its steps and slices are counted anew. */
    Progress progress();

    /** Stores the progress and checks whether the run was asked to stop. */
    void report(Progress progress);

    /**
     * Runs {@code change} in a transaction that only the lease's holder can commit.
     *
     * @throws LeaseLost when another node took the job over
     */
    <T> T commit(Supplier<T> change);

    /**
     * The same for a change that takes longer than a moment: the heart beats on, and when the run is asked to stop, its statement is
     * cancelled and it is undone as a whole.
     *
     * @throws LeaseLost when another node took the job over
     */
    <T> T longCommit(Supplier<T> change);

    /** Says what went wrong where others went on; the first one said is shown. */
    void problem(SourceProblem problem);
}
