package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint runs, costs money and serves nobody, or the first reason that speaks against it.
 *
 * @param objection null where it is a zombie
 * @param detail such as {@code 3 of 336 hours are not measured}; empty where the objection says all
 */
public record Zombie(@Nullable Objection objection, String detail) {
    /** Cost a day below which nobody is asked to look. */
    public static final BigDecimal LEAST_USD_A_DAY = BigDecimal.ONE;

    /** What speaks against it, in the order in which it is looked at. */
    public enum Objection {
        NOT_IN_SERVICE,
        TOO_NEW,
        SHADOW,
        RESERVED,
        EXEMPT,
        USED,
        NOT_MEASURED,
        COVERAGE,
        COST_NOT_KNOWN,
        CHEAP,
        AGE_NOT_KNOWN
    }

    /**
     * What is judged.
     *
     * @param status as AWS writes it
     * @param created null where AWS doesn't say
     * @param shadow whether all of its variants are shadows
     * @param exemptUntil the last day of an exemption; null for none
     */
    public record Subject(
            String status,
            @Nullable Instant created,
            boolean shadow,
            boolean reserved,
            @Nullable LocalDate exemptUntil) {}

    /**
     * Judges an endpoint.
     *
     * @param from of the look-back, a full hour
     * @param to of the look-back, a full hour, not included
     * @param idle of all its variants together
     * @param usdPerDay its mean in the look-back, from charges or at list price
     */
    public static Zombie of(
            Subject subject, Instant from, Instant to, IdleHours idle, Coverage coverage, Amount usdPerDay) {
        if (!subject.status().equals("InService")) {
            return new Zombie(Objection.NOT_IN_SERVICE, subject.status());
        }
        if (subject.created() != null && !subject.created().isBefore(from)) {
            return new Zombie(Objection.TOO_NEW, "");
        }
        if (subject.shadow()) {
            return new Zombie(Objection.SHADOW, "");
        }
        if (subject.reserved()) {
            return new Zombie(Objection.RESERVED, "");
        }
        LocalDate today = LocalDate.ofInstant(to, ZoneOffset.UTC);
        if (subject.exemptUntil() != null && !subject.exemptUntil().isBefore(today)) {
            return new Zombie(Objection.EXEMPT, "until " + subject.exemptUntil());
        }
        return metricsSpeakAgainst(from, to, idle)
                .or(() -> coverage.objection().map(low -> new Zombie(Objection.COVERAGE, low.name())))
                .or(() -> costSpeaksAgainst(usdPerDay))
                // one that was measured in the first hour was there before it
                .orElseGet(() -> subject.created() == null && !idle.hours().containsKey(from)
                        ? new Zombie(Objection.AGE_NOT_KNOWN, "")
                        : new Zombie(null, ""));
    }

    public boolean isZombie() {
        return objection == null;
    }

    private static Optional<Zombie> metricsSpeakAgainst(Instant from, Instant to, IdleHours idle) {
        var window = idle.hours().subMap(from, to);
        long used = window.values().stream().filter(hour -> !hour.idle()).count();
        long hours = Duration.between(from, to).toHours();
        if (used > 0) {
            return Optional.of(new Zombie(Objection.USED, "in " + used + " of " + hours + " hours"));
        }
        long missing = hours - window.size();
        return window.size() < Coverage.LEAST * hours
                ? Optional.of(new Zombie(Objection.NOT_MEASURED, missing + " of " + hours + " hours are not measured"))
                : Optional.empty();
    }

    private static Optional<Zombie> costSpeaksAgainst(Amount usdPerDay) {
        return switch (usdPerDay) {
            case NotKnown unknown ->
                Optional.of(
                        new Zombie(Objection.COST_NOT_KNOWN, unknown.reason().name()));
            case Amount.Known(BigDecimal usd)
            when usd.compareTo(LEAST_USD_A_DAY) < 0 -> Optional.of(new Zombie(Objection.CHEAP, ""));
            case Amount.Known known -> Optional.empty();
        };
    }
}
