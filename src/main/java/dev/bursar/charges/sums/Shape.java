package dev.bursar.charges.sums;

/** What a sum is told apart by, besides its currency. */
public record Shape(boolean period, boolean key, boolean part) {}
