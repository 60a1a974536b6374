package dev.bursar.causes.evidence;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.evidence.UseByDay.Series;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What the change of a resource is put down to.
 *
 * @param rest of what no step made: usage or unexplained
 * @param totals by how much each of its uses changed
 * @param fixed those that nothing but an act changes: of them the rest is unexplained
 */
public record Verdict(List<Step> steps, ChangeClass rest, Map<Series, Total> totals, Set<Series> fixed) {
    public static final Verdict USED = new Verdict(List.of(), ChangeClass.USAGE, Map.of());
    public static final Verdict UNKNOWN = new Verdict(List.of(), ChangeClass.UNEXPLAINED, Map.of());

    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal TWENTIETH = new BigDecimal("0.05");
    private static final int SCALE = 10;

    public Verdict {
        steps = List.copyOf(steps);
        totals = Map.copyOf(totals);
        fixed = Set.copyOf(fixed);
    }

    /** Each use may change without an act. */
    public Verdict(List<Step> steps, ChangeClass rest, Map<Series, Total> totals) {
        this(steps, rest, totals, Set.of());
    }

    /**
     * A change of a resource's level, and what made it.
     *
     * @param of explained, candidate, or unexplained where no act fits
     * @param direction in which it changed what the resource costs: 1 for more, -1 for less
     * @param events the likeliest first, at most three; empty where none fits
     * @param made how much more or less of each use it made, as far as the periods differ by it; null for all that other steps didn't
     */
    public record Step(
            ChangeClass of,
            int direction,
            List<UUID> events,
            @Nullable Map<Series, BigDecimal> made) {
        public Step {
            events = List.copyOf(events);
            made = made == null ? null : Map.copyOf(made);
        }

        /** The same as who sees it that may not see its events. */
        Step hidden() {
            return new Step(ChangeClass.UNEXPLAINED, direction, List.of(), made);
        }
    }

    /**
     * @param change of what is used, in quantity, or in cost where none is known
     * @param price of one
     */
    public record Total(BigDecimal change, BigDecimal price) {}

    /** @param events that made it, or may have; empty for usage and what is unexplained */
    public record Share(ChangeClass of, List<UUID> events, BigDecimal amount) {
        Share(Step step, BigDecimal amount) {
            this(step.of(), step.events(), amount);
        }

        Share plus(BigDecimal more) {
            return new Share(of, events, amount.add(more));
        }
    }

    /** All of it in one direction may have been made by some events. */
    public static Verdict candidates(int direction, List<UUID> events) {
        return new Verdict(
                List.of(new Step(ChangeClass.CANDIDATE, direction, events, null)), ChangeClass.UNEXPLAINED, Map.of());
    }

    /** The same to somebody who may see only these events whole. */
    public Verdict shown(Set<UUID> events) {
        return new Verdict(
                steps.stream()
                        .map(step -> events.containsAll(step.events()) ? step : step.hidden())
                        .toList(),
                rest,
                totals,
                fixed);
    }

    public List<UUID> events() {
        return steps.stream().flatMap(step -> step.events().stream()).distinct().toList();
    }

    /**
     * Shares an amount out to the steps that made it; the shares add up to it exactly. What is left is the largest step's where it is less
     * than a tenth of them all, because a size is known no better.
     *
     * @param amount by which the cost of a use changed
     */
    public List<Share> shares(Series of, BigDecimal amount) {
        var shares = new ArrayList<Share>();
        BigDecimal price = price(of, amount);
        BigDecimal left = amount;
        BigDecimal all = BigDecimal.ZERO;
        for (Step step : steps) {
            if (step.made() != null) {
                BigDecimal its = step.made()
                        .getOrDefault(of, BigDecimal.ZERO)
                        .multiply(price)
                        .setScale(SCALE, RoundingMode.HALF_EVEN);
                if (its.signum() != 0) {
                    shares.add(new Share(step, its));
                    left = left.subtract(its);
                    all = all.add(its.abs());
                }
            }
        }
        shares.sort((one, other) -> other.amount().abs().compareTo(one.amount().abs()));
        int direction = left.signum();
        Optional<Step> taker = steps.stream()
                .filter(step -> step.made() == null && (step.direction() == direction || step.direction() == 0))
                .findFirst();
        if (taker.isPresent() && direction != 0) {
            shares.add(new Share(taker.get(), left));
        } else if (direction != 0) {
            BigDecimal largest =
                    shares.isEmpty() ? BigDecimal.ZERO : shares.getFirst().amount();
            if (left.abs().compareTo(all.multiply(TENTH)) <= 0
                    && largest.add(left).signum() == largest.signum()) {
                shares.set(0, shares.getFirst().plus(left));
            } else {
                shares.add(new Share(fixed.contains(of) ? ChangeClass.UNEXPLAINED : rest, List.of(), left));
            }
        }
        return shares;
    }

    /** What the amount says of the price, where it isn't what large steps up and down leave; else what the days say. */
    private BigDecimal price(Series of, BigDecimal amount) {
        Total total = totals.get(of);
        if (total == null) {
            return BigDecimal.ZERO;
        }
        BigDecimal made = steps.stream()
                .map(step -> step.made() == null ? BigDecimal.ZERO : step.made().getOrDefault(of, BigDecimal.ZERO))
                .map(BigDecimal::abs)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean tells = total.change().signum() == amount.signum()
                && total.change().abs().compareTo(made.multiply(TWENTIETH)) > 0;
        return tells ? amount.divide(total.change(), MathContext.DECIMAL64) : total.price();
    }
}
