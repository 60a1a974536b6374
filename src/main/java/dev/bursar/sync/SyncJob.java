package dev.bursar.sync;

import module java.base;

/** Work that keeps Bursar in step with AWS; features provide them as beans; {@link SyncJobs} has them in order. */
public interface SyncJob {
    /** Unique, stable, lower case with dashes: it is stored. */
    String name();

    /** As shown, such as "Refresh costs". */
    String title();

    /** How often it is due unless an admin says otherwise, in whole hours that divide a day: 1, 2, 3, 4, 6, 8, 12 or 24. */
    int everyHours();

    default ProgressUnit counted() {
        return ProgressUnit.SLICES;
    }

    /**
     * Does the work; called by one node at a time. A job that was killed is called again with the same run and goes on
     * from what it had committed.
     *
     * @return how many slices failed while others went on; 0 is a clean run
     */
    int run(Run run);

    /** What each run pays at least in USD, even where nothing has changed. */
    default BigDecimal leastCostUsd() {
        return BigDecimal.ZERO;
    }

    /** What it pays a day in USD however often it runs; empty where each run pays. */
    default Optional<BigDecimal> dailyCostUsd() {
        return Optional.empty();
    }

    /** Names of the jobs whose results it reads, or which a person needs sooner: on an empty database it begins after them. */
    default List<String> after() {
        return List.of();
    }

    /** What must be done before it can run; empty when nothing. While it waits no run begins and nothing is paid. */
    default Optional<Prerequisite> waitsFor() {
        return Optional.empty();
    }

    /**
     * What has changed since its last run that it would work on, as a text that is another one for other changes; empty where nothing
     * has. It is asked often, in a transaction: a job that can say so cheaply is made due soon after changes.
     */
    default Optional<String> pending() {
        return Optional.empty();
    }

    /** What people should know of how it works now, in a few words; empty when there is nothing to say. */
    default Optional<String> fact() {
        return Optional.empty();
    }

    /** What the first run will ask of AWS, before anything is paid; empty when there is nothing to say. */
    default Optional<Estimate> estimate() {
        return Optional.empty();
    }
}
