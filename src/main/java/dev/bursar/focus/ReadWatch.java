package dev.bursar.focus;

/** Follows a reading, from the reading's thread and from one of its own. */
public interface ReadWatch {
    /** Nobody watches. */
    ReadWatch NONE = new ReadWatch() {};

    /** Called some times a second. */
    default void progress(ReadProgress progress) {}

    /** Asked some times a second; after it says yes, {@link ReadCancelled} is thrown within about a second. */
    default boolean cancelled() {
        return false;
    }
}
