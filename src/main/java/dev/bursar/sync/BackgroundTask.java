package dev.bursar.sync;

/**
 * Work that is done once, soon, on one of any number of nodes; features provide a bean for each kind and start it with
 * {@link BackgroundTasks}.
 */
public interface BackgroundTask {
    /** Unique, stable, lower case with dashes: it is stored. */
    String name();

    /**
     * Does the work. Called again with the same id when its node was killed, or in five minutes when it threw; what was done
     * before must not be done twice.
     *
     * @param id as it was started with
     */
    void run(String id);
}
