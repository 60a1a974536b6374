package dev.bursar.access.factor;

import module java.base;

/**
 * A passkey as its owner's page lists it.
 *
 * @param id of the credential, in Base64
 * @param lastUsed the moment of creation before the first use
 */
public record Passkey(String id, String label, Instant created, Instant lastUsed) {}
