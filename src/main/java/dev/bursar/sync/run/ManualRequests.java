package dev.bursar.sync.run;

import dev.bursar.sync.RequestMeter;
import org.springframework.stereotype.Component;

/** Meters the requests that a person asks for outside of any run, a test of permissions for instance; the same caps hold. */
@Component
public class ManualRequests {
    private static final long NO_RUN = 0;

    private final Meter meter;

    ManualRequests(Meter meter) {
        this.meter = meter;
    }

    public RequestMeter meter() {
        return meter(NO_RUN);
    }

    /**
     * Meters requests of a run that must be sent even after it was asked to stop, as one that ends a query.
     *
     * @param run 0 where they are no run's
     */
    public RequestMeter meter(long run) {
        return meter.of(run, () -> {});
    }

    /**
     * The same.
     *
     * @param look asked before each request and while its answer is waited for; what it throws is thrown
     */
    public RequestMeter meter(long run, Runnable look) {
        return meter.of(run, look);
    }

    /** Meters what AWS has charged already, or gives back, whatever the caps say. */
    public RequestMeter owed(long run) {
        return meter.owed(run);
    }
}
