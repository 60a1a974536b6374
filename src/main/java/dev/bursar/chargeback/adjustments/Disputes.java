package dev.bursar.chargeback.adjustments;

import dev.bursar.kernel.Actor;
import module java.base;

/** Disputes, which an adjustment may answer. */
public interface Disputes {
    /**
     * A re-allocation answers a dispute; call it where that is posted.
     *
     * @throws dev.bursar.kernel.StaleEdit where the dispute was settled already
     */
    void answeredByReallocation(long dispute, String reason, Actor by, Instant at);
}
