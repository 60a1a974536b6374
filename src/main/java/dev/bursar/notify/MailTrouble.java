package dev.bursar.notify;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was not delivered.
 *
 * @param recipient null where it is not known yet
 * @param subject null where it is not known yet
 * @param givenUpAt null while it is still tried
 */
public record MailTrouble(
        long id,
        @Nullable String recipient,
        @Nullable String subject,
        Instant askedAt,
        int attempts,
        MailProblem problem,
        @Nullable Instant givenUpAt) {}
