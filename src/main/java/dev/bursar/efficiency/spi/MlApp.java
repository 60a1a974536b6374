package dev.bursar.efficiency.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A Studio app.
 *
 * @param owner the user profile or the space that it runs in
 * @param type as AWS writes it, such as JupyterLab
 * @param instanceType null where AWS doesn't say; {@code system} is not billed
 * @param created null where AWS doesn't say
 */
public record MlApp(
        String name,
        String arn,
        String domain,
        String owner,
        String type,
        String status,
        @Nullable String instanceType,
        @Nullable Instant created) {}
