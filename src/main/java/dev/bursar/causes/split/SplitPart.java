package dev.bursar.causes.split;

import dev.bursar.causes.Booked;
import dev.bursar.causes.PartKey;
import module java.base;

/**
 * A part of a change in amounts that add up to it.
 *
 * @param moved what comes from or goes to other owners
 * @param booked what no use of a resource made, by kind
 * @param days what a longer or shorter period makes of what goes on
 * @param price the same usage at another rate
 * @param usage more or less of it: by unit of the quantity, "" where none is known
 * @param usedBefore whether anything was used before, at today's owner
 * @param usedNow whether anything is used now
 * @param exported whether a charge file says some of it
 * @param regions "" where the source doesn't say
 */
public record SplitPart(
        PartKey key,
        BigDecimal before,
        BigDecimal now,
        BigDecimal moved,
        Map<Booked, BigDecimal> booked,
        BigDecimal days,
        BigDecimal price,
        Map<String, BigDecimal> usage,
        boolean usedBefore,
        boolean usedNow,
        boolean exported,
        Set<String> regions) {
    public SplitPart {
        booked = Map.copyOf(booked);
        usage = Map.copyOf(usage);
        regions = Set.copyOf(regions);
    }

    public BigDecimal change() {
        return now.subtract(before);
    }

    public BigDecimal used() {
        return usage.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
