package dev.bursar.simulator.organisation;

import module java.base;

/**
 * What one resource used of a cell on a day.
 *
 * @param id as exports write it, "" where nothing has an id
 * @param quantity its part of the day's usage, or a mere weight where the usage is not divided by what runs
 * @param runs when its instances ran; empty where it has none
 */
public record ResourceUse(String id, Cell cell, BigDecimal quantity, List<Run> runs) {
    public ResourceUse {
        runs = List.copyOf(runs);
    }

    /**
     * Instances that run over some minutes of a UTC day, so that hours of a bill and points of a metric come from the same.
     *
     * @param from the first minute, 0 to 1,439
     * @param to the minute after the last, up to 1,440
     */
    public record Run(int from, int to, int instances) {
        public static final int DAY = 1_440;

        public Run {
            if (from < 0 || to > DAY || from > to || instances < 0) {
                throw new IllegalArgumentException("Not within a day: " + from + " to " + to);
            }
        }

        /** Minutes that instances run between two minutes of the day, each instance's minutes counted. */
        public int minutes(int start, int end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, start)) * instances;
        }
    }
}
