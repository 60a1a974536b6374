package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Line;
import module java.base;
import tools.jackson.databind.JsonNode;

/** The metrics of GetCostAndUsage, by the names of that operation and of GetCostForecast. */
public enum Metric {
    AMORTIZED_COST("AmortizedCost", line -> line.costs().amortized()),
    BLENDED_COST("BlendedCost", line -> line.costs().unblended()),
    NET_AMORTIZED_COST("NetAmortizedCost", line -> line.costs().netAmortized()),
    NET_UNBLENDED_COST("NetUnblendedCost", line -> line.costs().netUnblended()),
    NORMALIZED_USAGE_AMOUNT("NormalizedUsageAmount", Metric::normalized),
    UNBLENDED_COST("UnblendedCost", line -> line.costs().unblended()),
    USAGE_QUANTITY("UsageQuantity", Line::usageQuantity);

    public static final String CURRENCY = "USD";

    private static final BigDecimal LARGE_INSTANCE_FACTOR = BigDecimal.valueOf(4);

    final String member;
    private final Function<Line, BigDecimal> amount;

    Metric(String member, Function<Line, BigDecimal> amount) {
        this.member = member;
        this.amount = amount;
    }

    BigDecimal of(Line line) {
        return amount.apply(line);
    }

    boolean isCost() {
        return this != NORMALIZED_USAGE_AMOUNT && this != USAGE_QUANTITY;
    }

    /** The metrics that a request asks for; Cost Explorer takes either way of writing them. */
    static List<Metric> asked(JsonNode request) {
        var names = Json.texts(request, "Metrics");
        if (names.isEmpty()) {
            throw Json.missing("Metrics");
        }
        return names.stream().map(Metric::named).distinct().toList();
    }

    private static Metric named(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.member.equals(name) || metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AwsRefusal.invalid("Metric " + name + " is invalid. Valid values are "
                        + Arrays.stream(values()).map(metric -> metric.member).collect(Collectors.joining(", "))));
    }

    private static BigDecimal normalized(Line line) {
        return line.cell().service().contains("Compute Cloud")
                ? line.usageQuantity().multiply(LARGE_INSTANCE_FACTOR)
                : BigDecimal.ZERO;
    }
}
