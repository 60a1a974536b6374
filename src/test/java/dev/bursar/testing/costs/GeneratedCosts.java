package dev.bursar.testing.costs;

import module java.base;

/** Daily costs of an organisation that doesn't exist, the same for each seed, with what was planted in them. */
public final class GeneratedCosts {
    public static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    public static final int MONTHS = 14;
    public static final int DAYS = Math.toIntExact(FROM.plusMonths(MONTHS).toEpochDay() - FROM.toEpochDay());
    public static final int MOST_SERVICES = 30;

    /** How a service's usage behaves. */
    public enum Behaviour {
        STEADY,
        WEEKDAYS,
        WORKDAYS_ONLY,
        GROWING,
        DECLINING,
        NOISY,
        TRAINING,
        SPARSE,
        NEW,
        ENDED,
        SMALL,
        SHIFTING,
        /** No usage, only lumps. */
        SUPPORT
    }

    /** SHIFT is a level that changes for good by less than a jump: neither to be found nor false. */
    public enum PlantedKind {
        JUMP,
        NEW_SERVICE,
        SLOW_CLIMB,
        FEE,
        SHIFT
    }

    /** What was added from a day to a day (exclusive), and how much a day (of a climb: on its highest day). */
    public record Planted(PlantedKind kind, LocalDate from, LocalDate to, BigDecimal aDay) {}

    /** Usage, and what is booked (tax, Support, fees, credits, refunds), by days. */
    public record Series(
            String team,
            String service,
            Behaviour behaviour,
            LocalDate from,
            List<BigDecimal> usage,
            List<BigDecimal> lumps,
            List<Planted> planted) {
        public LocalDate to() {
            return from.plusDays(usage.size());
        }
    }

    /** All series of so many teams; a team has 12 to 30 services, the first one always 30. */
    public static List<Series> organisation(long seed, int teams) {
        var series = new ArrayList<Series>();
        for (int team = 0; team < teams; team++) {
            var random = new Random(seed * 1_000_003L + team * 7919L);
            int services = team == 0 ? MOST_SERVICES : 12 + random.nextInt(MOST_SERVICES - 11);
            for (int service = 0; service < services; service++) {
                series.add(new GeneratedCosts(new Random(random.nextLong()), service == 0)
                        .series("team-" + team, "service-" + service));
            }
        }
        return series;
    }

    private final Random random;
    private final Behaviour behaviour;
    private final double[] usage = new double[DAYS];
    private final double[] lumps = new double[DAYS];
    private final double[] levels = new double[DAYS];
    private final boolean[] taken = new boolean[DAYS];
    private final List<Planted> planted = new ArrayList<>();

    private GeneratedCosts(Random random, boolean support) {
        this.random = random;
        this.behaviour = support ? Behaviour.SUPPORT : behaviour(random.nextInt(100));
    }

    private static Behaviour behaviour(int percent) {
        int[] shares = {17, 17, 6, 10, 6, 13, 5, 3, 4, 4, 12, 3};
        int sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i];
            if (percent < sum) {
                return Behaviour.values()[i];
            }
        }
        throw new IllegalArgumentException("" + percent);
    }

    private Series series(String team, String service) {
        if (behaviour != Behaviour.SUPPORT) {
            usage();
            plantJumps();
            plantClimb();
        }
        lumps();
        return new Series(team, service, behaviour, FROM, decimals(usage), decimals(lumps), List.copyOf(planted));
    }

    private void usage() {
        double level = behaviour == Behaviour.SMALL
                ? between(0.2, 20)
                : Math.min(6000, 25 + 90 * Math.exp(1.1 * random.nextGaussian()));
        double growth = switch (behaviour) {
            case GROWING -> between(0.02, 0.15);
            case DECLINING -> -between(0.02, 0.12);
            default -> between(-0.01, 0.02);
        };
        double noise = behaviour == Behaviour.NOISY ? between(0.03, 0.20) : between(0.005, 0.06);
        double[] weekdays = weekdays();
        double memory = random.nextInt(4) == 0 ? between(0.3, 0.7) : 0;
        int begins = behaviour == Behaviour.NEW ? 60 + random.nextInt(DAYS - 150) : 0;
        int ends = behaviour == Behaviour.ENDED ? 150 + random.nextInt(DAYS - 180) : DAYS;
        int shifts = behaviour == Behaviour.SHIFTING ? 100 + random.nextInt(DAYS - 180) : DAYS;
        double shift = random.nextBoolean() ? between(1.1, 1.45) : between(0.5, 0.9);
        double chance = behaviour == Behaviour.SPARSE ? between(0.05, 0.2) : between(0.05, 0.4);
        double burst = between(0.5, 5);
        double carried = 0;
        for (int day = 0; day < DAYS; day++) {
            carried = memory * carried + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            double value = level * Math.pow(1 + growth, day / 30.4) * (day >= shifts ? shift : 1);
            var weekday = FROM.plusDays(day).getDayOfWeek();
            levels[day] = value;
            value *= weekdays[weekday.getValue() - 1];
            boolean happens = random.nextDouble() < chance;
            if (behaviour == Behaviour.SPARSE) {
                value = happens ? value * between(0.7, 1.3) : 0;
                levels[day] = levels[day] * chance;
            } else if (behaviour == Behaviour.TRAINING) {
                boolean runs = happens && weekday.getValue() < DayOfWeek.SATURDAY.getValue();
                levels[day] = value * (1 + chance * burst * 5 / 7);
                value *= runs ? 1 + burst * between(0.6, 1.4) : 1;
            }
            usage[day] = day < begins || day >= ends ? 0 : Math.max(0, value * (1 + noise * carried));
            taken[day] = day < Math.max(70, begins + 45) || day >= ends - 25;
        }
        if (begins > 0) {
            plant(PlantedKind.NEW_SERVICE, begins, begins + 14, levels[begins]);
        }
        if (shifts < DAYS && shift > 1) {
            plant(PlantedKind.SHIFT, shifts, Math.min(DAYS, shifts + 45), levels[shifts] * (shift - 1) / shift);
            Arrays.fill(taken, shifts - 2, Math.min(DAYS, shifts + 60), true);
        }
    }

    private double[] weekdays() {
        var weekdays = new double[7];
        double weekend = switch (behaviour) {
            case WEEKDAYS -> between(0.15, 0.75);
            case WORKDAYS_ONLY -> 0;
            default -> random.nextInt(3) == 0 ? between(0.75, 1) : 1;
        };
        for (int i = 0; i < 7; i++) {
            weekdays[i] = (i >= 5 ? weekend : 1) * between(0.97, 1.03);
        }
        return weekdays;
    }

    private void plantJumps() {
        int jumps = random.nextInt(10) < 5 ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < jumps; i++) {
            int lasts = 1 + random.nextInt(20);
            int day = free(lasts);
            if (day < 0) {
                return;
            }
            double usual = levels[day];
            double more = Math.max(between(50, 80), usual * (0.5 + 0.8 * -Math.log(1 - random.nextDouble())));
            boolean flat = random.nextBoolean();
            for (int at = day; at < day + lasts; at++) {
                usage[at] += flat ? more : more * between(1, 1.3);
            }
            plant(PlantedKind.JUMP, day, day + lasts, more);
        }
    }

    private void plantClimb() {
        if (behaviour == Behaviour.SPARSE || behaviour == Behaviour.TRAINING || random.nextInt(12) > 0) {
            return;
        }
        int stays = 7 + random.nextInt(14);
        int day = free(14 + stays);
        if (day < 0) {
            return;
        }
        double more = Math.max(60, levels[day] * between(0.4, 1.4));
        for (int at = day; at < day + 14 + stays; at++) {
            usage[at] += more * Math.min(1, (at - day + 1) / 14.0);
        }
        plant(PlantedKind.SLOW_CLIMB, day, day + 14 + stays, more);
    }

    private void lumps() {
        boolean support = behaviour == Behaviour.SUPPORT;
        double tax = !support && random.nextInt(3) == 0 ? between(0.05, 0.2) : 0;
        double monthly = support || random.nextInt(6) == 0 ? between(30, 900) : 0;
        int dayOfMonth = support ? 1 : 1 + random.nextInt(31);
        double credit = random.nextInt(12) == 0 ? between(20, 400) : 0;
        int larger = monthly > 0 && random.nextInt(3) == 0 ? 4 + random.nextInt(MONTHS - 4) : -1;
        for (int month = 0; month < MONTHS; month++) {
            var which = YearMonth.from(FROM).plusMonths(month);
            int first = day(which.atDay(1));
            int last = day(which.atEndOfMonth());
            double used = Arrays.stream(usage, first, last + 1).sum();
            lumps[last] += tax * used;
            int due = Math.min(last, first + dayOfMonth - 1);
            double fee = monthly * between(0.97, 1.03);
            if (month == larger) {
                double more = Math.max(between(60, 120), fee * between(0.6, 3));
                fee += more;
                plant(PlantedKind.FEE, due, due + 1, more);
            }
            lumps[due] += fee;
            lumps[first] -= credit * between(0.9, 1.1);
        }
        if (random.nextInt(10) == 0) {
            lumps[random.nextInt(DAYS)] -= between(20, 2000);
        }
    }

    private int free(int lasts) {
        for (int tries = 0; tries < 20; tries++) {
            int day = random.nextInt(DAYS - lasts - 5);
            boolean free = true;
            for (int at = day; at < day + lasts; at++) {
                free &= !taken[at];
            }
            if (free) {
                Arrays.fill(taken, Math.max(0, day - 35), Math.min(DAYS, day + lasts + 35), true);
                return day;
            }
        }
        return -1;
    }

    private void plant(PlantedKind kind, int from, int to, double aDay) {
        planted.add(new Planted(kind, FROM.plusDays(from), FROM.plusDays(to), decimal(aDay)));
    }

    private static int day(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - FROM.toEpochDay());
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private static List<BigDecimal> decimals(double[] values) {
        return Arrays.stream(values).mapToObj(GeneratedCosts::decimal).toList();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    }
}
