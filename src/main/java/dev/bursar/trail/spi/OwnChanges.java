package dev.bursar.trail.spi;

import module java.base;

/** Which change of Bursar's own an event is part of; the module that writes to AWS provides a bean. */
public interface OwnChanges {
    /**
     * A change.
     *
     * @param address of its page, relative to the portal
     */
    record OwnChange(String name, String address) {}

    /** @param record an event's record, JSON */
    Optional<OwnChange> of(String record);
}
