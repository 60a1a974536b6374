package dev.bursar.kernel;

/** What people do in this process: work that nobody waits for gives way to it. */
public interface Foreground {
    /** Whether somebody has asked for a page's figures within the last second. */
    boolean busy();
}
