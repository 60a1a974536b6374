package dev.bursar.forecast;

import module java.base;

/**
 * What one thing cost on each whole day, in one currency, the oldest first.
 *
 * @param usage what was used
 * @param lumps what was booked: tax, Support, upfront and monthly fees, credits, refunds
 */
public record DailySeries(LocalDate from, List<BigDecimal> usage, List<BigDecimal> lumps) {
    public DailySeries {
        usage = List.copyOf(usage);
        lumps = List.copyOf(lumps);
        if (usage.size() != lumps.size()) {
            throw new IllegalArgumentException(usage.size() + " days of usage and " + lumps.size() + " of lumps");
        }
    }

    /** The first day that isn't whole. */
    public LocalDate to() {
        return from.plusDays(usage.size());
    }

    /** The same as it was known before a day. */
    public DailySeries until(LocalDate day) {
        int days = (int) Math.clamp(ChronoUnit.DAYS.between(from, day), 0, usage.size());
        return new DailySeries(from, usage.subList(0, days), lumps.subList(0, days));
    }

    /** The same with nothing on other days. */
    public DailySeries only(Predicate<LocalDate> days) {
        var used = new ArrayList<>(usage);
        var booked = new ArrayList<>(lumps);
        for (int i = 0; i < used.size(); i++) {
            if (!days.test(from.plusDays(i))) {
                used.set(i, BigDecimal.ZERO);
                booked.set(i, BigDecimal.ZERO);
            }
        }
        return new DailySeries(from, used, booked);
    }

    /** What was spent on the days that are known of a range. */
    BigDecimal spent(LocalDate first, LocalDate end) {
        int begin = (int) Math.clamp(ChronoUnit.DAYS.between(from, first), 0, usage.size());
        int stop = (int) Math.clamp(ChronoUnit.DAYS.between(from, end), begin, usage.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = begin; i < stop; i++) {
            sum = sum.add(usage.get(i)).add(lumps.get(i));
        }
        return sum;
    }
}
