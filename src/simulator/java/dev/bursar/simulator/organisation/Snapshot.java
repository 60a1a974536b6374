package dev.bursar.simulator.organisation;

import module java.base;

/** Some days of the organisation as one question sees them, whatever is edited meanwhile. */
public record Snapshot(List<Cell> cells, List<DayLines> days) {
    /** The lines of a day beside the index of each line's cell, so that a question looks at a cell once. */
    public record DayLines(LocalDate day, int[] cells, Line[] lines) {}
}
