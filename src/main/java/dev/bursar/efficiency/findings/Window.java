package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.ChargedDays;
import dev.bursar.efficiency.cost.ChargedDays.Origin;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The time that workloads are judged by: the latest 14 days that have charges by resource, else the latest 14 days.
 *
 * @param from a full hour, included
 * @param to a full hour, not included
 * @param charged the days with charges by resource; null where none has any
 */
public record Window(Instant from, Instant to, @Nullable ChargedDays charged) {
    public static final int DAYS = 14;

    /** Days that a cost is the sum of, where as many are known. */
    private static final int MONTH_DAYS = 30;

    /** Charges older than this say nothing of what runs now. */
    private static final int STALE_DAYS = 7;

    public static Window of(@Nullable ChargedDays charged, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (charged == null || charged.last().isBefore(today.minusDays(STALE_DAYS))) {
            Instant to = now.truncatedTo(ChronoUnit.HOURS);
            return new Window(to.minus(Duration.ofDays(DAYS)), to, charged);
        }
        LocalDate last = charged.last().isBefore(today) ? charged.last() : today.minusDays(1);
        Instant to = start(last.plusDays(1));
        return new Window(
                to.minus(Duration.ofDays(DAYS)), to, new ChargedDays(charged.origin(), charged.first(), last));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The latest day with charges by resource; null where none has any. */
    public @Nullable LocalDate lastDay() {
        return charged == null ? null : charged.last();
    }

    /** The first of the days whose charges are a workload's cost; null where none has any. */
    public @Nullable LocalDate firstCostDay() {
        return charged == null ? null : charged.last().minusDays(costDays() - 1L);
    }

    /** How many days a cost is of: 30, or fewer where charges of fewer are known. */
    public int costDays() {
        return charged == null ? MONTH_DAYS : charged.among(MONTH_DAYS);
    }

    /** Where the days begin that a cost is of. */
    Instant costFrom() {
        return to.minus(Duration.ofDays(hasCharges() ? costDays() : MONTH_DAYS));
    }

    /** Where the hours begin that are needed to judge. */
    Instant earliest() {
        return from.isBefore(costFrom()) ? from : costFrom();
    }

    /** Whether charges by resource cover it. */
    public boolean hasCharges() {
        return charged != null && start(charged.last().plusDays(1)).equals(to);
    }

    /** Whether charges by resource are Cost Explorer's. */
    public boolean fromCostExplorer() {
        return charged != null && charged.origin() == Origin.COST_EXPLORER;
    }

    /** Of how many days of the window charges are known. */
    public int chargedDays() {
        return charged == null ? DAYS : charged.among(DAYS);
    }

    /** Where the days of the window begin of which charges are known. */
    Instant chargedFrom() {
        return to.minus(Duration.ofDays(chargedDays()));
    }

    public LocalDate firstDay() {
        return LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    /** The day after the last one. */
    public LocalDate endDay() {
        return LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC).plusDays(1);
    }

    public boolean has(Instant hour) {
        return !hour.isBefore(from) && hour.isBefore(to);
    }
}
