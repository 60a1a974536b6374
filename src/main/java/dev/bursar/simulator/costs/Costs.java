package dev.bursar.simulator.costs;

import java.math.BigDecimal;

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
}
