package dev.bursar.causes;

import module java.base;

/**
 * An amount that is put down to an event.
 *
 * @param of explained or candidate
 * @param amount more than 0 where the event made it dearer, less where it made it cheaper
 * @param events the one that made it; of a candidate each that may have, the likeliest first
 */
public record Acted(ChangeClass of, BigDecimal amount, List<UUID> events) {
    public Acted {
        events = List.copyOf(events);
        if (events.isEmpty() || of != ChangeClass.CANDIDATE && (of != ChangeClass.EXPLAINED || events.size() > 1)) {
            throw new IllegalArgumentException("One event explains, one or more are candidates");
        }
    }

    /** The one that made it, or the likeliest. */
    public UUID event() {
        return events.getFirst();
    }
}
