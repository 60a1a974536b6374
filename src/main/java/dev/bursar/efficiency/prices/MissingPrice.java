package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import org.jspecify.annotations.Nullable;

/**
 * An instance type that workloads use and whose price nobody knows.
 *
 * @param spec what the type has, where AWS's list names it for something else; null where it doesn't
 */
public record MissingPrice(
        Place place, int workloads, @Nullable Spec spec) {}
