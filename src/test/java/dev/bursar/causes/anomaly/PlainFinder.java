package dev.bursar.causes.anomaly;

import module java.base;

/** What anybody would write first, as peer: the same weekday of eight weeks, median and spread. */
final class PlainFinder {
    private static final double TIMES = 3;

    private PlainFinder() {}

    static List<FoundAnomaly> find(DailyCosts costs, AnomalyBounds bounds) {
        var found = new ArrayList<FoundAnomaly>();
        LocalDate last = LocalDate.MIN;
        for (int day = 28; day < costs.usage().size(); day++) {
            var same = new double[Math.min(8, day / 7)];
            for (int week = 0; week < same.length; week++) {
                same[week] = costs.usage().get(day - 7 * (week + 1)).doubleValue();
            }
            double median = Statistics.median(same, same.length);
            double[] off =
                    Arrays.stream(same).map(value -> Math.abs(value - median)).toArray();
            double spread = Math.max(0.05 * median, 1.4826 * Statistics.median(off, off.length));
            BigDecimal actual = costs.usage().get(day);
            BigDecimal expected = Running.amount(median);
            if (bounds.reached(actual, expected) && actual.doubleValue() > median + TIMES * spread) {
                LocalDate date = costs.from().plusDays(day);
                boolean goesOn = date.equals(last);
                LocalDate from = goesOn ? found.removeLast().from() : date;
                last = date.plusDays(1);
                found.add(new FoundAnomaly(AnomalyKind.JUMP, from, last, false, expected, actual, expected, null));
            }
        }
        return found;
    }
}
