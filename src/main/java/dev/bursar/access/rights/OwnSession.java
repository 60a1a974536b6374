package dev.bursar.access.rights;

import module java.base;

/**
 * One of a person's open sessions.
 *
 * @param lastSeen exact to a minute
 * @param browser in words, {@code Firefox 145 on Linux}
 * @param here whether it is the one that asks
 */
public record OwnSession(UUID id, Instant started, Instant lastSeen, String browser, String address, boolean here) {}
