package dev.bursar.charges.sums;

import dev.bursar.charges.Dimension;
import module java.base;

/** A filter on one column, its values already found; {@code keep} false drops what matches. */
public record Condition(Dimension dimension, Collection<? extends Number> ids, boolean keep) {}
