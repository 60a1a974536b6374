package dev.bursar.kernel;

import module java.base;

/**
 * Divides a whole that is rounded already into parts of so many decimals that add up to it exactly. Each part is rounded down, and
 * what is left goes, one smallest unit each, to the parts with the largest remainders; of equal ones to the first.
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * Rounds parts.
     *
     * @param whole the rounded sum of the parts, or any that is less than one smallest unit away from it
     * @param parts exact
     */
    public static List<BigDecimal> round(BigDecimal whole, int decimals, List<BigDecimal> parts) {
        List<BigDecimal> down = parts.stream()
                .map(part -> part.setScale(decimals, RoundingMode.FLOOR))
                .toList();
        var rest = new ArrayList<BigDecimal>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            rest.add(parts.get(i).subtract(down.get(i)));
        }
        return raised(whole, decimals, down, rest);
    }

    /**
     * Splits by weights.
     *
     * @param weights 0 or more, at least one of them above 0
     */
    public static List<BigDecimal> split(BigDecimal whole, int decimals, List<BigDecimal> weights) {
        BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (all.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("Weights are 0 or more, and not all of them 0");
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        var down = new ArrayList<BigDecimal>(weights.size());
        var rest = new ArrayList<BigDecimal>(weights.size());
        for (BigDecimal weight : weights) {
            // both times the sum of all weights, so that nothing has to be divided
            BigDecimal exact = whole.multiply(weight);
            BigDecimal units = exact.divide(all.multiply(unit), 0, RoundingMode.FLOOR);
            down.add(units.multiply(unit));
            rest.add(exact.subtract(units.multiply(unit).multiply(all)));
        }
        return raised(whole, decimals, down, rest);
    }

    private static List<BigDecimal> raised(
            BigDecimal whole, int decimals, List<BigDecimal> down, List<BigDecimal> rest) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        int left = whole.subtract(down.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .divide(unit, 0, RoundingMode.UNNECESSARY)
                .intValueExact();
        if (left < 0 || left > down.size()) {
            throw new IllegalArgumentException("The parts don't add up to the whole: " + left + " units are left");
        }
        var result = new ArrayList<BigDecimal>(down.size());
        down.forEach(part -> result.add(part.setScale(decimals)));
        IntStream.range(0, down.size())
                .boxed()
                .sorted(Comparator.<Integer, BigDecimal>comparing(rest::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(i -> result.set(i, result.get(i).add(unit)));
        return result;
    }
}
