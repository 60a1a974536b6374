package dev.bursar.journal;

import module java.base;

/** Where an entry stands in the order of time, with its number where two are of one moment. */
public record EntryPlace(Instant at, long id) {}
