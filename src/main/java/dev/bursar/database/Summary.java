package dev.bursar.database;

/**
 * What was kept or restored.
 *
 * @param schema the last migration
 */
public record Summary(long rows, int tables, String schema) {}
