package dev.bursar.sync.settings;

import org.springframework.stereotype.Component;

/** How many requests a second a node sends at most, as it is set now. */
@Component
public class RequestPace {
    private final StoredSettings stored;
    private final Default otherwise;

    RequestPace(StoredSettings stored, Default otherwise) {
        this.stored = stored;
        this.otherwise = otherwise;
    }

    /** How many an adapter thinks right where no admin has set it; the adapter makes a bean of it. */
    public record Default(int requestsPerSecond, String from) {}

    public int requestsPerSecond() {
        return stored.requestsPerSecond().orElse(otherwise.requestsPerSecond());
    }
}
