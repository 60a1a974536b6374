package dev.bursar.charges;

/** A value as a filter takes it, and its name. */
public record Choice(String key, String label) {}
