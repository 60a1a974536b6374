package dev.bursar.causes.read;

import dev.bursar.causes.Move;
import dev.bursar.causes.evidence.UseByDay.Use;
import dev.bursar.causes.read.OwnerChanges.Known;
import dev.bursar.causes.read.ResourceVerdicts.Used;
import dev.bursar.causes.split.Line;
import module java.base;

/**
 * Lets what one owner had of a resource that moved go on as it was on the whole day next to the move: the resource neither began nor ended
 * then, and what the other owner has is not the viewer's to see.
 */
record MovedUse(Map<Used, Move> moves) {
    /** Of resources of which the lines have one owner alone. */
    static MovedUse of(List<Line> lines, Known moves) {
        Map<Used, Move> found = new HashMap<>();
        Map<Used, Integer> teams = new HashMap<>();
        for (Line line : lines) {
            var used = new Used(line.account(), line.resource());
            Integer team = teams.putIfAbsent(used, line.team());
            if (team != null && team != line.team()) {
                found.remove(used);
            } else if (!line.resource().isEmpty()) {
                moves.apply(line).ifPresent(move -> found.put(used, move));
            }
        }
        return new MovedUse(found);
    }

    List<Use> whole(Used used, List<Use> days, LocalDate from, LocalDate to) {
        Move move = moves.get(used);
        if (move == null) {
            return days;
        }
        LocalDate next = move.came()
                ? move.shared() ? move.day().plusDays(1) : move.day()
                : move.day().minusDays(1);
        List<Use> level = days.stream().filter(use -> use.day().equals(next)).toList();
        var whole = new ArrayList<>(days.stream()
                .filter(use ->
                        move.came() ? !use.day().isBefore(next) : !use.day().isAfter(next))
                .toList());
        LocalDate first = move.came() ? from : next.plusDays(1);
        LocalDate end = move.came() ? next : to;
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            for (Use use : level) {
                whole.add(new Use(use.usageType(), use.unit(), day, use.cost(), use.quantity()));
            }
        }
        return whole;
    }
}
