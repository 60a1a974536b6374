package dev.bursar.trail.query;

import dev.bursar.trail.event.EnvironmentVariables;
import module java.base;
import org.springframework.stereotype.Component;

/** One event by itself, for features that decide by rights of their own who sees it. */
@Component
public class EventRecords {
    private final DetailQueries details;

    EventRecords(DetailQueries details) {
        this.details = details;
    }

    /** @param record JSON, masked, without environment variables */
    public record EventRecord(EventRow row, String record) {}

    /** Empty where there is no such event. */
    public Optional<EventRecord> find(UUID event) {
        return details.record(event)
                .map(found -> new EventRecord(found.row(), EnvironmentVariables.hidden(found.record())));
    }
}
