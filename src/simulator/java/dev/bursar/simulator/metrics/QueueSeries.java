package dev.bursar.simulator.metrics;

import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Oddity;
import dev.bursar.simulator.ml.Variant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A metric of an asynchronous endpoint's queue, which has the endpoint as its only dimension; what is processed has the variant too. */
record QueueSeries(Endpoint endpoint, Variant variant, String metric) implements Series {

    static final String PROCESSED = "InvocationsProcessed";

    private static final Set<String> METRICS =
            Set.of("ApproximateBacklogSize", "ApproximateBacklogSizePerInstance", "HasBacklogWithoutCapacity");

    static @Nullable Series of(Endpoint endpoint, String metric) {
        var silent = !endpoint.async() || endpoint.variants().getFirst().is(Oddity.NO_METRICS);
        return silent || !METRICS.contains(metric)
                ? null
                : new QueueSeries(endpoint, endpoint.variants().getFirst(), metric);
    }

    static @Nullable Series processed(Endpoint endpoint, Variant variant) {
        return endpoint.async() && !variant.is(Oddity.NO_METRICS)
                ? new QueueSeries(endpoint, variant, PROCESSED)
                : null;
    }

    @Override
    public String unit() {
        return "Count";
    }

    @Override
    public Day on(LocalDate date) {
        var day = new VariantDay(endpoint, variant, date);
        return minute -> samples(day, minute);
    }

    private @Nullable Samples samples(VariantDay day, int minute) {
        var processed = day.requests(minute);
        var backlog = Math.floor(processed * 0.1 * day.chance(minute, 7));
        return switch (metric) {
            case PROCESSED -> processed == 0 ? null : Samples.same(processed, 1);
            case "ApproximateBacklogSize" -> Samples.same(SLOT_MINUTES, backlog);
            case "HasBacklogWithoutCapacity" -> Samples.same(SLOT_MINUTES, 0);
            default -> Samples.same(SLOT_MINUTES, backlog * SLOT_MINUTES / Math.max(1, day.minutes(minute)));
        };
    }
}
