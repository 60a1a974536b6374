package dev.bursar.simulator.clusters;

import module java.base;

/** Parts an amount by weights so that the parts add up to it. */
public final class Shares {
    private Shares() {}

    /**
     * The parts in the order of their weights; what rounding leaves goes to the largest remainders.
     *
     * @param weights none negative, at least one above 0
     * @param decimals of the parts, at least those of the amount
     */
    public static List<BigDecimal> of(BigDecimal amount, List<BigDecimal> weights, int decimals) {
        var whole = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var units = amount.abs().setScale(decimals, RoundingMode.UNNECESSARY).unscaledValue();
        var parts = new ArrayList<BigInteger>();
        var remainders = new ArrayList<BigDecimal>();
        var left = units;
        for (var weight : weights) {
            var both = new BigDecimal(units).multiply(weight).divideAndRemainder(whole);
            var part = both[0].toBigIntegerExact();
            parts.add(part);
            remainders.add(both[1]);
            left = left.subtract(part);
        }
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(left.intValueExact())
                .forEach(i -> parts.set(i, parts.get(i).add(BigInteger.ONE)));
        return parts.stream()
                .map(part -> new BigDecimal(amount.signum() < 0 ? part.negate() : part, decimals))
                .toList();
    }
}
