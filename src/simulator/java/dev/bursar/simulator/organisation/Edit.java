package dev.bursar.simulator.organisation;

import module java.base;

/** A change of the lines of some days, end exclusive, kept so that a day can be made again. */
public record Edit(LocalDate from, LocalDate to, UnaryOperator<List<Line>> change, Instant at) {
    boolean touches(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }
}
