package dev.bursar.ownership.ui;

import dev.bursar.ui.Formats;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * The months in whose costs rules are shown.
 *
 * @param key as in the address: {@code 3} for the newest three, {@code 2026-10} for one
 * @param months the newest first
 */
record RuleMonths(String key, List<YearMonth> months) {
    private static final List<Integer> NEWEST = List.of(3, 6, 12);
    private static final int ALONE = 13;

    RuleMonths {
        months = List.copyOf(months);
    }

    /** What can be chosen among the months that have costs; nothing while there are none. */
    static List<RuleMonths> offered(List<YearMonth> all) {
        var offered = new ArrayList<RuleMonths>();
        for (int newest : NEWEST) {
            if (newest == NEWEST.getFirst() || all.size() > newest / 2) {
                offered.add(new RuleMonths(String.valueOf(newest), all.subList(0, Math.min(newest, all.size()))));
            }
        }
        all.stream()
                .limit(ALONE)
                .map(month -> new RuleMonths(month.toString(), List.of(month)))
                .forEach(offered::add);
        return offered;
    }

    /** What the address asks among what is offered, else the first. */
    static Optional<RuleMonths> chosen(List<RuleMonths> offered, Optional<String> key) {
        return offered.stream()
                .filter(months -> key.isPresent() && months.key.equals(key.get()))
                .findFirst()
                .or(() -> offered.stream().findFirst());
    }

    /** {@code Last 3 months}, {@code October 2026}. */
    String label() {
        return key.contains("-") ? name() : "Last " + key + " months";
    }

    /** {@code Sep–Nov 2026}; nothing of no months. */
    String name() {
        return months.isEmpty()
                ? ""
                : Formats.period(LocalDateRange.of(
                        months.getLast().atDay(1),
                        months.getFirst().plusMonths(1).atDay(1)));
    }
}
