package dev.bursar.charges.spi;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** Stores what a source says of costs by whole slices, and reads it back as the source gave it. */
public interface SliceStore {
    /**
     * Replaces the slices whose content differs from what is stored, with their rollups, in the caller's transaction.
     *
     * @param source where the charges come from, {@code cost-explorer:123456789012}
     * @param run the number of the run that read them
     */
    Loaded replace(List<Slice> slices, String source, long run);

    /** The combinations that occur in the days, {@code to} excluded. */
    Set<Combination> combinations(LocalDate from, LocalDate to);

    /** The charges of the days, {@code to} excluded; what the store added to balance a Savings Plan is left out. */
    List<SourceCharge> charges(LocalDate from, LocalDate to);

    /** The accounts that have a slice, by day; {@code to} excluded. */
    Map<LocalDate, Set<String>> accounts(LocalDate from, LocalDate to);

    /** The source no longer changes these days: what was estimated in them is settled. */
    int settle(List<DayRange> days);

    /**
     * What a load did.
     *
     * @param slices slices that were replaced; the others had the same content
     * @param charges charges written
     */
    record Loaded(int slices, long charges) {}
}
