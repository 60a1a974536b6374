package dev.bursar.simulator;

import java.util.List;

/** Some days of the organisation as one question sees them, whatever is edited meanwhile. */
record Snapshot(List<Cell> cells, List<DayLines> days) {}
