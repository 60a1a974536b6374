package dev.bursar.billingdata.engine;

import java.util.Optional;

/** Gives the engine that reduces lines where they lie; each adapter provides a bean. */
@FunctionalInterface
public interface LineEngines {
    /** Empty where none is set. */
    Optional<LineEngine> engine();
}
