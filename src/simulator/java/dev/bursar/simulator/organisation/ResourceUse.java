package dev.bursar.simulator.organisation;

import java.math.BigDecimal;
import java.util.List;

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
}
