package dev.bursar.simulator.organisation;

import dev.bursar.simulator.costs.Costs;
import module java.base;

/** One day's cost and usage of one cell: the grain that every answer is added up from. */
public record Line(LocalDate day, Cell cell, Costs costs, BigDecimal usageQuantity) {
    Line with(Cell changed) {
        return new Line(day, changed, costs, usageQuantity);
    }

    Line with(Costs changed) {
        return new Line(day, cell, changed, usageQuantity);
    }
}
