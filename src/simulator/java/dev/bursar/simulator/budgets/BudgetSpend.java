package dev.bursar.simulator.budgets;

import dev.bursar.simulator.costs.FilteredCosts;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** What AWS calculates of a budget from the organisation's costs, a few times a day. */
final class BudgetSpend {
    private static final Duration REFRESH = Duration.ofHours(8);
    private static final Duration FORECAST_NEEDS = Duration.ofDays(35);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Organisation organisation;
    private final FilteredCosts costs;
    private final Clock clock;

    BudgetSpend(Organisation organisation, Clock clock) {
        this.organisation = organisation;
        this.costs = new FilteredCosts(organisation);
        this.clock = clock;
    }

    /** The last of three refreshes a day, or when the budget was written where that is later. */
    Instant refreshed(StoredBudget stored) {
        var midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        var latest = midnight.plus(
                REFRESH.multipliedBy(Duration.between(midnight, clock.instant()).dividedBy(REFRESH)));
        var written = written(stored);
        return written.isAfter(latest) ? written : latest;
    }

    private static Instant written(StoredBudget stored) {
        var updated = stored.updated();
        return updated == null ? stored.created() : updated;
    }

    ObjectNode calculated(StoredBudget stored) {
        var budget = stored.budget();
        var today = organisation.today();
        var period = BudgetPeriod.of(budget, today);
        var json = Json.object();
        // after an update both drop to zero until the next refresh
        var waits = stored.updated() != null && refreshed(stored).equals(stored.updated());
        var actual = waits ? BigDecimal.ZERO : actual(budget, period);
        put(json, "ActualSpend", actual, unit(budget));
        var old = stored.created().plus(FORECAST_NEEDS).isBefore(clock.instant());
        if (old && forecasts(budget) && today.isBefore(period.to())) {
            put(json, "ForecastedSpend", waits ? BigDecimal.ZERO : forecast(actual, period, today), unit(budget));
        }
        return json;
    }

    private static boolean forecasts(ObjectNode budget) {
        var type = Json.required(budget, "BudgetType");
        return type.equals("COST") || type.equals("USAGE");
    }

    private static BigDecimal forecast(BigDecimal actual, BudgetPeriod period, LocalDate today) {
        var passed = Math.max(1, ChronoUnit.DAYS.between(period.from(), today));
        return actual.multiply(BigDecimal.valueOf(period.days()))
                .divide(BigDecimal.valueOf(passed), 3, RoundingMode.HALF_UP);
    }

    BigDecimal actual(ObjectNode budget, BudgetPeriod period) {
        return switch (Json.required(budget, "BudgetType")) {
            case "COST" -> sum(budget, metric(budget), period);
            case "USAGE" -> sum(budget, "UsageQuantity", period);
            case "SAVINGS_PLANS_UTILIZATION" -> utilization(period);
            default -> BigDecimal.ZERO;
        };
    }

    private BigDecimal sum(ObjectNode budget, String metric, BudgetPeriod period) {
        return BudgetFilter.expression(budget)
                .map(filter -> costs.sum(filter, metric, period.from(), period.to()))
                .orElse(BigDecimal.ZERO)
                .setScale(3, RoundingMode.HALF_UP);
    }

    private static String metric(ObjectNode budget) {
        var metrics = Json.texts(budget, "Metrics");
        if (!metrics.isEmpty()) {
            return metrics.getFirst();
        }
        var types = budget.path("CostTypes");
        return types.path("UseBlended").asBoolean(false)
                ? "BlendedCost"
                : types.path("UseAmortized").asBoolean(false) ? "AmortizedCost" : "UnblendedCost";
    }

    /** Used commitment of all commitment, in percent. */
    private BigDecimal utilization(BudgetPeriod period) {
        var used = byRecordType("SavingsPlanCoveredUsage", period);
        var unused = byRecordType("SavingsPlanRecurringFee", period);
        var all = used.add(unused);
        return all.signum() == 0 ? BigDecimal.ZERO : used.multiply(HUNDRED).divide(all, 2, RoundingMode.HALF_UP);
    }

    private BigDecimal byRecordType(String type, BudgetPeriod period) {
        var filter = Json.object();
        filter.putObject("Dimensions")
                .put("Key", "RECORD_TYPE")
                .putArray("Values")
                .add(type);
        return costs.sum(filter, "AmortizedCost", period.from(), period.to());
    }

    static String unit(ObjectNode budget) {
        var unit = Json.text(budget.path("BudgetLimit"), "Unit");
        return unit == null ? "USD" : unit;
    }

    static void put(ObjectNode json, String member, BigDecimal amount, String unit) {
        json.putObject(member)
                .put(
                        "Amount",
                        amount.signum() == 0
                                ? "0.0"
                                : amount.stripTrailingZeros().toPlainString())
                .put("Unit", unit);
    }

    /** The days of a budget's period, the last excluded. */
    record BudgetPeriod(LocalDate from, LocalDate to) {
        /** The one that holds the day, by the budget's TimeUnit. */
        static BudgetPeriod of(ObjectNode budget, LocalDate day) {
            return switch (Json.required(budget, "TimeUnit")) {
                case "DAILY" -> new BudgetPeriod(day, day.plusDays(1));
                case "QUARTERLY" -> {
                    var first =
                            day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
                    yield new BudgetPeriod(first, first.plusMonths(3));
                }
                case "ANNUALLY" ->
                    new BudgetPeriod(day.withDayOfYear(1), day.withDayOfYear(1).plusYears(1));
                case "CUSTOM" -> new BudgetPeriod(moment(budget, "Start"), moment(budget, "End"));
                default ->
                    new BudgetPeriod(
                            day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
            };
        }

        private static LocalDate moment(ObjectNode budget, String member) {
            return LocalDate.ofInstant(
                    Instant.ofEpochSecond(budget.path("TimePeriod").path(member).asLong()), ZoneOffset.UTC);
        }

        BudgetPeriod before() {
            var months = ChronoUnit.MONTHS.between(from, to);
            return months > 0
                    ? new BudgetPeriod(from.minusMonths(months), from)
                    : new BudgetPeriod(from.minusDays(ChronoUnit.DAYS.between(from, to)), from);
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to);
        }

        long start() {
            return from.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }

        long end() {
            return to.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }
    }
}
