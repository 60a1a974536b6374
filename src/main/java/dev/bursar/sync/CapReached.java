package dev.bursar.sync;

import module java.base;
import org.jspecify.annotations.Nullable;

/** The next paid request would pass a cap; nothing was sent. */
public final class CapReached extends RuntimeException {
    private final transient BigDecimal capUsd;
    private final boolean daily;
    private final transient Instant runsAgain;
    private final String orElse;

    public CapReached(BigDecimal capUsd, boolean daily, Instant runsAgain) {
        this(capUsd, daily, runsAgain, "", null);
    }

    private CapReached(BigDecimal capUsd, boolean daily, Instant runsAgain, String orElse, @Nullable Throwable cause) {
        super("Cap of " + capUsd + " USD reached", cause);
        this.orElse = orElse;
        this.capUsd = capUsd;
        this.daily = daily;
        this.runsAgain = runsAgain;
    }

    /** The same where something else helps too, which follows "raise the cap, or". */
    public CapReached or(String whatToDo) {
        return new CapReached(capUsd, daily, runsAgain, whatToDo, this);
    }

    /** What helps beside waiting and raising the cap; "" where nothing does. */
    public String orElse() {
        return orElse;
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
