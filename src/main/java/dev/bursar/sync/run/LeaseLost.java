package dev.bursar.sync.run;

/** Another node took the job over; this one must not commit anything more. */
public final class LeaseLost extends RuntimeException {
    public LeaseLost(String job) {
        super("The job " + job + " was taken over by another node");
    }
}
