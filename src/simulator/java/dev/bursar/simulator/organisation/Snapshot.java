package dev.bursar.simulator.organisation;

import java.util.List;

/** Some days of the organisation as one question sees them, whatever is edited meanwhile. */
public record Snapshot(List<Cell> cells, List<DayLines> days) {}
