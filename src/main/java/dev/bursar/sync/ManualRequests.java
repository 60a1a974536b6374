package dev.bursar.sync;

import dev.bursar.sync.meter.Meter;
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
        return meter.of(NO_RUN, () -> {});
    }
}
