package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a workload costs and whose it is, as its finding says it. */
final class JudgedCost {
    private static final int MONTH_DAYS = 30;
    private static final int DECIMALS = 10;

    private final WorkloadMeasures measures;
    private final Window window;
    private final int owner;

    /** @param owner the team that rules or the inventory give it where no costs do; 0 for nobody */
    JudgedCost(WorkloadMeasures measures, int owner) {
        this.measures = measures;
        this.window = measures.window();
        this.owner = owner;
    }

    record Cost(@Nullable BigDecimal amount, @Nullable String currency, String source) {}

    /** Of the latest 30 days with charges; without any, of the measured hours at list price. */
    Cost cost() {
        LocalDate last = window.lastDay();
        if (last != null && measures.currencies().size() == 1) {
            BigDecimal sum = measures.costByDay().tailMap(last.minusDays(MONTH_DAYS - 1L)).values().stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Cost(sum, measures.currencies().iterator().next(), "export");
        }
        if (!measures.currencies().isEmpty()) {
            return new Cost(null, null, "unknown");
        }
        return measures.listCostOfWindow()
                .map(usd -> new Cost(month(usd), "USD", "list"))
                .orElseGet(() -> new Cost(null, null, "unknown"));
    }

    /** From the window's days to 30 days. */
    BigDecimal month(BigDecimal ofWindow) {
        return ofWindow.multiply(BigDecimal.valueOf(MONTH_DAYS))
                .divide(BigDecimal.valueOf(Window.DAYS), DECIMALS, RoundingMode.HALF_UP);
    }

    Amount month(Amount ofWindow) {
        return ofWindow.money().map(amount -> Amount.of(month(amount))).orElse(ofWindow);
    }

    SortedMap<Integer, BigDecimal> teams() {
        SortedMap<Integer, BigDecimal> teams = new TreeMap<>();
        measures.costs().stream()
                .filter(one -> !one.day().isBefore(window.firstDay().minusDays(MONTH_DAYS)))
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

    /** Mean of a day in the window, from charges or at list price; only USD can be compared with the least that is told. */
    Amount usdPerDay() {
        SortedMap<LocalDate, BigDecimal> days = measures.costInWindow();
        Optional<BigDecimal> sum = days.isEmpty()
                ? measures.listCostOfWindow()
                : Optional.of(days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        return sum.map(all -> Amount.of(all.divide(BigDecimal.valueOf(Window.DAYS), DECIMALS, RoundingMode.HALF_UP)))
                .orElse(Amount.notKnown(Reason.NO_CHARGES));
    }

    /** What is paid of the list price of instances; empty where charges don't say. */
    Optional<BigDecimal> paidShare() {
        BigDecimal effective = BigDecimal.ZERO;
        BigDecimal list = BigDecimal.ZERO;
        for (DayCost one : measures.costs()) {
            if (!one.instanceType().isEmpty()
                    && !one.day().isBefore(window.firstDay())
                    && one.day().isBefore(window.endDay())) {
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

    /** What its days cost in the window, for a month of 365/12 days. */
    Optional<BigDecimal> billedMonth() {
        SortedMap<LocalDate, BigDecimal> days = measures.costInWindow();
        return days.isEmpty() || isShared()
                ? Optional.empty()
                : Optional.of(days.values().stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .multiply(BigDecimal.valueOf(365))
                        .divide(BigDecimal.valueOf(12L * Window.DAYS), 2, RoundingMode.HALF_UP));
    }

    String currency() {
        return measures.currencies().iterator().next();
    }

    /** Whether several teams pay for it: then a lead of one must not learn the others' part from a proposal. */
    boolean isShared() {
        return teams().size() > 1;
    }

    String costWords() {
        if (isShared()) {
            return "an amount that several teams share";
        }
        Cost cost = cost();
        return cost.amount() == null || cost.currency() == null
                ? "an amount that is not known"
                : Formats.money(cost.amount(), cost.currency()) + " in 30 days ("
                        + (cost.source().equals("export") ? "charges by resource" : "list price") + ")";
    }
}
