package dev.bursar.simulator.ml;

import module java.base;

/** How a load moves through a day and a week. */
public enum Rhythm {
    /** Always the same, without any chance. */
    STEADY,
    /** Busy by day, quiet at night, less on weekends. */
    DAILY,
    /** On Mondays from 9 to 10 only. */
    WEEKLY_HOUR,
    /** Never. */
    NEVER;

    private static final int MONDAY_FROM = 540;
    private static final int MONDAY_TO = 600;
    private static final double LEAST = 0.15;
    private static final double MOST_CHANCE = 0.04;

    /**
     * The share of the highest load.
     *
     * @param minute of the day
     * @param chance from 0 to 1
     */
    public double at(LocalDate day, int minute, double chance) {
        return switch (this) {
            case STEADY -> 1;
            case NEVER -> 0;
            case WEEKLY_HOUR ->
                day.getDayOfWeek() == DayOfWeek.MONDAY && minute >= MONDAY_FROM && minute < MONDAY_TO ? 1 : 0;
            case DAILY -> {
                var weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? 0.6 : 1;
                var sun = Math.max(0, Math.sin(Math.PI * (minute - 300) / 1_140));
                yield weekend * (LEAST + (1 - LEAST - MOST_CHANCE) * sun + MOST_CHANCE * chance);
            }
        };
    }
}
