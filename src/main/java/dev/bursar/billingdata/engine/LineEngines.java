package dev.bursar.billingdata.engine;

import module java.base;

/** Gives the engine that reduces lines where they lie; each adapter provides a bean. */
@FunctionalInterface
public interface LineEngines {
    /** Empty where none is set. */
    Optional<LineEngine> engine();
}
