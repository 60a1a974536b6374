package dev.bursar.access.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's second factor, as their own page shows it.
 *
 * @param since null when there is none
 * @param required whether a role of theirs asks for one
 */
public record FactorStatus(@Nullable Instant since, int recoveryCodesLeft, boolean required) {}
