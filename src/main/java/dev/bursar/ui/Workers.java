package dev.bursar.ui;

import module java.base;

/** Runs what a page does beside its requests; tests put a queue in its place that they run by hand. */
public interface Workers {
    /** Starts it, and returns when it has ended or this time has passed. */
    void start(Runnable work, Duration patience);

    void startAfter(Duration pause, Runnable work);
}
