package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.statement.PoolResult;
import dev.bursar.chargeback.statement.PoolResult.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Pools in words. */
public final class PoolText {
    private static final int MOST_NAMED = 3;

    private PoolText() {}

    public static Map<Integer, String> names(List<Pool> pools) {
        return pools.stream().collect(Collectors.toMap(Pool::id, Pool::name));
    }

    /** {@code AWS Support in account 210987654321}. */
    public static String selection(PoolSelection selection) {
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
        if (selection.unallocated()) {
            words.append(" that no team owns");
        }
        return words.toString();
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
        };
        int leftOut = split.leftOut().size();
        return leftOut == 0 ? rule : rule + ", " + leftOut + (leftOut == 1 ? " team left out" : " teams left out");
    }

    /**
     * How a pool was split: {@code Evenly over 9 teams}.
     *
     * @param open whether it may be told how many share it
     */
    public static String rule(PoolResult result, boolean open) {
        return open && result.pool().split() instanceof PoolSplit.Even
                ? "Evenly over " + result.sharers() + (result.sharers() == 1 ? " team" : " teams")
                : split(result.pool().split());
    }

    /** How it was split, or why it wasn't. */
    public static String result(PoolResult result) {
        return result.unsplit()
                .map(why -> unsplit(result.pool(), why))
                .orElseGet(() -> result.shares().isEmpty() ? split(result.pool().split()) : rule(result, true));
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
        };
    }
}
