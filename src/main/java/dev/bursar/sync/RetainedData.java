package dev.bursar.sync;

import module java.base;

/** Something that Bursar keeps for as long as an admin says, for ever unless they do; features provide them as beans. */
public interface RetainedData {
    /** Unique, stable, lower case with dashes: it is stored. */
    String name();

    /** As shown, such as "Costs". */
    String title();

    /** What goes and what stays, in a sentence. */
    String note();

    /** How many months before the current one are needed at least. */
    int leastMonths();

    /** The months before this one of which there is something to delete, oldest first. */
    List<YearMonth> monthsBefore(YearMonth first);

    /**
     * Deletes what there is of a month, within the caller's transaction.
     *
     * @return how many rows
     */
    long delete(YearMonth month);
}
