package dev.bursar.efficiency.fact;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Since when nobody opened a notebook instance or an app.
 *
 * @param since when it was opened last, else from when on that is known
 * @param person who opened it last; null where nobody is known to have
 */
public record Unopened(Instant since, @Nullable String person) {}
