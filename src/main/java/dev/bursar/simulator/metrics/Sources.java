package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Oddity;
import dev.bursar.simulator.ml.Variant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the series that a query means; dimensions must be exactly those that are published. */
final class Sources {

    static final String REQUESTS = "AWS/SageMaker";
    static final String UTILISATION = "/aws/sagemaker/Endpoints";
    static final String COMPONENTS = "/aws/sagemaker/InferenceComponents";

    static final String ENDPOINT = "EndpointName";
    static final String VARIANT = "VariantName";
    static final String COMPONENT = "InferenceComponentName";

    private final Ml ml;

    Sources(Ml ml) {
        this.ml = ml;
    }

    @Nullable
    Series series(Caller caller, Query query) {
        var dimensions = query.dimensions();
        return switch (query.namespace()) {
            case REQUESTS ->
                dimensions.containsKey(COMPONENT)
                        ? component(caller, query, ComponentSeries.REQUESTS)
                        : dimensions.keySet().equals(Set.of(ENDPOINT))
                                ? endpoint(caller, dimensions)
                                        .map(endpoint -> QueueSeries.of(endpoint, query.metric()))
                                        .orElse(null)
                                : variant(caller, dimensions)
                                        .map(one -> EndpointSeries.requests(one.endpoint, one.variant, query.metric()))
                                        .orElse(null);
            case UTILISATION ->
                variant(caller, dimensions)
                        .map(one -> EndpointSeries.utilisation(one.endpoint, one.variant, query.metric()))
                        .orElse(null);
            case COMPONENTS -> component(caller, query, ComponentSeries.UTILISATION);
            default -> null;
        };
    }

    /** Whether the series of the query's variant has an oddity. */
    boolean odd(Caller caller, Query query, Oddity oddity) {
        return variant(caller, query.dimensions())
                .filter(one -> one.variant.is(oddity))
                .isPresent();
    }

    private record Of(Endpoint endpoint, Variant variant) {}

    private Optional<Of> variant(Caller caller, Map<String, String> dimensions) {
        return dimensions.keySet().equals(Set.of(ENDPOINT, VARIANT))
                ? endpoint(caller, dimensions)
                        .flatMap(endpoint -> endpoint.variants().stream()
                                .filter(variant -> variant.name().equals(dimensions.get(VARIANT)))
                                .findFirst()
                                .map(variant -> new Of(endpoint, variant)))
                : Optional.empty();
    }

    private Optional<Endpoint> endpoint(Caller caller, Map<String, String> dimensions) {
        return ml.everKnown(caller.account(), caller.region(), dimensions.getOrDefault(ENDPOINT, ""));
    }

    private @Nullable Series component(Caller caller, Query query, Set<String> metrics) {
        if (!query.dimensions().keySet().equals(Set.of(COMPONENT)) || !metrics.contains(query.metric())) {
            return null;
        }
        var name = query.dimensions().getOrDefault(COMPONENT, "");
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            for (var component : endpoint.components()) {
                if (component.name().equals(name)) {
                    return new ComponentSeries(endpoint, component, query.metric());
                }
            }
        }
        return null;
    }
}
