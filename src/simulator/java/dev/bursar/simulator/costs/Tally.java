package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The sums of one group in one time step, and the unit of its usage where it has just one. */
final class Tally {

    private final List<Metric> metrics;
    private final BigDecimal[] sums;
    private @Nullable String unit;

    Tally(List<Metric> metrics) {
        this.metrics = metrics;
        this.sums = new BigDecimal[metrics.size()];
        Arrays.fill(sums, BigDecimal.ZERO);
    }

    void add(Line line) {
        for (var i = 0; i < sums.length; i++) {
            sums[i] = sums[i].add(metrics.get(i).of(line));
        }
        if (line.usageQuantity().signum() != 0) {
            var other = line.cell().unit();
            unit = unit == null || unit.equals(other) ? other : Cell.NO_UNIT;
        }
    }

    BigDecimal sum(int metric) {
        return sums[metric];
    }

    ObjectNode json() {
        var json = Json.object();
        for (var i = 0; i < sums.length; i++) {
            var metric = metrics.get(i);
            json.putObject(metric.member).put("Amount", plain(sums[i])).put("Unit", unit(metric));
        }
        return json;
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private String unit(Metric metric) {
        if (metric.isCost()) {
            return Metric.CURRENCY;
        }
        return metric == Metric.USAGE_QUANTITY && unit != null ? unit : Cell.NO_UNIT;
    }
}
