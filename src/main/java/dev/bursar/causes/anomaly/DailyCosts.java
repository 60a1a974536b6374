package dev.bursar.causes.anomaly;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a service cost a team, or an account, on whole days, oldest first.
 *
 * @param fees what is booked: tax, Support, credits, refunds, upfront and monthly fees
 */
public record DailyCosts(LocalDate from, List<BigDecimal> usage, List<BigDecimal> fees) {
    public DailyCosts {
        usage = List.copyOf(usage);
        fees = List.copyOf(fees);
        if (usage.size() != fees.size()) {
            throw new IllegalArgumentException(usage.size() + " days of usage, " + fees.size() + " of fees");
        }
    }

    /** Those before a day. */
    public DailyCosts before(LocalDate day) {
        int days = Math.clamp(ChronoUnit.DAYS.between(from, day), 0, usage.size());
        return new DailyCosts(from, usage.subList(0, days), fees.subList(0, days));
    }

    /** Exclusive. */
    public LocalDate to() {
        return from.plusDays(usage.size());
    }
}
