package dev.bursar.trail.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An event as LookupEvents answers it: anything may be missing, and nothing of it has been checked.
 *
 * @param source such as {@code sagemaker.amazonaws.com}
 * @param username of an IAM user, or the name of a role's session
 * @param json the whole record as JSON text, as CloudTrail logs it
 */
public record LookedUpEvent(
        @Nullable String id,
        @Nullable String name,
        @Nullable String source,
        @Nullable Instant time,
        @Nullable Boolean readOnly,
        @Nullable String username,
        List<Named> resources,
        @Nullable String json) {
    public LookedUpEvent {
        resources = List.copyOf(resources);
    }

    /**
     * A resource that AWS names beside an event.
     *
     * @param type such as {@code AWS::S3::Bucket}
     * @param name an ARN, an id or a name
     */
    public record Named(@Nullable String type, @Nullable String name) {}
}
