package dev.bursar.causes;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An event that a change is put down to.
 *
 * @param name such as {@code CreateEndpoint}
 * @param service AWS itself did it, in nobody's name
 * @param via the AWS service that called in the person's name
 * @param arn the resource that it acted on
 * @param scaling of what autoscaling did, who last said how it scales; null for others, and where no event says so
 */
public record Cause(
        UUID event,
        Instant time,
        String name,
        String person,
        boolean service,
        @Nullable String via,
        String arn,
        @Nullable ScalingSet scaling) {
    public Cause(
            UUID event, Instant time, String name, String person, boolean service, @Nullable String via, String arn) {
        this(event, time, name, person, service, via, arn, null);
    }

    /**
     * The event that said how a resource scales.
     *
     * @param name such as {@code PutScalingPolicy}
     */
    public record ScalingSet(UUID event, Instant time, String name, String person) {}

    /** The same with who said how it scales. */
    public Cause with(ScalingSet set) {
        return new Cause(event, time, name, person, service, via, arn, set);
    }
}
