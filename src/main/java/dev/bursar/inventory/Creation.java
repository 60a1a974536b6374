package dev.bursar.inventory;

import module java.base;

/**
 * Who made a resource and when, as a CloudTrail event says.
 *
 * @param personKind as CloudTrail's module names it
 * @param eventName such as {@code CreateEndpoint}
 */
public record Creation(String arn, String person, String personKind, String eventName, UUID event, Instant at) {}
