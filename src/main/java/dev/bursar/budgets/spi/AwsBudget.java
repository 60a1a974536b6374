package dev.bursar.budgets.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A budget as AWS has it. What AWS may add values to is text: types, units, states.
 *
 * @param name unique within an account; it never changes
 * @param type {@code COST}, {@code USAGE}, {@code RI_UTILIZATION} …
 * @param health null where AWS says nothing
 * @param notifications null where AWS refused to list them
 * @param raw the budget's JSON with all members, those that this program doesn't know too
 */
public record AwsBudget(
        String name,
        String type,
        Period period,
        Limits limits,
        AwsFilter filter,
        Spend spend,
        @Nullable Health health,
        @Nullable List<Notification> notifications,
        String raw) {
    public static final String COST = "COST";

    public AwsBudget {
        notifications = notifications == null ? null : List.copyOf(notifications);
    }

    /** The same with these notifications; null where they weren't read. */
    public AwsBudget notifying(@Nullable List<Notification> them) {
        return new AwsBudget(name, type, period, limits, filter, spend, health, them, raw);
    }

    /** The same with these notifications. */
    public AwsBudget with(@Nullable List<Notification> other) {
        return new AwsBudget(name, type, period, limits, filter, spend, health, other, raw);
    }

    /** @param unit a currency, or what usage is counted in; percents are {@code PERCENTAGE} */
    public record Amount(BigDecimal amount, String unit) {}

    /**
     * When it counts.
     *
     * @param timeUnit {@code DAILY}, {@code MONTHLY}, {@code QUARTERLY}, {@code ANNUALLY}, {@code CUSTOM}
     * @param end null where there is none
     */
    public record Period(
            String timeUnit,
            @Nullable Instant start,
            @Nullable Instant end) {}

    /**
     * What may be spent.
     *
     * @param limit of the current period, also of planned budgets
     * @param planned by the start of each period; empty unless the limit is planned
     * @param adjusts {@code HISTORICAL} or {@code FORECAST} where AWS moves the limit by itself
     */
    public record Limits(
            @Nullable Amount limit,
            SortedMap<Instant, Amount> planned,
            @Nullable String adjusts) {
        public Limits {
            planned = new TreeMap<>(planned);
        }
    }

    /**
     * What AWS calculated.
     *
     * @param forecast null for new budgets and for those that have none
     * @param updatedAt when; AWS refreshes a few times a day
     */
    public record Spend(
            @Nullable Amount actual,
            @Nullable Amount forecast,
            @Nullable Instant updatedAt) {}

    /** @param reason such as {@code FILTER_INVALID} */
    public record Health(String status, @Nullable String reason) {
        public boolean isHealthy() {
            return status.equals("HEALTHY");
        }
    }

    /**
     * Whom AWS tells when; it has no id.
     *
     * @param type {@code ACTUAL} or {@code FORECASTED}
     * @param thresholdType {@code PERCENTAGE} of the limit or {@code ABSOLUTE_VALUE}
     * @param subscribers null where AWS didn't say
     */
    public record Notification(
            String type,
            String operator,
            BigDecimal threshold,
            String thresholdType,
            @Nullable String state,
            @Nullable Integer subscribers) {
        public Notification with(@Nullable Integer count) {
            return new Notification(type, operator, threshold, thresholdType, state, count);
        }
    }
}
