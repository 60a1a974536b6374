package dev.bursar.journal;

import java.time.Instant;

/** Where an entry stands in the order of time, with its number where two are of one moment. */
public record EntryPlace(Instant at, long id) {}
