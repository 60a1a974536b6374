package dev.bursar.sync;

/** How many requests a second an adapter thinks right where no admin has set it; the adapter makes a bean of it. */
public record DefaultPace(int requestsPerSecond, String from) {}
