package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
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

    /**
     * Of the latest 30 days with charges; Cost Explorer's days, which are fewer, stand for 30. Without any, of the measured hours at list
     * price.
     */
    Cost cost() {
        LocalDate first = window.firstCostDay();
        if (first != null && measures.currencies().size() == 1) {
            BigDecimal sum = sum(measures.costByDay().tailMap(first));
            String currency = measures.currencies().iterator().next();
            return window.fromCostExplorer()
                    ? new Cost(month(sum, window.chargedDays()), currency, Origin.COST_EXPLORER.stored())
                    : new Cost(sum, currency, Origin.EXPORT.stored());
        }
        if (!measures.currencies().isEmpty()) {
            return new Cost(null, null, "unknown");
        }
        return measures.listCostOfWindow()
                .map(usd -> new Cost(month(usd, Window.DAYS), "USD", "list"))
                .orElseGet(() -> new Cost(null, null, "unknown"));
    }

    private static BigDecimal sum(SortedMap<LocalDate, BigDecimal> days) {
        return days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal month(BigDecimal amount, int days) {
        return amount.multiply(BigDecimal.valueOf(MONTH_DAYS))
                .divide(BigDecimal.valueOf(days), DECIMALS, RoundingMode.HALF_UP);
    }

    /** From the charges of the window's days to 30 days. */
    Amount month(Amount ofWindow) {
        return ofWindow.money()
                .map(amount -> Amount.of(month(amount, window.chargedDays())))
                .orElse(ofWindow);
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
        Optional<BigDecimal> sum = days.isEmpty() ? measures.listCostOfWindow() : Optional.of(sum(days));
        int among = days.isEmpty() ? Window.DAYS : window.chargedDays();
        return sum.map(all -> Amount.of(all.divide(BigDecimal.valueOf(among), DECIMALS, RoundingMode.HALF_UP)))
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
                : Optional.of(sum(days)
                        .multiply(BigDecimal.valueOf(365))
                        .divide(BigDecimal.valueOf(12L * window.chargedDays()), 2, RoundingMode.HALF_UP));
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
                        + switch (cost.source()) {
                            case "export" -> "charges by resource";
                            case "cost_explorer" -> "Cost Explorer, by resource, last 14 days";
                            default -> "list price";
                        }
                        + ")";
    }
}
