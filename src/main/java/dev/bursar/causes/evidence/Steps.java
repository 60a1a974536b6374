package dev.bursar.causes.evidence;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** The days on which a cost went up or down at once; what a week repeats and what grows a little each day are none. */
public final class Steps {
    /** So many days before the first one are needed to know what a week repeats. */
    public static final int DAYS_BEFORE = 8;

    private static final int MOST = 5;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal OFTEN = new BigDecimal(3);

    private final NavigableMap<LocalDate, BigDecimal> costs;
    private final LocalDate first;
    private final LocalDate arrived;
    private final boolean up;

    /**
     * @param costs of days from eight before the first of {@code before} on; those that cost nothing may be missing
     * @param arrived the day after the last one whose costs are there
     * @param up whether the cost went up as a whole
     */
    public Steps(
            NavigableMap<LocalDate, BigDecimal> costs, DayRange before, DayRange now, LocalDate arrived, boolean up) {
        this.costs = new TreeMap<>(costs);
        this.first = before.from();
        this.arrived = arrived.isBefore(now.to()) ? arrived : now.to();
        this.up = up;
    }

    boolean up() {
        return up;
    }

    /** The first days at a new level, the largest step first, at most five. */
    public List<LocalDate> days() {
        if (!first.isBefore(arrived)) {
            return List.of();
        }
        List<LocalDate> all = first.datesUntil(arrived).toList();
        // of short periods the days before tell what is usual
        List<BigDecimal> usual = first.minusDays(DAYS_BEFORE - 1L)
                .datesUntil(arrived)
                .map(day -> raw(day).abs())
                .sorted()
                .toList();
        BigDecimal least = all.stream()
                .map(this::step)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO)
                .multiply(HALF)
                .max(usual.get(usual.size() / 2).multiply(OFTEN));
        return all.stream()
                .filter(day -> step(day).signum() > 0 && step(day).compareTo(least) >= 0)
                .sorted(Comparator.comparing(this::step).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** By how much the cost's level changes across a day, in the direction of the change; at least 0. */
    BigDecimal across(LocalDate day) {
        BigDecimal one = step(day);
        if (!day.plusDays(1).isBefore(arrived)) {
            return one.max(BigDecimal.ZERO);
        }
        BigDecimal next = step(day.plusDays(1));
        return one.max(next).max(one.add(next)).max(BigDecimal.ZERO);
    }

    /** Compared with the day before, and with how the same days of the week before differ. */
    private BigDecimal step(LocalDate day) {
        BigDecimal raw = raw(day);
        return raw.min(raw.subtract(raw(day.minusDays(DAYS_BEFORE - 1L))));
    }

    private BigDecimal raw(LocalDate day) {
        BigDecimal difference = cost(day).subtract(cost(day.minusDays(1)));
        return up ? difference : difference.negate();
    }

    private BigDecimal cost(LocalDate day) {
        return costs.getOrDefault(day, BigDecimal.ZERO);
    }
}
