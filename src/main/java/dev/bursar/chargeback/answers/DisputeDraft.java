package dev.bursar.chargeback.answers;

import module java.base;

/**
 * What is disputed, as somebody entered it.
 *
 * @param line a {@link DisputeLine#key}
 * @param amount with the sign of the line
 * @param whose may be empty
 */
public record DisputeDraft(String line, BigDecimal amount, String whose, String why) {}
