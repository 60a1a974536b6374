package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.WhyUnread;
import dev.bursar.testing.Texts;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookedTest {
    private static Optional<Instant> at(@Nullable String time) {
        return Optional.ofNullable(time).map(hour -> Instant.parse("2026-11-24T" + hour + ":00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // accounts, unread, looked at, read, state, words
        "0, 0, 08:00, 07:00, not-read, Not read yet",
        "12, 0, , , not-read, Not read yet",
        "12, 12, , , not-read, Not read yet",
        "12, 1, 08:00, 07:00, read-in-part, 11 of 12 accounts are fully read (1 refused by AWS)",
        "12, 12, 08:00, 07:00, read-in-part, None of the 12 accounts is fully read",
        "12, 0, 08:00, 09:10, not-read, The data behind it was read again at 24 Nov",
        "12, 0, 08:00, 08:00, nothing-found, 'Checked: 2 policies in 12 accounts, 24 Nov 2026, 08:00 UTC.'",
        "12, 0, 08:00, , nothing-found, No violations"
    })
    void aCheckMarkNeedsWhatWasLookedAtWhenAndAllOfIt(
            int accounts, int unread, @Nullable String lookedAt, @Nullable String read, String state, String words) {
        EmptyState shown = EmptyState.nothingFound(
                "No violations",
                Looked.in(
                                accounts,
                                Collections.nCopies(unread, WhyUnread.REFUSED),
                                "2 policies in 12 accounts",
                                at(lookedAt))
                        .after(at(read)),
                "What was read violates no policy.");
        assertThat(shown.getElement().getAttribute("data-state")).isEqualTo(state);
        assertThat(shown.isAllClear()).isEqualTo(state.equals("nothing-found"));
        assertThat(Texts.of(shown)).contains(words);
        if (!shown.isAllClear()) {
            assertThat(Texts.of(shown)).doesNotContain("No violations");
        }
    }
}
