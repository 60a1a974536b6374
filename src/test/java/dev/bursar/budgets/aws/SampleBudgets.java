package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Health;
import dev.bursar.budgets.spi.AwsBudget.Limits;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsBudget.Period;
import dev.bursar.budgets.spi.AwsBudget.Spend;
import dev.bursar.budgets.spi.AwsFilter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Budgets for tests of rules. */
public final class SampleBudgets {
    private SampleBudgets() {}

    public static AwsFilter tagged(String... keyValues) {
        return new AwsFilter(Map.of("TagKeyValue", List.of(keyValues)), Map.of(), null, List.of());
    }

    public static AwsFilter and(AwsFilter filter, String name, String... values) {
        var filters = new LinkedHashMap<>(filter.costFilters());
        filters.put(name, List.of(values));
        return new AwsFilter(filters, filter.costTypes(), filter.expression(), filter.metrics());
    }

    public static AwsFilter types(AwsFilter filter, Map<String, Boolean> types) {
        return new AwsFilter(filter.costFilters(), types, filter.expression(), filter.metrics());
    }

    public static AwsFilter expression(String json, String... metrics) {
        return new AwsFilter(Map.of(), Map.of(), json, List.of(metrics));
    }

    /** Monthly, of this many USD so far. */
    public static AwsBudget named(String name, String actual, AwsFilter filter) {
        AwsBudget one = budget(filter);
        return new AwsBudget(
                name,
                one.type(),
                one.period(),
                one.limits(),
                filter,
                new Spend(
                        new Amount(new BigDecimal(actual), "USD"),
                        null,
                        one.spend().updatedAt()),
                null,
                List.of(
                        new Notification("ACTUAL", "GREATER_THAN", new BigDecimal("87.5"), "PERCENTAGE", "ALARM", 2),
                        new Notification("FORECASTED", "GREATER_THAN", new BigDecimal("100"), "PERCENTAGE", "OK", 1)),
                one.raw());
    }

    public static AwsBudget budget(AwsFilter filter) {
        return budget("COST", "MONTHLY", filter, null, null, null);
    }

    public static AwsBudget budget(
            String type,
            String timeUnit,
            AwsFilter filter,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Health health) {
        return new AwsBudget(
                "b",
                type,
                new Period(timeUnit, start, end),
                new Limits(new Amount(new BigDecimal("100"), "USD"), new TreeMap<>(), null),
                filter,
                new Spend(null, null, Instant.parse("2026-11-24T23:30:00Z")),
                health,
                List.of(),
                "{}");
    }
}
