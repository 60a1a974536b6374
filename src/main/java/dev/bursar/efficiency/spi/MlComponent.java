package dev.bursar.efficiency.spi;

import org.jspecify.annotations.Nullable;

/**
 * An inference component and what each of its copies reserves; null where AWS doesn't say.
 *
 * @param copies that run now
 */
public record MlComponent(
        String name,
        String arn,
        String endpoint,
        String variant,
        String status,
        @Nullable Double cores,
        @Nullable Double accelerators,
        @Nullable Integer memoryMb,
        @Nullable Integer copies) {}
