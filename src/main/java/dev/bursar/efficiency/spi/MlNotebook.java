package dev.bursar.efficiency.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/** A notebook instance; InService means that it runs, not that it is used. Times are null where AWS doesn't say. */
public record MlNotebook(
        String name,
        String arn,
        String status,
        @Nullable String instanceType,
        @Nullable Instant created,
        @Nullable Instant modified) {}
