package dev.bursar.causes.anomaly;

import dev.bursar.charges.MonthlyCharge;
import module java.base;

/**
 * What a service cost a team, or an account, on whole days, oldest first.
 *
 * @param fees what is booked: tax, Support, credits, refunds, upfront and monthly fees
 */
public record DailyCosts(LocalDate from, List<BigDecimal> usage, List<BigDecimal> fees) {
    static final int A_WHILE = 28;

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

    /** The days from a day to another, exclusive. */
    DailyCosts part(LocalDate since, LocalDate until) {
        int first = Math.toIntExact(since.toEpochDay() - from.toEpochDay());
        int end = Math.toIntExact(until.toEpochDay() - from.toEpochDay());
        return new DailyCosts(since, usage.subList(first, end), fees.subList(first, end));
    }

    /** Fees on most days of the last four weeks are what is charged for each day. A day is told by those before it; doing it twice is doing it once. */
    public DailyCosts withDailyFeesAsUsage() {
        if (fees.stream().allMatch(fee -> fee.signum() == 0)) {
            return this;
        }
        var used = new ArrayList<BigDecimal>(usage);
        var booked = new ArrayList<BigDecimal>(fees);
        int charged = 0;
        for (int day = 0; day < fees.size(); day++) {
            charged += fees.get(day).signum() != 0 ? 1 : 0;
            charged -= day >= A_WHILE && fees.get(day - A_WHILE).signum() != 0 ? 1 : 0;
            if (MonthlyCharge.isDaily(charged, Math.min(A_WHILE, day + 1))) {
                used.set(day, usage.get(day).add(fees.get(day)));
                booked.set(day, BigDecimal.ZERO);
            }
        }
        return new DailyCosts(from, used, booked);
    }
}
