package dev.bursar.simulator.costs;

import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.DayLines;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Snapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The days' lines by resource, cut as the lines of exports are, so that both add up to the same. */
final class ResourceLines {

    /** Where a cell carries its resource: a key that no tag can have, because it is empty. */
    private static final String RESOURCE = "";

    private final List<Cell> cells = new ArrayList<>();
    private final Map<Cell, Integer> numbers = new HashMap<>();

    private ResourceLines() {}

    /** The resource of a cell of such lines; empty where it is of none. */
    static String resource(Cell cell) {
        return cell.tags().getOrDefault(RESOURCE, "");
    }

    static Snapshot of(Organisation organisation, Period period) {
        var made = new ResourceLines();
        var days = organisation.snapshot(period.start(), period.end()).days().stream()
                .map(day -> made.day(day.day(), organisation.parts(List.of(day.lines()))))
                .toList();
        return new Snapshot(List.copyOf(made.cells), days);
    }

    private DayLines day(LocalDate day, List<ExportLine> parts) {
        var lines = new Line[parts.size()];
        var indexes = new int[lines.length];
        for (var i = 0; i < lines.length; i++) {
            var part = parts.get(i);
            var cell = part.resource().isEmpty() ? part.cell() : part.cell().withTag(RESOURCE, part.resource());
            indexes[i] = numbers.computeIfAbsent(cell, this::number);
            lines[i] = new Line(day, cell, part.costs(), part.quantity());
        }
        return new DayLines(day, indexes, lines);
    }

    private Integer number(Cell cell) {
        cells.add(cell);
        return cells.size() - 1;
    }
}
