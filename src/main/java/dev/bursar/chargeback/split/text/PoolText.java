package dev.bursar.chargeback.split.text;

import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.PoolResult.Share;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import module java.base;

/** Pools in words. */
public final class PoolText {
    private static final int MOST_NAMED = 3;

    private PoolText() {}

    /**
     * {@code AWS Support in account 210987654321}.
     *
     * @param teams names by number, those of {@link PoolSelection#teams()} at least
     */
    public static String selection(PoolSelection selection, Map<Integer, String> teams) {
        var words = new StringBuilder(selection.kind().label());
        if (!selection.recordTypes().isEmpty()) {
            words.append(" with record type ").append(named(selection.recordTypes()));
        }
        if (!selection.services().isEmpty()) {
            words.append(" of ").append(named(selection.services()));
        }
        if (!selection.accounts().isEmpty()) {
            words.append(" in account ").append(named(selection.accounts()));
        }
        if (!selection.callers().isEmpty()) {
            words.append(" called by ")
                    .append(named(
                            selection.callers().stream().map(PoolText::caller).collect(Collectors.toSet())));
        }
        if (selection.unallocated()) {
            words.append(" that no team owns");
        }
        if (!selection.teams().isEmpty()) {
            words.append(" that ")
                    .append(named(selection.teams().stream()
                            .map(team -> teams.getOrDefault(team, "team " + team))
                            .collect(Collectors.toSet())))
                    .append(selection.teams().size() == 1 ? " owns" : " own");
        }
        return words.toString();
    }

    /** {@code role/ChatApp in account 210987654321}; without an account it is any account's. */
    public static String caller(String caller) {
        int colon = caller.indexOf(':');
        return colon < 0 ? caller : caller.substring(colon + 1) + " in account " + caller.substring(0, colon);
    }

    private static String named(Set<String> texts) {
        String first = texts.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return texts.size() > MOST_NAMED ? first + " and " + (texts.size() - MOST_NAMED) + " more" : first;
    }

    /** {@code By usage covered by commitments, 2 teams left out}. */
    public static String split(PoolSplit split) {
        String rule = switch (split) {
            case PoolSplit.Even even -> "Evenly";
            case PoolSplit.Fixed fixed -> "Fixed shares";
            case PoolSplit.Proportional by ->
                "By " + by.basis().label() + (by.services().isEmpty() ? "" : " (" + named(by.services()) + ")");
            case PoolSplit.Metric by -> "By " + by.name();
            case PoolSplit.Quantity by -> "By usage in " + by.unit() + " (" + named(by.services()) + ")";
        };
        int leftOut = split.leftOut().size();
        return leftOut == 0 ? rule : rule + ", " + leftOut + (leftOut == 1 ? " team left out" : " teams left out");
    }

    /**
     * What stands beside the split of a pool: {@code , with 10% of AWS Support, after 5% for Tax}; nothing of most pools.
     *
     * @param pools all of the month
     */
    public static String parts(Pool pool, List<Pool> pools) {
        var words = new StringBuilder();
        pools.forEach(from -> from.passes()
                .filter(part -> part.pool() == pool.id())
                .ifPresent(part -> words.append(", with ")
                        .append(percent(part))
                        .append(" of ")
                        .append(from.name())));
        pool.passes()
                .ifPresent(part -> words.append(", after ")
                        .append(percent(part))
                        .append(" for ")
                        .append(Pool.names(pools).getOrDefault(part.pool(), "a pool that isn\u2019t there")));
        return words.toString();
    }

    private static String percent(Passed part) {
        return part.percent().stripTrailingZeros().toPlainString() + "%";
    }

    /**
     * How a pool was split: {@code Evenly over 9 teams}.
     *
     * @param pools all of the month
     * @param open whether it may be told how many share it
     */
    public static String rule(PoolResult result, List<Pool> pools, boolean open) {
        String rule = open && result.pool().split() instanceof PoolSplit.Even
                ? "Evenly over " + result.sharers() + (result.sharers() == 1 ? " team" : " teams")
                : split(result.pool().split());
        return rule + parts(result.pool(), pools);
    }

    /** How it was split, as far as there was something to split, or why it wasn't. */
    public static String result(PoolResult result, List<Pool> pools) {
        return result.unsplit()
                .map(why -> unsplit(result.pool(), why))
                .orElseGet(() -> result.shares().isEmpty()
                        ? split(result.pool().split()) + parts(result.pool(), pools)
                        : rule(result, pools, true));
    }

    /** A team's share: {@code 9.42%}, {@code 1 of 9}. */
    public static String share(PoolResult result, Share share) {
        if (result.pool().split() instanceof PoolSplit.Even) {
            return "1 of " + result.sharers();
        }
        return share.weight()
                        .multiply(BigDecimal.valueOf(100))
                        .divide(result.weights(), 2, RoundingMode.HALF_UP)
                        .toPlainString()
                + "%";
    }

    /** Why a pool was not split, and what to do. */
    public static String unsplit(Pool pool, PoolResult.Unsplit why) {
        return switch (why) {
            case NO_WEIGHTS ->
                pool.name() + " isn\u2019t split: no team has " + weighed(pool.split())
                        + " in this month. Choose another split.";
            case ONLY_NEW_TEAMS ->
                pool.name() + " isn\u2019t split: only new teams have " + weighed(pool.split())
                        + " in this month. Ask an admin to confirm them, or choose another split.";
            case TEAM_NOT_THERE ->
                pool.name()
                        + (pool.split() instanceof PoolSplit.Metric
                                ? " isn\u2019t split: a team with a number isn\u2019t there in this month. Change the numbers."
                                : " isn\u2019t split: a team with a fixed share ended before this month. Change the"
                                        + " shares.");
            case NO_NUMBERS ->
                pool.name() + " isn\u2019t split: this month has no numbers of " + weighed(pool.split())
                        + ". Enter them on the pool\u2019s page.";
            case NO_UNIT ->
                pool.name() + " isn\u2019t split: Cost Explorer gives no single unit for a part of this month\u2019s "
                        + weighed(pool.split()) + ". Load a Data Export of the month, or choose another split.";
            case LATER_POOL_GONE ->
                pool.name()
                        + " isn\u2019t split: the pool that a part of it falls to isn\u2019t there in this month, or comes"
                        + " earlier. Change the part on the pool\u2019s page.";
            case NUMBER_MISSING ->
                pool.name() + " isn\u2019t split: a team has no number of " + weighed(pool.split())
                        + " in this month. Enter it on the pool\u2019s page.";
        };
    }

    public static String weighed(PoolSplit split) {
        return switch (split) {
            case PoolSplit.Even even -> "a part of it";
            case PoolSplit.Fixed fixed -> "a share";
            case PoolSplit.Proportional by -> by.basis().label();
            case PoolSplit.Metric by -> by.name();
            case PoolSplit.Quantity by -> "usage of " + named(by.services()) + " in " + by.unit();
        };
    }
}
