package dev.bursar.simulator.organisation;

import module java.base;

/**
 * What the lines of a month follow from: two equal states have equal lines.
 *
 * @param through the last day that is in
 * @param since when it became so
 */
public record MonthState(YearMonth month, LocalDate through, int edits, Instant since) {}
