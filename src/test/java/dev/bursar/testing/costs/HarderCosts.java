package dev.bursar.testing.costs;

import dev.bursar.testing.costs.GeneratedCosts.Behaviour;
import dev.bursar.testing.costs.GeneratedCosts.Planted;
import dev.bursar.testing.costs.GeneratedCosts.PlantedKind;
import dev.bursar.testing.costs.GeneratedCosts.Series;
import module java.base;

/**
 * {@link GeneratedCosts} in which more was planted, wherever there was room: jumps from which a second, larger one rises some days later,
 * climbs of ten days to three weeks, and services that are off for some days.
 */
public final class HarderCosts {
    private static final int LEARNT_DAYS = 100;
    private static final int APART_DAYS = 35;
    private static final int[] LATER = {3, 10, 20};

    private final Random random;
    private final Series of;
    private final double[] usage;
    private final List<Planted> planted;
    private final List<Second> seconds = new ArrayList<>();
    private final List<LocalDate> restarts = new ArrayList<>();

    /** A jump that rises from another, so many days after it. */
    public record Second(LocalDate from, int later, BigDecimal aDay) {}

    /**
     * @param series with the first jumps and climbs among what was planted
     * @param restarts days on which it costs again what it did before, after less than two weeks of nothing
     */
    public record Harder(Series series, List<Second> seconds, List<LocalDate> restarts) {
        /**
         * Whether days that were told touch something planted.
         *
         * @param upon whether they were told to rise from others: only a second jump does
         */
        public boolean isPlanted(LocalDate from, LocalDate to, boolean upon) {
            return upon
                    ? seconds.stream()
                            .anyMatch(second -> !second.from().isBefore(from.minusDays(1))
                                    && !second.from().isAfter(from.plusDays(1)))
                    : series.planted().stream()
                            .anyMatch(planted -> from.isBefore(planted.to().plusDays(1))
                                    && to.isAfter(planted.from().minusDays(1)));
        }
    }

    private HarderCosts(Series of, Random random) {
        this.of = of;
        this.random = random;
        this.usage = of.usage().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        this.planted = new ArrayList<>(of.planted());
    }

    /** All series of so many teams. */
    public static List<Harder> organisation(long seed, int teams) {
        var random = new Random(seed * 69_061L);
        return GeneratedCosts.organisation(seed, teams).stream()
                .map(series -> new HarderCosts(series, new Random(random.nextLong())).harder())
                .toList();
    }

    private Harder harder() {
        boolean isUsage = of.behaviour() != Behaviour.SUPPORT;
        boolean isSteady = of.behaviour() != Behaviour.SPARSE && of.behaviour() != Behaviour.TRAINING;
        if (isUsage && random.nextInt(3) == 0) {
            second();
        }
        if (isUsage && isSteady && random.nextInt(4) == 0) {
            climb();
        }
        if (isUsage && isSteady && random.nextInt(10) == 0) {
            restart();
        }
        List<BigDecimal> costs = Arrays.stream(usage)
                .mapToObj(value -> BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP))
                .toList();
        return new Harder(
                new Series(of.team(), of.service(), of.behaviour(), of.from(), costs, of.lumps(), List.copyOf(planted)),
                List.copyOf(seconds),
                List.copyOf(restarts));
    }

    private void second() {
        int later = LATER[random.nextInt(LATER.length)];
        int lasts = 2 + random.nextInt(15);
        int day = free(later + lasts);
        if (day < 0) {
            return;
        }
        double first = Math.max(between(50, 80), mean(day) * (0.5 - 0.8 * Math.log(1 - random.nextDouble())));
        double second = first * between(1.5, 12);
        for (int at = day; at < day + later + lasts; at++) {
            usage[at] += first * between(1, 1.2) + (at < day + later ? 0 : second * between(1, 1.2));
        }
        plant(PlantedKind.JUMP, day, day + later + lasts, first);
        seconds.add(new Second(date(day + later), later, amount(second)));
    }

    private void climb() {
        int climbs = 10 + random.nextInt(12);
        int stays = 5 + random.nextInt(14);
        int day = free(climbs + stays);
        if (day < 0) {
            return;
        }
        double more = Math.max(60, mean(day) * between(0.35, 1.2));
        for (int at = day; at < day + climbs + stays; at++) {
            usage[at] += more * Math.min(1, (at - day + 1.0) / climbs);
        }
        plant(PlantedKind.SLOW_CLIMB, day, day + climbs + stays, more);
    }

    private void restart() {
        int off = 2 + random.nextInt(12);
        int day = free(off);
        if (day >= 0) {
            Arrays.fill(usage, day, day + off, 0);
            restarts.add(date(day + off));
        }
    }

    private double mean(int day) {
        return Arrays.stream(usage, day - 28, day).average().orElse(0);
    }

    private int free(int lasts) {
        for (int tries = 0; tries < 20; tries++) {
            int day = LEARNT_DAYS + random.nextInt(usage.length - LEARNT_DAYS - lasts);
            LocalDate from = date(day - APART_DAYS);
            LocalDate to = date(day + lasts + APART_DAYS);
            boolean alive = Arrays.stream(usage, day - 56, day + lasts)
                                            .filter(value -> value > 0)
                                            .count()
                                    * 3
                            > 56 + lasts
                    || of.behaviour() == Behaviour.SPARSE;
            boolean apart = planted.stream()
                    .noneMatch(one -> one.kind() != PlantedKind.FEE
                            && one.from().isBefore(to)
                            && one.to().isAfter(from));
            apart &= restarts.stream().noneMatch(one -> one.isBefore(to) && one.isAfter(from));
            if (alive && apart) {
                return day;
            }
        }
        return -1;
    }

    private void plant(PlantedKind kind, int from, int to, double aDay) {
        planted.add(new Planted(kind, date(from), date(to), amount(aDay)));
    }

    private LocalDate date(int day) {
        return of.from().plusDays(day);
    }

    private static BigDecimal amount(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }
}
