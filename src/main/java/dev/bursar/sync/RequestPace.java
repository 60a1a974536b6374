package dev.bursar.sync;

import dev.bursar.sync.settings.StoredSettings;
import org.springframework.stereotype.Component;

/** How many requests a second a node sends at most, as it is set now. */
@Component
public class RequestPace {
    private final StoredSettings stored;
    private final DefaultPace otherwise;

    RequestPace(StoredSettings stored, DefaultPace otherwise) {
        this.stored = stored;
        this.otherwise = otherwise;
    }

    public int requestsPerSecond() {
        return stored.requestsPerSecond().orElse(otherwise.requestsPerSecond());
    }
}
