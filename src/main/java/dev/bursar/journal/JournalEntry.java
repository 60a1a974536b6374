package dev.bursar.journal;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, as it was recorded.
 *
 * @param actorId the person's number; 0 for Bursar itself, -1 for somebody who was not signed in
 * @param actorName their name at that time
 * @param action {@code roles-changed}
 * @param subject {@code person:7}
 * @param about the subject in words, {@code Person Demo lead}
 * @param address of the subject's page, for whoever asks; null where there is none
 * @param before what was, as JSON; null where there was nothing
 * @param after what is since, as JSON; null where there is nothing any more
 * @param repeated how often; above 1 for refusals only
 * @param seal where it stands in the chain; null for the few seconds until it is sealed
 */
public record JournalEntry(
        long id,
        Instant at,
        int actorId,
        String actorName,
        String action,
        String subject,
        String about,
        @Nullable String address,
        @Nullable String before,
        @Nullable String after,
        int repeated,
        @Nullable Seal seal) {

    /** An entry's place in the chain; {@code seal} as hexadecimal digits. */
    public record Seal(long position, Instant at, String seal) {}

    public EntryPlace place() {
        return new EntryPlace(at, id);
    }

    JournalEntry about(String words, @Nullable String page) {
        return new JournalEntry(
                id, at, actorId, actorName, action, subject, words, page, before, after, repeated, seal);
    }
}
