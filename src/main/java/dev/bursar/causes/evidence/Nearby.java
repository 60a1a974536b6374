package dev.bursar.causes.evidence;

import dev.bursar.causes.evidence.Act.Asked;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Names what may have changed a service's cost where charges name no resources: events that made, ended or resized one of the owner's
 * resources when the cost moved. They are candidates, whatever they cost.
 */
public final class Nearby {
    private static final int MOST = 3;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Nearby() {}

    /**
     * @param before what was asked for until then; null where nobody knows it
     * @param aDay what its resources cost a day, as far as anybody knows; null where nobody does
     */
    public record Near(
            Act act, @Nullable Asked before, @Nullable BigDecimal aDay) {}

    /** How well the price that is known fits the step; the best first. */
    private enum Price {
        FITS,
        UNKNOWN,
        DIFFERS
    }

    private record Ranked(UUID event, Price price, BigDecimal fit, boolean resizes, BigDecimal step, Duration away) {}

    private static final Comparator<Ranked> LIKELIEST = Comparator.comparing(Ranked::price)
            .thenComparing(Ranked::fit, Comparator.reverseOrder())
            .thenComparing(Ranked::resizes)
            .thenComparing(Ranked::step, Comparator.reverseOrder())
            .thenComparing(Ranked::away)
            .thenComparing(Ranked::event);

    /** Up to three candidates, the likeliest first; empty where none fits. */
    public static Optional<Verdict> verdict(Steps steps, List<Near> acts) {
        List<LocalDate> days = steps.days();
        List<UUID> events = acts.stream()
                .filter(near -> fits(near, steps.up() ? 1 : -1))
                .flatMap(near -> days.stream()
                        .filter(day -> covers(day, near.act()))
                        .min(Comparator.comparing(day -> away(day, near.act())))
                        .stream()
                        .map(day -> ranked(steps, near, day)))
                .sorted(LIKELIEST)
                .map(Ranked::event)
                .distinct()
                .limit(MOST)
                .toList();
        return events.isEmpty() ? Optional.empty() : Optional.of(Verdict.candidates(steps.up() ? 1 : -1, events));
    }

    /** What resizes something is a candidate only where it is known to have made it larger or smaller. */
    private static boolean fits(Near near, int direction) {
        Act act = near.act();
        return act.costs()
                && (act.resizes()
                        ? act.direction(near.before()) == direction
                        : act.direction() != -direction && (direction > 0 ? act.starts() : act.ends()));
    }

    /** From the start of the last day at the old level to the end of the first at the new one. */
    private static boolean covers(LocalDate day, Act act) {
        LocalDate its = LocalDate.ofInstant(act.time(), ZoneOffset.UTC);
        return its.equals(day) || its.equals(day.minusDays(1));
    }

    private static Duration away(LocalDate day, Act act) {
        return Duration.between(day.atStartOfDay().toInstant(ZoneOffset.UTC), act.time())
                .abs();
    }

    private static Ranked ranked(Steps steps, Near near, LocalDate day) {
        Act act = near.act();
        BigDecimal step = steps.across(LocalDate.ofInstant(act.time(), ZoneOffset.UTC));
        BigDecimal fit = fit(near.aDay(), step);
        Price price = fit.compareTo(HALF) >= 0
                ? Price.FITS
                // of what is resized, only a part of its price is the change
                : near.aDay() == null || act.resizes() ? Price.UNKNOWN : Price.DIFFERS;
        return new Ranked(
                act.event(),
                price,
                price == Price.UNKNOWN ? BigDecimal.ZERO : fit,
                act.resizes(),
                step,
                away(day, act));
    }

    /** 1 where the price is the step, less the more they differ, 0 where one of them isn't known. */
    private static BigDecimal fit(@Nullable BigDecimal aDay, BigDecimal step) {
        return aDay == null || aDay.signum() <= 0 || step.signum() <= 0
                ? BigDecimal.ZERO
                : aDay.min(step).divide(aDay.max(step), MathContext.DECIMAL32);
    }
}
