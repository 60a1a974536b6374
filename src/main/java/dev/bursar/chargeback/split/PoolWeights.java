package dev.bursar.chargeback.split;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutQuantity;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What pools are split by in a month. */
final class PoolWeights {
    private final YearMonth month;
    private final Set<Integer> teams;
    private final Set<Integer> unconfirmed;
    private final List<CutQuantity> quantities;

    /**
     * @param teams the numbers of those that are there on some day of the month
     * @param unconfirmed the numbers of new ones, which no split counts
     */
    PoolWeights(YearMonth month, Set<Integer> teams, Set<Integer> unconfirmed, List<CutQuantity> quantities) {
        this.month = month;
        this.teams = Set.copyOf(teams);
        this.unconfirmed = Set.copyOf(unconfirmed);
        this.quantities = List.copyOf(quantities);
    }

    /**
     * A pool's weights.
     *
     * @param problem null if it can be split
     */
    record Weights(
            Map<Integer, BigDecimal> byTeam, @Nullable Unsplit problem) {
        static final Weights NONE = new Weights(Map.of(), null);

        static Weights problem(Unsplit why) {
            return new Weights(Map.of(), why);
        }
    }

    /**
     * Of what pools leave to the teams.
     *
     * @param direct BilledCost by team
     * @param usage that no pool took
     */
    Weights of(PoolSplit split, Map<Integer, BigDecimal> direct, List<CutCharge> usage) {
        if (split instanceof PoolSplit.Quantity by && hasNoUnit(by)) {
            return Weights.problem(Unsplit.NO_UNIT);
        }
        Map<Integer, BigDecimal> byTeam = new TreeMap<>(
                switch (split) {
                    case PoolSplit.Even even ->
                        teams.stream().collect(Collectors.toMap(team -> team, team -> BigDecimal.ONE));
                    case PoolSplit.Fixed fixed -> fixed.percents();
                    case PoolSplit.Proportional by -> measured(by, direct, usage);
                    case PoolSplit.Metric by -> by.of(month);
                    case PoolSplit.Quantity by -> used(by);
                });
        byTeam.keySet().removeAll(split.leftOut());
        if (split instanceof PoolSplit.Metric) {
            if (byTeam.isEmpty()) {
                return Weights.problem(Unsplit.NO_NUMBERS);
            }
            if (!byTeam.keySet().containsAll(counted(split.leftOut()))) {
                return Weights.problem(Unsplit.NUMBER_MISSING);
            }
        }
        if ((split instanceof PoolSplit.Fixed || split instanceof PoolSplit.Metric)
                && byTeam.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().signum() > 0 && !teams.contains(entry.getKey()))) {
            return Weights.problem(Unsplit.TEAM_NOT_THERE);
        }
        byTeam.values().removeIf(weight -> weight.signum() <= 0);
        if (byTeam.isEmpty()) {
            return Weights.problem(Unsplit.NO_WEIGHTS);
        }
        // fixed shares name their teams
        if (!(split instanceof PoolSplit.Fixed)) {
            byTeam.keySet().removeAll(unconfirmed);
        }
        return byTeam.isEmpty() ? Weights.problem(Unsplit.ONLY_NEW_TEAMS) : new Weights(byTeam, null);
    }

    /** Teams that need a number. */
    private Set<Integer> counted(Set<Integer> leftOut) {
        return teams.stream()
                .filter(team -> !unconfirmed.contains(team) && !leftOut.contains(team))
                .collect(Collectors.toSet());
    }

    /** Whether a team that has a part of the pool has usage that nobody knows the quantity of. */
    private boolean hasNoUnit(PoolSplit.Quantity by) {
        return quantities.stream()
                .anyMatch(one -> one.unit().isEmpty()
                        && one.team() != 0
                        && !by.leftOut().contains(one.team())
                        && by.services().contains(one.service()));
    }

    private Map<Integer, BigDecimal> used(PoolSplit.Quantity by) {
        return quantities.stream()
                .filter(one -> one.team() != 0
                        && one.unit().equals(by.unit())
                        && by.services().contains(one.service()))
                .collect(Collectors.toMap(CutQuantity::team, CutQuantity::quantity, BigDecimal::add));
    }

    private static Map<Integer, BigDecimal> measured(
            PoolSplit.Proportional by, Map<Integer, BigDecimal> direct, List<CutCharge> usage) {
        return switch (by.basis()) {
            case DIRECT -> direct;
            case USAGE -> effective(usage, charge -> true);
            case COVERED_USAGE -> effective(usage, charge -> charge.kind() == ChargeKind.COVERED_USAGE);
            case SERVICES -> effective(usage, charge -> by.services().contains(charge.service()));
        };
    }

    private static Map<Integer, BigDecimal> effective(List<CutCharge> usage, Predicate<CutCharge> wanted) {
        return usage.stream()
                .filter(wanted)
                .collect(Collectors.toMap(CutCharge::team, CutCharge::effective, BigDecimal::add));
    }
}
