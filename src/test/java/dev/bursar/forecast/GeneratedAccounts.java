package dev.bursar.forecast;

import module java.base;

/** Daily costs of the accounts of organisations that don't exist, the same for each seed. */
final class GeneratedAccounts {
    static final LocalDate FROM = LocalDate.of(2023, 11, 1);
    static final int MONTHS = 20;
    static final LocalDate TO = FROM.plusMonths(MONTHS);
    private static final int DAYS = Math.toIntExact(TO.toEpochDay() - FROM.toEpochDay());

    /** What an organisation does. */
    enum Kind {
        /** Services for customers: weekdays, growth, few jumps. */
        STEADY,
        /** Training and experiments: runs of some days, jobs, large steps. */
        BURSTY,
        /** A shop: seasons of the year, campaigns, quiet holidays. */
        SEASONAL
    }

    /** An account's costs; its team has one to four. */
    record Account(int team, DailySeries costs) {}

    private final Kind kind;
    private final Random random;
    private final double[] usage = new double[DAYS];
    private final double[] lumps = new double[DAYS];

    private GeneratedAccounts(Kind kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    static List<Account> organisation(Kind kind, long seed) {
        var random = new Random(seed * 7_368_787L + kind.ordinal());
        double[] shocks = shocks(kind, random);
        var accounts = new ArrayList<Account>();
        int teams = 3 + random.nextInt(4);
        double tax = random.nextInt(3) > 0 ? 0.05 + 0.15 * random.nextDouble() : 0;
        int taxDay = random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(5);
        for (int team = 0; team < teams; team++) {
            double size = 40 * Math.exp(1.4 * random.nextGaussian());
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                var account = new GeneratedAccounts(kind, new Random(random.nextLong()));
                account.fill(size * Math.exp(0.8 * account.random.nextGaussian()), shocks, tax, taxDay);
                accounts.add(
                        new Account(team, new DailySeries(FROM, decimals(account.usage), decimals(account.lumps))));
            }
        }
        return accounts;
    }

    /** What happens to all accounts on the same days. */
    private static double[] shocks(Kind kind, Random random) {
        double[] shocks = new double[DAYS];
        Arrays.fill(shocks, 1);
        int events = random.nextInt(kind == Kind.STEADY ? 3 : 6);
        for (int i = 0; i < events; i++) {
            int first = random.nextInt(DAYS);
            int days = 1 + random.nextInt(14);
            double factor = 0.75 + 0.6 * random.nextDouble();
            for (int day = first; day < Math.min(DAYS, first + days); day++) {
                shocks[day] *= factor;
            }
        }
        double swing = kind == Kind.SEASONAL ? 0.1 + 0.25 * random.nextDouble() : 0.03 * random.nextDouble();
        double phase = 2 * Math.PI * random.nextDouble();
        boolean quiet = kind != Kind.BURSTY && random.nextBoolean();
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = FROM.plusDays(day);
            shocks[day] *= 1 + swing * Math.sin(2 * Math.PI * date.getDayOfYear() / 365.0 + phase);
            boolean holidays = date.getMonthValue() == 12 && date.getDayOfMonth() > 23
                    || date.getMonthValue() == 1 && date.getDayOfMonth() < 3;
            shocks[day] *= quiet && holidays ? 0.7 : 1;
        }
        return shocks;
    }

    private void fill(double size, double[] shocks, double tax, int taxDay) {
        int services = 2 + random.nextInt(8);
        for (int i = 0; i < services; i++) {
            service(size * Math.exp(1.1 * random.nextGaussian()), shocks);
        }
        lumps(tax, taxDay);
    }

    private void service(double size, double[] shocks) {
        int begins = chance(0.1) ? random.nextInt(DAYS) : 0;
        int ends = chance(0.07) ? random.nextInt(DAYS) : DAYS;
        double dice = random.nextDouble();
        double jobs = kind == Kind.BURSTY ? 0.35 : 0.12;
        if (dice < jobs) {
            runs(size, begins, ends);
        } else if (dice < jobs + 0.08) {
            weekly(size, begins, ends);
        } else if (dice < jobs + 0.18) {
            monthly(size, begins, ends);
        } else if (dice < jobs + 0.33) {
            stored(size, begins, ends);
        } else {
            used(size, begins, ends, shocks);
        }
    }

    /** Servers, requests: a level of its own, weekdays, steps. */
    private void used(double size, int begins, int ends, double[] shocks) {
        double growth = between(-0.03, 0.04) + (chance(0.25) ? between(-0.1, 0.12) : 0);
        double weekend = chance(0.5) ? between(0.2, 0.95) : 1;
        double[] weekdays = new double[7];
        for (int i = 0; i < 7; i++) {
            weekdays[i] = (i >= 5 ? weekend : 1) * between(0.95, 1.05);
        }
        double steps = (kind == Kind.BURSTY ? 1 / 70.0 : 1 / 200.0);
        double noise = kind == Kind.BURSTY ? between(0.04, 0.25) : between(0.01, 0.1);
        double memory = chance(0.4) ? between(0.3, 0.8) : 0;
        double drift = between(0, 0.008);
        double carried = 0;
        double level = size;
        for (int day = 0; day < DAYS; day++) {
            level *= 1 + growth / 30.4 + drift * random.nextGaussian();
            if (chance(steps)) {
                level *= Math.exp(0.45 * random.nextGaussian());
            }
            carried = memory * carried + Math.sqrt(1 - memory * memory) * heavy();
            double weekday = weekdays[FROM.plusDays(day).getDayOfWeek().getValue() - 1];
            add(day, begins, ends, level * weekday * shocks[day] * (1 + noise * carried));
        }
    }

    /** Runs of some days, now and then. */
    private void runs(double size, int begins, int ends) {
        double often = between(0.02, 0.15);
        double least = between(1, 3);
        double most = between(3, 12);
        double large = size * between(0.7, 4);
        boolean workdays = chance(0.5);
        int left = 0;
        double now = 0;
        for (int day = 0; day < DAYS; day++) {
            if (left == 0 && chance(often)) {
                left = (int) between(least, most);
                now = large * Math.exp(0.4 * random.nextGaussian());
            }
            boolean weekend = FROM.plusDays(day).getDayOfWeek().getValue() > 5;
            if (left > 0) {
                left--;
                add(day, begins, ends, workdays && weekend ? 0.1 * now : now * between(0.85, 1.1));
            }
        }
    }

    /** A job of one day of the week. */
    private void weekly(double size, int begins, int ends) {
        var weekday = DayOfWeek.of(1 + random.nextInt(7));
        for (int day = 0; day < DAYS; day++) {
            if (FROM.plusDays(day).getDayOfWeek() == weekday) {
                add(day, begins, ends, 4 * size * (1 + 0.1 * heavy()));
            }
        }
    }

    /** A job at a month's first day or last, a date, or the last working day; some run for two days. */
    private void monthly(double size, int begins, int ends) {
        int which = random.nextInt(4);
        int date = 2 + random.nextInt(26);
        int lasts = 1 + random.nextInt(2);
        for (int month = 0; month < MONTHS; month++) {
            var of = YearMonth.from(FROM).plusMonths(month);
            LocalDate first = switch (which) {
                case 0 -> of.atDay(1);
                case 1 -> of.atEndOfMonth().minusDays(lasts - 1);
                case 2 -> lastWorkday(of);
                default -> of.atDay(date);
            };
            for (int i = 0; i < lasts; i++) {
                add(day(first) + i, begins, ends, 8 * size * (1 + 0.1 * heavy()));
            }
        }
        double level = 0.2 * size;
        for (int day = 0; day < DAYS; day++) {
            add(day, begins, ends, level * (1 + 0.05 * heavy()));
        }
    }

    /** What is stored: no weekdays, little noise, cleaned up at times. */
    private void stored(double size, int begins, int ends) {
        double growth = between(-0.01, 0.08);
        double level = size;
        for (int day = 0; day < DAYS; day++) {
            level *= 1 + growth / 30.4;
            if (chance(1 / 300.0)) {
                level *= between(0.5, 0.95);
            }
            add(day, begins, ends, level * (1 + 0.005 * heavy()));
        }
    }

    private void lumps(double tax, int taxDay) {
        double[] before = usage.clone();
        double daily = Arrays.stream(usage).sum() / DAYS;
        double fee = chance(0.35) ? daily * between(0.3, 5) : 0;
        int feeKind = random.nextInt(4);
        int feeDay = 1 + random.nextInt(28);
        double support = chance(0.2) ? between(0.03, 0.1) : 0;
        double quarterly = chance(0.1) ? daily * between(1, 8) : 0;
        double credit = chance(0.12) ? daily * between(0.3, 4) : 0;
        int feeBegins = chance(0.25) ? random.nextInt(MONTHS) : 0;
        int creditEnds = chance(0.5) ? random.nextInt(MONTHS) : MONTHS;
        for (int month = 0; month < MONTHS; month++) {
            var of = YearMonth.from(FROM).plusMonths(month);
            int first = day(of.atDay(1));
            int last = day(of.atEndOfMonth());
            double used = Arrays.stream(before, first, last + 1).sum();
            double earlier = month == 0
                    ? used
                    : Arrays.stream(before, day(of.minusMonths(1).atDay(1)), first)
                            .sum();
            if (taxDay == 0) {
                lumps[last] += tax * used;
            } else {
                lumps[first + taxDay - 1] += tax * earlier;
            }
            lumps[first] += support * earlier;
            if (month >= feeBegins) {
                lumps[
                                switch (feeKind) {
                                    case 0 -> first;
                                    case 1 -> last;
                                    case 2 -> day(lastWorkday(of));
                                    default -> first + feeDay - 1;
                                }] +=
                        fee * between(0.97, 1.03);
            }
            if (month % 3 == 1) {
                lumps[first + feeDay - 1] += quarterly;
            }
            if (month < creditEnds) {
                lumps[first + 2] -= credit * between(0.9, 1.1);
            }
        }
        if (chance(0.15)) {
            lumps[random.nextInt(DAYS)] += daily * between(-8, 15);
        }
    }

    private static LocalDate lastWorkday(YearMonth month) {
        LocalDate day = month.atEndOfMonth();
        while (day.getDayOfWeek().getValue() > 5) {
            day = day.minusDays(1);
        }
        return day;
    }

    private void add(int day, int begins, int ends, double cost) {
        if (day >= begins && day < Math.min(DAYS, ends)) {
            usage[day] += Math.max(0, cost);
        }
    }

    /** Of a variance of about one, with days far off. */
    private double heavy() {
        double value = random.nextGaussian();
        return chance(0.03) ? 4 * value : 0.85 * value;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private static int day(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - FROM.toEpochDay());
    }

    private static List<BigDecimal> decimals(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP))
                .toList();
    }
}
