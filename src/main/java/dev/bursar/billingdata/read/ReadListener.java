package dev.bursar.billingdata.read;

/** Follows a reading, from the reading's thread and from one of its own. */
public interface ReadListener {
    /** Nobody watches. */
    ReadListener NONE = new ReadListener() {};

    /** Called some times a second. */
    default void progress(ReadProgress progress) {}

    /** Asked some times a second; after it says yes, {@link ReadCancelled} is thrown within about a second. */
    default boolean cancelled() {
        return false;
    }
}
