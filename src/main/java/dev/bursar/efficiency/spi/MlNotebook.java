package dev.bursar.efficiency.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notebook instance; InService means that it runs, not that it is used. */
public record MlNotebook(
        String name, String arn, String status, @Nullable String instanceType, Instant created, Instant modified) {}
