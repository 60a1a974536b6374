package dev.bursar.charges.spi;

import dev.bursar.kernel.Foreground;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Delays loads of costs while people look at pages. Each waits as long as the load before it took, at most a second. */
@Component
public class LoadThrottle {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final BooleanSupplier busy;
    private final LongSupplier nanos;
    private final Consumer<Duration> sleep;
    private volatile Duration last = Duration.ZERO;

    @Autowired
    LoadThrottle(ObjectProvider<Foreground> foreground) {
        this(() -> foreground.stream().anyMatch(Foreground::busy), System::nanoTime, LoadThrottle::sleep);
    }

    LoadThrottle(BooleanSupplier busy, LongSupplier nanos, Consumer<Duration> sleep) {
        this.busy = busy;
        this.nanos = nanos;
        this.sleep = sleep;
    }

    /** Waits, then loads. A wait inside the load's transaction would hold its locks. */
    public <T> T before(Supplier<T> load) {
        if (busy.getAsBoolean()) {
            sleep.accept(last.compareTo(LONGEST) < 0 ? last : LONGEST);
        }
        long begun = nanos.getAsLong();
        try {
            return load.get();
        } finally {
            last = Duration.ofNanos(nanos.getAsLong() - begun);
        }
    }

    private static void sleep(Duration rest) {
        try {
            Thread.sleep(rest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
