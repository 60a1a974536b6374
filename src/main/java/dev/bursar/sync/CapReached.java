package dev.bursar.sync;

import java.math.BigDecimal;
import java.time.Instant;

/** The next paid request would pass a cap; nothing was sent. */
public final class CapReached extends RuntimeException {
    private final transient BigDecimal capUsd;
    private final boolean daily;
    private final transient Instant runsAgain;

    public CapReached(BigDecimal capUsd, boolean daily, Instant runsAgain) {
        super("Cap of " + capUsd + " USD reached");
        this.capUsd = capUsd;
        this.daily = daily;
        this.runsAgain = runsAgain;
    }

    public BigDecimal capUsd() {
        return capUsd;
    }

    public boolean daily() {
        return daily;
    }

    /** When money may be spent again. */
    public Instant runsAgain() {
        return runsAgain;
    }
}
