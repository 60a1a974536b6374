package dev.bursar.simulator.organisation;

import dev.bursar.simulator.organisation.Snapshot.DayLines;
import module java.base;

/**
 * Which tag keys Cost Explorer's costs carry, day by day: those that were active when the day was processed, and what a backfill made of
 * it later. Exports are not changed by it.
 */
public final class CarriedTags {
    private final Map<String, NavigableMap<LocalDate, Boolean>> changes = new HashMap<>();
    private long revision;

    CarriedTags(Set<String> active) {
        active.forEach(key -> changes.put(key, new TreeMap<>(Map.of(LocalDate.MIN, true))));
    }

    /** Has all days from that one on carry a key or not, those before stay as they are. */
    public synchronized void from(String key, LocalDate day, boolean carried) {
        var of = changes.computeIfAbsent(key, any -> new TreeMap<>());
        if (of.isEmpty() && !carried) {
            return;
        }
        of.tailMap(day, true).clear();
        of.put(day, carried);
        revision++;
    }

    synchronized long revision() {
        return revision;
    }

    /** The keys that some day carries. */
    public synchronized Set<String> keys() {
        var keys = new TreeSet<String>();
        changes.forEach((key, of) -> {
            if (of.containsValue(true)) {
                keys.add(key);
            }
        });
        return keys;
    }

    public synchronized boolean isCarried(String key, LocalDate day) {
        var of = changes.get(key);
        var entry = of == null ? null : of.floorEntry(day);
        return entry != null && entry.getValue();
    }

    /** The same days, on which cells don't have the tags that the day doesn't carry. */
    public synchronized Snapshot of(Snapshot all) {
        var partly = keys().stream()
                .filter(key -> !isCarried(key, LocalDate.MIN)
                        || changes.getOrDefault(key, new TreeMap<>()).size() > 1)
                .toList();
        if (partly.isEmpty()) {
            return all;
        }
        var cells = new ArrayList<>(all.cells());
        var without = new HashMap<Set<String>, Map<Integer, Integer>>();
        var days = all.days().stream()
                .map(day -> {
                    var missing = new HashSet<>(partly);
                    missing.removeIf(key -> isCarried(key, day.day()));
                    return missing.isEmpty()
                            ? day
                            : without(day, missing, without.computeIfAbsent(missing, any -> new HashMap<>()), cells);
                })
                .toList();
        return new Snapshot(List.copyOf(cells), days);
    }

    private static DayLines without(DayLines day, Set<String> keys, Map<Integer, Integer> known, List<Cell> cells) {
        var indexes = new int[day.cells().length];
        for (var i = 0; i < indexes.length; i++) {
            indexes[i] = known.computeIfAbsent(day.cells()[i], index -> without(cells.get(index), index, keys, cells));
        }
        return new DayLines(day.day(), indexes, day.lines());
    }

    private static int without(Cell cell, int index, Set<String> keys, List<Cell> cells) {
        var bare = cell;
        for (var key : keys) {
            if (bare.tags().containsKey(key)) {
                bare = bare.withoutTag(key);
            }
        }
        if (bare == cell) {
            return index;
        }
        cells.add(bare);
        return cells.size() - 1;
    }
}
