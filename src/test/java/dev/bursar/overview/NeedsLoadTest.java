package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsLoadTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "12, 12, tag violations",
                "11, 12, tag violations in 11 of 12 accounts",
                "1, 1, tag violations",
                "0, 1, nothing",
                "0, 0, nothing"
            })
    void whatWasReadInPartIsSaidToBe(int read, int accounts, String words) {
        assertThat(NeedsLoad.lookedAt("tag violations", read, accounts).orElse(null))
                .isEqualTo(words);
    }
}
