package dev.bursar.changes.write;

import java.time.Duration;

/** How time passes while a change waits for AWS: it is slept, unless a bean says otherwise. */
@FunctionalInterface
public interface Waiting {
    void pass(Duration time) throws InterruptedException;
}
