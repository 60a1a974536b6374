package dev.bursar.simulator.organisation;

import java.time.LocalDate;

/** The lines of a day beside the index of each line's cell, so that a question looks at a cell once. */
public record DayLines(LocalDate day, int[] cells, Line[] lines) {}
