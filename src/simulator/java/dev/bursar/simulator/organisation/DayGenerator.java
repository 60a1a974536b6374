package dev.bursar.simulator.organisation;

import dev.bursar.simulator.costs.Costs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
}
