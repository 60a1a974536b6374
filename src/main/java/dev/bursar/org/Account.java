package dev.bursar.org;

import module java.base;

/**
 * An AWS account.
 *
 * @param id text that may begin with 0
 * @param payer the account that pays for it
 * @param state AWS's word, {@code ACTIVE}
 * @param seenAt when it was first listed
 */
public record Account(String id, String name, String payer, String state, Instant seenAt) {}
