package dev.bursar.inventory.spi;

import module java.base;

/** Where the event that made a resource is shown; the module that reads events provides a bean. */
public interface CreationLinks {
    /** The address of an event, relative to the portal. */
    String event(UUID id);
}
