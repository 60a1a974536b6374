package dev.bursar.chargeback.split;

import module java.base;

/**
 * What a pool took of a month, and over whom it was split.
 *
 * @param exact what it took and got of earlier pools less what it passed on, with all digits
 * @param amount the same, rounded as a part of the month
 * @param weights the sum of the shares' weights; 0 if it was not split
 * @param shares by team; empty if it took nothing or was not split
 * @param passed what it passed on to a later pool, rounded half up
 * @param takenBefore BilledCost that it selects and that an earlier pool took, by that pool's number
 */
public record PoolResult(
        Pool pool,
        BigDecimal exact,
        BigDecimal amount,
        BigDecimal weights,
        List<Share> shares,
        Map<Integer, BigDecimal> takenBefore,
        boolean tookCharges,
        BigDecimal passed,
        Optional<Unsplit> unsplit) {
    public PoolResult {
        // one that was kept before pools passed anything on
        passed = Objects.requireNonNullElse(passed, BigDecimal.ZERO);
        shares = List.copyOf(shares);
        takenBefore = Map.copyOf(takenBefore);
    }

    /**
     * A team's part of it.
     *
     * @param weight in the unit of the pool's split: 1, a percent or an amount
     */
    public record Share(int team, BigDecimal weight, BigDecimal amount) {}

    /** Why it could not be split: what it took then stays in Unallocated. */
    public enum Unsplit {
        /** No team has anything of what it is split by. */
        NO_WEIGHTS,
        /** Only teams that nobody has confirmed have some of it. */
        ONLY_NEW_TEAMS,
        /** A team that is not there in the month has a fixed share. */
        TEAM_NOT_THERE,
        /** Nobody entered the month's numbers. */
        NO_NUMBERS,
        /** A team that is there in the month has no number. */
        NUMBER_MISSING,
        /** A part of the usage that it is split by has no unit. */
        NO_UNIT,
        /** The pool that a part of it falls to isn't there, or isn't later. */
        LATER_POOL_GONE
    }

    /** The same with another amount. */
    PoolResult amount(BigDecimal other) {
        return new PoolResult(pool, exact, other, weights, shares, takenBefore, tookCharges, passed, unsplit);
    }

    /** How many teams have a part of it. */
    public long sharers() {
        return shares.stream().filter(share -> share.weight().signum() > 0).count();
    }
}
