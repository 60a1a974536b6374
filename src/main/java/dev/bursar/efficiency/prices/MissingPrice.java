package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An instance type that workloads use and whose price nobody knows.
 *
 * @param spec what the type has, where AWS's list names it, or the same hardware, for something else; null where it doesn't
 */
public record MissingPrice(
        Place place, int workloads, @Nullable Spec spec) {
    /** SageMaker's types are EC2's with this before their name, on the same hardware. */
    private static final String SAGEMAKER = "ml.";

    /** What the type has by its own name, or by the name that the other service calls the same hardware; null where neither is known. */
    static @Nullable Spec hardware(Map<String, Spec> specs, String type) {
        Spec own = specs.get(type);
        return own != null
                ? own
                : specs.get(type.startsWith(SAGEMAKER) ? type.substring(SAGEMAKER.length()) : SAGEMAKER + type);
    }
}
