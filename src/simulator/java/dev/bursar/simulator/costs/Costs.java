package dev.bursar.simulator.costs;

import module java.base;

/** The costs of a line in the payer's currency; blended equals unblended, because nothing here is blended. */
public record Costs(BigDecimal unblended, BigDecimal amortized, BigDecimal netUnblended, BigDecimal netAmortized) {
    public static final Costs ZERO = same(BigDecimal.ZERO);

    public static Costs same(BigDecimal amount) {
        return new Costs(amount, amount, amount, amount);
    }

    /** Adds the amount to each of the four costs, so that gross and net still differ by the same discount. */
    public Costs plus(BigDecimal amount) {
        return new Costs(
                unblended.add(amount), amortized.add(amount), netUnblended.add(amount), netAmortized.add(amount));
    }

    public Costs plus(Costs other) {
        return new Costs(
                unblended.add(other.unblended),
                amortized.add(other.amortized),
                netUnblended.add(other.netUnblended),
                netAmortized.add(other.netAmortized));
    }

    /** Each cost by a ratio, rounded. */
    public Costs times(BigDecimal ratio, int decimals) {
        UnaryOperator<BigDecimal> part = cost -> cost.multiply(ratio).setScale(decimals, RoundingMode.HALF_UP);
        return new Costs(
                part.apply(unblended), part.apply(amortized), part.apply(netUnblended), part.apply(netAmortized));
    }
}
