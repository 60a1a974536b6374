package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.fact.CostFact;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Rate;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What a workload costs and whose it is, as its finding says it. */
final class JudgedCost {
    private static final int MONTH_DAYS = 30;
    private static final int DECIMALS = 10;

    private final WorkloadMeasures measures;
    private final MlWorkload workload;
    private final Window window;
    private final int owner;

    /** @param owner the team that rules or the inventory give it where no costs do; 0 for nobody */
    JudgedCost(WorkloadMeasures measures, int owner) {
        this.measures = measures;
        this.workload = measures.workload();
        this.window = measures.window();
        this.owner = owner;
    }

    /** @param days that it had charges, or measured hours, on */
    record Cost(
            @Nullable BigDecimal amount,
            @Nullable String currency,
            String source,
            @Nullable Integer days) {
        static final Cost UNKNOWN = new Cost(null, null, "unknown", null);
    }

    /**
     * What the latest days with charges billed, 30 at most and fewer where fewer are known. Where no charge names it, the measured hours of
     * these days at list price.
     */
    Cost cost() {
        LocalDate first = window.firstCostDay();
        if (first != null && measures.currencies().size() == 1) {
            SortedMap<LocalDate, BigDecimal> days = measures.costByDay().tailMap(first);
            return new Cost(
                    sum(days),
                    currency(),
                    (window.fromCostExplorer() ? Origin.COST_EXPLORER : Origin.EXPORT).stored(),
                    days.size());
        }
        return listDays(window.costFrom(), window.to())
                .map(days -> new Cost(sum(days), "USD", "list", days.size()))
                .orElse(Cost.UNKNOWN);
    }

    /**
     * What the instances that AWS describes cost at list price in the days of costs since it was made, of what isn't measured and no charge
     * names; empty where that is not so, or where a price is missing.
     */
    Optional<BigDecimal> unmeasuredUsd(FindingState state) {
        boolean runs = workload.inService() && workload.kind() != WorkloadKind.JOB_FAMILY;
        if (state != FindingState.NOT_MEASURED
                || !runs
                || !cost().source().equals("unknown")
                || !measures.currencies().isEmpty()) {
            return Optional.empty();
        }
        Instant created = workload.created();
        Instant from = created == null || created.isBefore(window.costFrom()) ? window.costFrom() : created;
        BigDecimal hours = BigDecimal.valueOf(
                Math.max(0, Duration.between(from, window.to()).toHours()));
        BigDecimal sum = BigDecimal.ZERO;
        for (Variant variant : measures.current()) {
            Optional<Offer> offer = measures.offer(variant.instanceType());
            if (offer.isEmpty() || variant.instances() == null) {
                return Optional.empty();
            }
            sum = sum.add(offer.get().usdPerHour().multiply(hours).multiply(BigDecimal.valueOf(variant.instances())));
        }
        return Optional.of(sum);
    }

    private static BigDecimal sum(SortedMap<LocalDate, BigDecimal> days) {
        return days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the idle hours cost, of the days that the cost is of. */
    Amount idleCost() {
        LocalDate first = window.firstCostDay();
        SortedMap<LocalDate, BigDecimal> days =
                first != null && window.hasCharges() ? measures.costByDay().tailMap(first) : new TreeMap<>();
        return measures.idle(window.costFrom(), window.to()).idleCost(days).amount();
    }

    /** What a month costs as its last whole days at the present size did. */
    Amount rate() {
        return workload.inService() ? Rate.ofDays(wholeDays().values()) : Amount.notKnown(Reason.NO_WHOLE_DAY);
    }

    /** The rate where it is in USD. */
    Amount usdRate() {
        return measures.currencies().isEmpty() || isInUsd() ? rate() : Amount.notKnown(Reason.NO_CHARGES);
    }

    /** The rate by charges; empty where they don't say, or several teams pay. */
    Optional<BigDecimal> billedMonth() {
        return measures.currencies().isEmpty() || isShared()
                ? Optional.empty()
                : rate().money().map(rate -> rate.setScale(2, RoundingMode.HALF_UP));
    }

    /** The part of {@link #billedMonth} that is billed by the hour, and so ends when the instances stop: a volume is billed on. */
    Optional<BigDecimal> billedHoursMonth() {
        if (billedMonth().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<LocalDate, BigDecimal> days = wholeDays();
        days.replaceAll((day, cost) -> BigDecimal.ZERO);
        measures.costs().stream()
                .filter(one -> !one.instanceType().isEmpty() && days.containsKey(one.day()))
                .forEach(one -> days.merge(one.day(), one.effective(), BigDecimal::add));
        return Rate.ofDays(days.values()).money().map(rate -> rate.setScale(2, RoundingMode.HALF_UP));
    }

    /** Billed hours of a month as of the days that the rate is of. */
    double hoursAMonth() {
        SortedMap<LocalDate, BigDecimal> days = wholeDays();
        double hours = measures.costs().stream()
                .filter(one -> days.containsKey(one.day()))
                .mapToDouble(DayCost::hours)
                .sum();
        return days.isEmpty() ? 0 : hours * Rate.MONTH_HOURS.doubleValue() / (24.0 * days.size());
    }

    /** Each of the window's last whole days at the present size, with its cost. */
    private SortedMap<LocalDate, BigDecimal> wholeDays() {
        var days = new TreeMap<LocalDate, BigDecimal>();
        if (measures.currencies().isEmpty()) {
            listDays(window.from(), window.to()).orElseGet(TreeMap::new).forEach((day, cost) -> {
                if (!day.isBefore(firstWholeDay()) && isMeasuredWhole(day)) {
                    days.put(day, cost);
                }
            });
        } else if (window.hasCharges() && measures.currencies().size() == 1) {
            SortedMap<LocalDate, BigDecimal> costs = measures.costByDay();
            LocalDate first = firstWholeDay();
            for (LocalDate day = window.endDay().minusDays(window.chargedDays());
                    day.isBefore(window.endDay());
                    day = day.plusDays(1)) {
                if (isOfOtherType(day)) {
                    days.clear();
                } else if (!day.isBefore(first)) {
                    days.put(day, costs.getOrDefault(day, BigDecimal.ZERO));
                }
            }
        }
        return days;
    }

    /**
     * The first day that it was there all day and was not changed in. AWS counts each scaling as a change, so those of an endpoint that
     * scales say nothing. Instances and families of jobs have no time of creation: they are there from their first charge on.
     */
    private LocalDate firstWholeDay() {
        boolean scales = measures.current().stream().anyMatch(one -> one.leastInstances() != null);
        Instant created = workload.created();
        SortedMap<LocalDate, BigDecimal> costs = measures.costByDay();
        LocalDate there = switch (workload.kind()) {
            case ENDPOINT, NOTEBOOK, APP, PROVISIONED -> created == null ? LocalDate.EPOCH : nextStart(created);
            case JOB_FAMILY, EC2 ->
                costs.isEmpty() ? LocalDate.EPOCH : costs.firstKey().plusDays(1);
        };
        Instant modified = workload.modified();
        LocalDate changed =
                workload.kind() == WorkloadKind.ENDPOINT && !scales && modified != null ? nextStart(modified) : there;
        return changed.isAfter(there) ? changed : there;
    }

    private static LocalDate nextStart(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).equals(at) ? day : day.plusDays(1);
    }

    private boolean isOfOtherType(LocalDate day) {
        Set<String> present = measures.current().stream()
                .map(Variant::instanceType)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return workload.kind() != WorkloadKind.JOB_FAMILY && !present.containsAll(measures.billedTypes(day));
    }

    private boolean isMeasuredWhole(LocalDate day) {
        return measures.current().stream()
                        .map(measures::in)
                        .flatMap(hours -> hours.points().stream()
                                .filter(point -> point.day().equals(day) && hours.instances(point) > 0))
                        .map(point -> point.hour())
                        .distinct()
                        .count()
                == 24;
    }

    /** Measured hours of each day at list price; empty where a price is missing or nothing is measured. */
    private Optional<SortedMap<LocalDate, BigDecimal>> listDays(Instant from, Instant to) {
        SortedMap<LocalDate, BigDecimal> days = new TreeMap<>();
        if (measures.currencies().size() > 1) {
            return Optional.empty();
        }
        for (Variant variant : measures.current()) {
            SortedMap<LocalDate, Double> hours =
                    measures.all(variant).between(from, to).instanceHoursPerDay();
            Optional<Offer> offer = measures.offer(variant.instanceType());
            if (!hours.isEmpty() && offer.isEmpty()) {
                return Optional.empty();
            }
            hours.forEach((day, measured) -> days.merge(
                    day,
                    offer.orElseThrow()
                            .usdPerHour()
                            .multiply(BigDecimal.valueOf(measured))
                            .setScale(DECIMALS, RoundingMode.HALF_UP),
                    BigDecimal::add));
        }
        return days.isEmpty() ? Optional.empty() : Optional.of(days);
    }

    /** Who paid how much on the days that anything is said of: those of the cost may be older, where charges have ended. */
    SortedMap<Integer, BigDecimal> teams() {
        SortedMap<Integer, BigDecimal> teams = new TreeMap<>();
        LocalDate month = window.firstDay().minusDays(MONTH_DAYS);
        LocalDate ofCost = window.firstCostDay();
        LocalDate first = ofCost != null && ofCost.isBefore(month) ? ofCost : month;
        measures.costs().stream()
                .filter(one -> !one.day().isBefore(first))
                .forEach(one -> teams.merge(one.team(), one.effective(), BigDecimal::add));
        return teams;
    }

    int team() {
        return teams().entrySet().stream()
                .filter(one -> one.getKey() != 0)
                .max(Map.Entry.<Integer, BigDecimal>comparingByValue()
                        .thenComparing(
                                Map.Entry.<Integer, BigDecimal>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(owner);
    }

    /** Mean of a day in the window, from charges in USD that cover it, else at list price. */
    Amount usdPerDay() {
        SortedMap<LocalDate, BigDecimal> days =
                window.hasCharges() && isInUsd() ? measures.costInWindow() : new TreeMap<>();
        Optional<BigDecimal> sum =
                days.isEmpty() ? listDays(window.from(), window.to()).map(JudgedCost::sum) : Optional.of(sum(days));
        int among = days.isEmpty() ? Window.DAYS : window.chargedDays();
        return sum.map(all -> Amount.of(all.divide(BigDecimal.valueOf(among), DECIMALS, RoundingMode.HALF_UP)))
                .orElse(Amount.notKnown(Reason.NO_CHARGES));
    }

    /** What is paid of the list price of instances on the days that the rate is of; empty where charges don't say. */
    Optional<BigDecimal> paidShare() {
        SortedMap<LocalDate, BigDecimal> days = wholeDays();
        BigDecimal effective = BigDecimal.ZERO;
        BigDecimal list = BigDecimal.ZERO;
        for (DayCost one : measures.costs()) {
            if (!one.instanceType().isEmpty()
                    && !one.day().isBefore(window.firstDay())
                    && one.day().isBefore(window.endDay())
                    && (days.isEmpty() || days.containsKey(one.day()))) {
                effective = effective.add(one.effective());
                @Nullable BigDecimal listed = one.list();
                list = list.add(
                        listed != null
                                ? listed
                                : measures.offer(one.instanceType())
                                        .map(offer -> offer.usdPerHour().multiply(BigDecimal.valueOf(one.hours())))
                                        .orElse(BigDecimal.ZERO));
            }
        }
        return list.signum() <= 0 || measures.currencies().size() != 1 || isShared()
                ? Optional.empty()
                : Optional.of(effective.divide(list, DECIMALS, RoundingMode.HALF_UP));
    }

    boolean isInUsd() {
        return measures.currencies().equals(Set.of("USD"));
    }

    String currency() {
        return measures.currencies().iterator().next();
    }

    /** Whether several teams pay for it: then a lead of one must not learn the others' part from a proposal. */
    boolean isShared() {
        return teams().size() > 1;
    }

    /** The cost as what speaks for a change has it: a lead of one team must not learn the others' part. */
    CostFact fact() {
        if (isShared()) {
            return CostFact.SHARED;
        }
        Cost cost = cost();
        return cost.amount() == null || cost.currency() == null
                ? CostFact.UNKNOWN
                : new CostFact(
                        false, cost.amount(), cost.currency(), cost.days() == null ? 0 : cost.days(), cost.source());
    }
}
