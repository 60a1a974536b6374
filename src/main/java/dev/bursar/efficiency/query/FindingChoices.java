package dev.bursar.efficiency.query;

import module java.base;

/** Values that a filter offers, by name: teams by number (0 is nobody), accounts by id. */
public record FindingChoices(Map<Integer, String> teams, Map<String, String> accounts) {}
