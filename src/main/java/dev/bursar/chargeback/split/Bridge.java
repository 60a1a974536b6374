package dev.bursar.chargeback.split;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import module java.base;

/**
 * How a team's EffectiveCost of a month, as Spend shows it, becomes its statement: the start and all steps add up to the end.
 *
 * @param steps with all digits; those of 0 are left out
 * @param end the statement's total, with the currency's decimals
 */
public record Bridge(BigDecimal start, List<Step> steps, BigDecimal end) {
    public Bridge {
        steps = List.copyOf(steps);
    }

    /** @param pool the number of the pool that it is about, 0 for none */
    public record Step(Kind kind, int pool, BigDecimal amount) {}

    public enum Kind {
        /** Charges of the month's days that belong to another billing month. */
        BILLED_ELSEWHERE,
        /** Charges of other months' days that belong to this billing month. */
        OF_OTHER_DAYS,
        /** Costs have changed since the cut; not a step but a fault where the cut is of the newest costs. */
        CHANGED,
        COVERED_USAGE,
        COMMITMENT_FEES,
        OTHER_COST,
        TAKEN_BY_POOL,
        PART_OF_POOL,
        OF_CLOSED_MONTHS,
        ADJUSTMENTS,
        ROUNDING
    }

    /** What the steps leave unexplained: what changed since the cut, and 0 where that is of the newest costs. */
    public BigDecimal difference() {
        return steps.stream()
                .filter(step -> step.kind() == Kind.CHANGED)
                .map(Step::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The start rounded as the statement is: to cents, where the currency has any. */
    public BigDecimal shownStart() {
        return rounded(start);
    }

    /** The steps rounded as the statement is; a last one makes them add up from the rounded start to the end. */
    public List<Step> shown() {
        var shown = new ArrayList<Step>();
        for (Step step : steps) {
            if (step.kind() != Kind.ROUNDING) {
                shown.add(new Step(step.kind(), step.pool(), rounded(step.amount())));
            }
        }
        BigDecimal reached = shownStart().add(sum(shown.stream().map(Step::amount)));
        add(shown, Kind.ROUNDING, 0, end.subtract(reached));
        return shown;
    }

    private BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(end.scale(), RoundingMode.HALF_UP);
    }

    /**
     * Builds it for a team and currency.
     *
     * @param spend the team's EffectiveCost of the calendar month as Spend shows it now
     * @param billedElsewhere EffectiveCost of the month's days that other months' cuts have
     * @param charges the cut's charges of the team in the currency
     * @param pools in the order in which they take charges
     */
    public static Bridge of(
            YearMonth month,
            BigDecimal spend,
            BigDecimal billedElsewhere,
            List<CutCharge> charges,
            List<Pool> pools,
            Allocation allocation,
            int team) {
        var steps = new ArrayList<Step>();
        BigDecimal ofDays = effective(charges, charge -> charge.chargeMonth().equals(month));
        add(steps, Kind.BILLED_ELSEWHERE, 0, billedElsewhere.negate());
        add(steps, Kind.CHANGED, 0, ofDays.add(billedElsewhere).subtract(spend));
        add(
                steps,
                Kind.OF_OTHER_DAYS,
                0,
                effective(charges, charge -> !charge.chargeMonth().equals(month)));
        add(steps, Kind.COVERED_USAGE, 0, billedLessEffective(charges, kind -> kind == ChargeKind.COVERED_USAGE));
        add(steps, Kind.COMMITMENT_FEES, 0, billedLessEffective(charges, Bridge::isFee));
        add(
                steps,
                Kind.OTHER_COST,
                0,
                billedLessEffective(charges, kind -> kind != ChargeKind.COVERED_USAGE && !isFee(kind)));
        for (Pool pool : pools) {
            BigDecimal taken = sum(charges.stream()
                    .flatMap(charge -> Allocator.portions(charge).stream()
                            .filter(portion -> Allocator.poolOf(pools, charge, portion.unused()) == pool.id())
                            .map(Allocator.Portion::billed)));
            add(steps, Kind.TAKEN_BY_POOL, pool.id(), taken.negate());
        }
        allocation
                .lines(team)
                .filter(line -> line.pool() != 0)
                .forEach(line -> add(steps, Kind.PART_OF_POOL, line.pool(), line.amount()));
        BigDecimal end = allocation.of(team);
        BigDecimal reached = spend.add(sum(steps.stream().map(Step::amount)));
        add(steps, Kind.ROUNDING, 0, end.subtract(reached));
        return new Bridge(spend, steps, end);
    }

    /** The same with a step more, by which the end grows; before the rounding, where it is one. */
    public Bridge plus(Kind kind, BigDecimal amount) {
        var more = new ArrayList<>(steps);
        int at = more.isEmpty() || more.getLast().kind() != Kind.ROUNDING ? more.size() : more.size() - 1;
        if (amount.signum() != 0) {
            more.add(at, new Step(kind, 0, amount));
        }
        return new Bridge(start, more, end.add(amount));
    }

    private static boolean isFee(ChargeKind kind) {
        return kind == ChargeKind.COMMITMENT_FEE || kind == ChargeKind.UNUSED_COMMITMENT;
    }

    private static void add(List<Step> steps, Kind kind, int pool, BigDecimal amount) {
        if (amount.signum() != 0) {
            steps.add(new Step(kind, pool, amount));
        }
    }

    private static BigDecimal effective(List<CutCharge> charges, Predicate<CutCharge> wanted) {
        return sum(charges.stream().filter(wanted).map(CutCharge::effective));
    }

    private static BigDecimal billedLessEffective(List<CutCharge> charges, Predicate<ChargeKind> wanted) {
        return sum(charges.stream()
                .filter(charge -> wanted.test(charge.kind()))
                .map(charge -> charge.billed().subtract(charge.effective())));
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
