package dev.bursar.simulator.metrics;

/** Numbers that look like chance and are always the same for the same thing and time. */
final class Chance {

    private static final double STEPS = 1L << 53;

    private Chance() {}

    /** From 0 to 1, without 1. */
    static double of(long what, long when) {
        var z = what * 0x9E3779B97F4A7C15L + when * 0x94D049BB133111EBL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) / STEPS;
    }
}
