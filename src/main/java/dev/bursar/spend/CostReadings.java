package dev.bursar.spend;

import dev.bursar.sync.text.ReadingText.RestsOn;
import module java.base;

/** The jobs that pages about costs rest on. */
public final class CostReadings {
    public static final List<RestsOn> RESTS_ON = List.of(
            new RestsOn("costs", "Costs", "read", false), new RestsOn("exports", "Charge files", "read", false));

    private CostReadings() {}
}
