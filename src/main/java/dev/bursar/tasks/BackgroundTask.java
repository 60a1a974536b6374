package dev.bursar.tasks;

/** A kind of work that is done in the background. Features provide a bean for each and ask for it with {@link BackgroundWork#add}. */
public interface BackgroundTask {
    /** Unique, stable, lower case with dashes: it is stored, and the name of db-scheduler's task. */
    String kind();

    /**
     * Does what this node has claimed, and says with {@link BackgroundWork#done} that it is. It is called again, with a higher
     * fence, when its node was killed: what was done before must not be done twice.
     *
     * @throws WorkCancelled when nobody wants it any more, as {@link BackgroundWork#report} says
     * @throws Exception handed to {@link #failed}, this one too
     */
    void run(Work claimed) throws Exception;

    /** Ends work that {@link #run} gave up, as failed or as cancelled; not called when the node is being stopped. */
    void failed(Work claimed, Exception why);
}
