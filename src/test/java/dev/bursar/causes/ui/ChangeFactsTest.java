package dev.bursar.causes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFactsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, all events of its account read",
        "3, 0, events of all 3 accounts read",
        "1, 1, events read in 0 of 1 account",
        "12, 1, events read in 11 of 12 accounts"
    })
    void saysOfHowManyAccountsEventsWereRead(int accounts, int unread, String words) {
        assertThat(ChangesView.eventsRead(accounts, unread)).isEqualTo(words);
    }
}
