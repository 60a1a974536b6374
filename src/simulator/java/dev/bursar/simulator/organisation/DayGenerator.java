package dev.bursar.simulator.organisation;

import dev.bursar.simulator.costs.Costs;
import module java.base;

/** Makes the lines of a day; what is booked on day 1 (tax, support) grows until the month is over. */
public final class DayGenerator {
    public static final int DECIMALS = 10;

    private static final BigDecimal DISCOUNT = new BigDecimal("0.04");
    private static final BigDecimal PLAN_RATE = new BigDecimal("0.72");
    private static final BigDecimal RESERVE = new BigDecimal("1.02");
    private static final BigDecimal TAX = new BigDecimal("0.019");
    private static final BigDecimal SUPPORT = new BigDecimal("0.03");
    private static final YearMonth REFUNDED_EVERY_THIRD = YearMonth.of(2025, 1);

    private final List<Workload> workloads;
    private final UsageCurve demand;
    private final Map<YearMonth, Map<Plan, BigDecimal>> fees = new TreeMap<>();

    DayGenerator(List<Workload> workloads, UsageCurve demand) {
        this.workloads = workloads;
        this.demand = demand;
    }

    /** The lines of the day, given that days up to {@code through} are in. */
    List<Line> lines(LocalDate day, LocalDate through) {
        var lines = new ArrayList<Line>();
        var bill = new Bill(day, lines);
        for (var workload : workloads) {
            if (workload.runsOn(day)) {
                bill.use(workload, demand.cost(workload, day));
            }
        }
        bill.settle(fees(YearMonth.from(day)));
        credits(day, lines);
        if (day.getDayOfMonth() == 1) {
            booked(day, through, lines);
        }
        return List.copyOf(lines);
    }

    static BigDecimal quantity(Workload workload, BigDecimal cost) {
        return cost.divide(workload.kind().price(), DECIMALS, RoundingMode.HALF_UP);
    }

    private synchronized Map<Plan, BigDecimal> fees(YearMonth month) {
        return fees.computeIfAbsent(month, this::commitments);
    }

    private Map<Plan, BigDecimal> commitments(YearMonth month) {
        var sums = new EnumMap<Plan, BigDecimal>(Plan.class);
        for (var workload : workloads) {
            var plan = workload.kind().plan();
            if (plan != null) {
                sums.merge(plan, demand.ceiling(workload, month.atEndOfMonth()), BigDecimal::add);
            }
        }
        sums.replaceAll((plan, sum) -> sum.multiply(PLAN_RATE).multiply(RESERVE).setScale(2, RoundingMode.CEILING));
        return sums;
    }

    private static void credits(LocalDate day, List<Line> lines) {
        var cents = day.toEpochDay() % 97;
        lines.add(charge(
                day, OrganisationModel.RESEARCH, "Amazon SageMaker", "Credit", BigDecimal.valueOf(-3_817 - cents, 2)));
        if (day.getDayOfMonth() == 3) {
            lines.add(charge(
                    day,
                    OrganisationModel.SHARED,
                    "Amazon DynamoDB",
                    "Credit",
                    BigDecimal.valueOf(-25_000 - cents, 2)));
        }
        var months = REFUNDED_EVERY_THIRD.until(YearMonth.from(day), ChronoUnit.MONTHS);
        if (day.getDayOfMonth() == 17 && Math.floorMod(months, 3) == 2) {
            var service = "Amazon Elastic Compute Cloud - Compute";
            lines.add(
                    charge(day, OrganisationModel.VISION, service, "Refund", BigDecimal.valueOf(-128_433 - cents, 2)));
        }
    }

    private void booked(LocalDate first, LocalDate through, List<Line> lines) {
        var byAccount = new TreeMap<String, BigDecimal>();
        var end = first.plusMonths(1).minusDays(1);
        for (var day = first; !day.isAfter(end) && !day.isAfter(through); day = day.plusDays(1)) {
            for (var workload : workloads) {
                if (workload.runsOn(day)) {
                    byAccount.merge(workload.cell().account(), demand.cost(workload, day), BigDecimal::add);
                }
            }
        }
        var all = BigDecimal.ZERO;
        for (var sum : byAccount.entrySet()) {
            lines.add(charge(
                    first, sum.getKey(), "Tax", "Tax", cents(sum.getValue().multiply(TAX))));
            all = all.add(sum.getValue());
        }
        lines.add(charge(
                first, OrganisationModel.PAYER, "AWS Support (Business)", "Support", cents(all.multiply(SUPPORT))));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static Line charge(LocalDate day, String account, String service, String type, BigDecimal amount) {
        return new Line(day, Cell.charge(account, service, type), Costs.same(amount), BigDecimal.ZERO);
    }

    private record Place(String account, String service) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            var byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : service.compareTo(other.service);
        }
    }

    /** Usage of one day first, then what follows from it: negations, private discounts, fees. */
    private static final class Bill {
        private final LocalDate day;
        private final List<Line> lines;
        private final Map<Place, BigDecimal> covered = new TreeMap<>();
        private final Map<Place, BigDecimal> discounts = new TreeMap<>();
        private final Map<Plan, Costs> used = new EnumMap<>(Plan.class);

        Bill(LocalDate day, List<Line> lines) {
            this.day = day;
            this.lines = lines;
        }

        void use(Workload workload, BigDecimal cost) {
            var place = new Place(workload.cell().account(), workload.cell().service());
            var quantity = quantity(workload, cost);
            var plan = workload.kind().plan();
            if (plan == null) {
                var discount = rounded(cost.multiply(DISCOUNT));
                var net = cost.subtract(discount);
                discounts.merge(place, discount, BigDecimal::add);
                lines.add(new Line(day, workload.cell(), new Costs(cost, cost, net, net), quantity));
            } else {
                var amortized = rounded(cost.multiply(PLAN_RATE));
                var net = amortized.subtract(rounded(amortized.multiply(DISCOUNT)));
                covered.merge(place, cost, BigDecimal::add);
                var costs = new Costs(cost, amortized, cost, net);
                used.merge(plan, costs, Bill::sum);
                lines.add(new Line(day, workload.cell(), costs, quantity));
            }
        }

        private static Costs sum(Costs a, Costs b) {
            return new Costs(
                    a.unblended().add(b.unblended()),
                    a.amortized().add(b.amortized()),
                    a.netUnblended().add(b.netUnblended()),
                    a.netAmortized().add(b.netAmortized()));
        }

        void settle(Map<Plan, BigDecimal> fees) {
            covered.forEach((place, sum) -> {
                var back = sum.negate();
                var costs = new Costs(back, BigDecimal.ZERO, back, BigDecimal.ZERO);
                lines.add(new Line(day, untagged(place, "SavingsPlanNegation"), costs, BigDecimal.ZERO));
            });
            fees.forEach(this::fee);
            discounts.forEach((place, sum) -> {
                var off = sum.negate();
                var costs = new Costs(off, off, BigDecimal.ZERO, BigDecimal.ZERO);
                lines.add(new Line(day, untagged(place, "EdpDiscount"), costs, BigDecimal.ZERO));
            });
        }

        private void fee(Plan plan, BigDecimal fee) {
            var use = used.getOrDefault(plan, Costs.ZERO);
            var discount = rounded(fee.multiply(DISCOUNT));
            var net = fee.subtract(discount);
            var costs = new Costs(fee, fee.subtract(use.amortized()), net, net.subtract(use.netAmortized()));
            var place = new Place(OrganisationModel.PAYER, plan.service);
            discounts.merge(place, discount, BigDecimal::add);
            var cell = new Cell(
                    place.account(),
                    place.service(),
                    "SavingsPlanRecurringFee",
                    plan.usageType,
                    "",
                    "",
                    "global",
                    "",
                    "Hrs",
                    Map.of());
            lines.add(new Line(day, cell, costs, BigDecimal.valueOf(24)));
        }

        private static Cell untagged(Place place, String recordType) {
            return Cell.charge(place.account(), place.service(), recordType);
        }

        private static BigDecimal rounded(BigDecimal amount) {
            return amount.setScale(DECIMALS, RoundingMode.HALF_UP);
        }
    }

    /** How much of a workload runs on a day: growth, week rhythm and chance, from the seed and whole numbers only. */
    record UsageCurve(long seed) {
        static final LocalDate ANCHOR = LocalDate.of(2025, 1, 1);

        private static final long MILLION = 1_000_000;
        private static final int COMMON_SWING = 5;
        private static final int GROWTH_PER_DAY = 450;
        private static final int LONGEST_GROWTH_DAYS = 3_000;

        /** The undiscounted cost of the day with ten decimals. */
        BigDecimal cost(Workload workload, LocalDate day) {
            if (workload.daily() != null) {
                return workload.daily().setScale(DECIMALS, RoundingMode.UNNECESSARY);
            }
            var chance = chance(1_000 + workload.number(), day.toEpochDay());
            var amount = workload.dailyMillionths() * growth(day) / MILLION;
            amount = amount * rhythm(workload.kind(), day) / 100;
            amount = amount * swing(workload.kind().swingPercent(), chance) / MILLION;
            amount = amount * swing(COMMON_SWING, chance(7, day.toEpochDay())) / MILLION;
            return BigDecimal.valueOf(amount * 10_000 + Math.floorMod(chance >>> 20, 10_000), 10);
        }

        /** The most that {@link #cost} gives on any day up to this one. */
        BigDecimal ceiling(Workload workload, LocalDate day) {
            if (workload.daily() != null) {
                return workload.daily();
            }
            var amount = workload.dailyMillionths() * growth(day) / MILLION;
            amount = amount * (100 + workload.kind().swingPercent()) / 100 * (100 + COMMON_SWING) / 100 + 1;
            return BigDecimal.valueOf(amount, 6);
        }

        private static long growth(LocalDate day) {
            var days = Math.clamp(ChronoUnit.DAYS.between(ANCHOR, day), -500, LONGEST_GROWTH_DAYS);
            return MILLION + days * GROWTH_PER_DAY;
        }

        private static int rhythm(Kind kind, LocalDate day) {
            return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? kind.weekendPercent() : 100;
        }

        private static long swing(int percent, long chance) {
            var width = percent * 10_000L;
            return MILLION - width + Math.floorMod(chance, 2 * width + 1);
        }

        private long chance(int what, long day) {
            var z = seed * 0x9E3779B97F4A7C15L + what * 0xBF58476D1CE4E5B9L + day * 0x94D049BB133111EBL;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }
}
