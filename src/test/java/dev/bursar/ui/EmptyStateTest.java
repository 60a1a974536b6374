package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.WhyUnread;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptyStateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12 | 1  | 11 of 12 accounts are fully read (1 without access) | No job was found. What is in the other accounts isn\u2019t known.
            3  | 3  | None of the 3 accounts is fully read (3 without access) | What they hold isn\u2019t known.
            1  | 1  | The account isn\u2019t fully read (1 without access) | What it holds isn\u2019t known.
            """)
    void nothingIsSaidToBeMissingWhereNothingWasRead(int accounts, int unread, String title, String body) {
        EmptyState state =
                EmptyState.readInPart(accounts, Collections.nCopies(unread, WhyUnread.NO_ACCESS), "No job was found.");

        assertThat(state.getElement().getAttribute("data-state")).isEqualTo("read-in-part");
        assertThat(Texts.of(state)).contains(title, body);
        assertThat(Texts.of(state).contains("No job")).isEqualTo(unread < accounts);
    }
}
