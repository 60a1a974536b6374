package dev.bursar.charges;

import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * Which of an answer's days are not simply settled, as half-open ranges in order; a day is in both where its accounts differ.
 *
 * @param estimated what AWS may still change
 * @param restated what AWS changed after it had settled
 * @param arrivingDays for how many days after a day its costs arrive, as the portal has seen it; {@link #ARRIVING_DAYS} until it has
 */
public record Finality(List<LocalDateRange> estimated, List<LocalDateRange> restated, int arrivingDays) {
    /** AWS delivers most of a day's costs within them. */
    public static final int ARRIVING_DAYS = 3;

    public static final Finality SETTLED = new Finality(List.of(), List.of());

    public Finality(List<LocalDateRange> estimated, List<LocalDateRange> restated) {
        this(estimated, restated, ARRIVING_DAYS);
    }

    public Finality {
        estimated = List.copyOf(estimated);
        restated = List.copyOf(restated);
    }

    /**
     * Whether costs of one of the days from the first to before the last still arrive.
     *
     * @param observedOn the day on which costs were last read; counted back from the day before it
     */
    public boolean isArriving(LocalDate from, LocalDate to, LocalDate observedOn) {
        return isEstimated(from, to) && to.isAfter(observedOn.minusDays(arrivingDays));
    }

    /** Whether AWS may still change one of the days from the first to before the last. */
    public boolean isEstimated(LocalDate from, LocalDate to) {
        return estimated.stream().anyMatch(range -> range.getStart().isBefore(to) && from.isBefore(range.getEnd()));
    }
}
