package dev.bursar.causes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a change is put down to.
 *
 * @param name such as {@code CreateEndpoint}
 * @param service AWS itself did it, in nobody's name
 * @param via the AWS service that called in the person's name
 * @param arn the resource that it acted on
 */
public record Cause(
        UUID event,
        Instant time,
        String name,
        String person,
        boolean service,
        @Nullable String via,
        String arn) {}
