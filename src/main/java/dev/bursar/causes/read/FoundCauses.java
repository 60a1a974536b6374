package dev.bursar.causes.read;

import dev.bursar.causes.Cause;
import dev.bursar.trail.query.ResourceEvents.Scaled;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What may be named as causes, by event.
 *
 * @param scaled what autoscaling acted on
 */
record FoundCauses(Map<UUID, Cause> causes, Map<UUID, Scaled> scaled) {
    FoundCauses() {
        this(new HashMap<>(), new HashMap<>());
    }

    void add(ResourceActs.Acts acts) {
        causes.putAll(acts.causes());
        scaled.putAll(acts.scaled());
    }

    /** Forgets those that no part names. */
    void keep(Collection<UUID> named) {
        causes.keySet().retainAll(named);
        scaled.keySet().retainAll(named);
    }
}
