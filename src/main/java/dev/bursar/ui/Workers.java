package dev.bursar.ui;

import java.time.Duration;

/** Runs what a page does beside its requests; tests put a queue in its place that they run by hand. */
public interface Workers {
    void start(Runnable work);

    void startAfter(Duration pause, Runnable work);
}
