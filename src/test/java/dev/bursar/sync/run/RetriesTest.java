package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
    private static final Instant ENDED = Instant.parse("2026-11-24T09:40:00Z");

    /** Runs are letters, the latest first: p failed for a reason that passes, x did not. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    '',    never
                    x,     never
                    xppp,  never
                    p,     PT1M
                    pxp,   PT1M
                    pp,    PT5M
                    ppp,   PT15M
                    pppx,  PT15M
                    pppp,  never
                    """)
    void aPassingFailureIsTriedAgainThreeTimes(String runs, String pause) {
        List<Retries.Ended> ended = IntStream.range(0, runs.length())
                .mapToObj(i -> new Retries.Ended(ENDED.minus(Duration.ofHours(i)), runs.charAt(i) == 'p'))
                .toList();

        assertThat(Retries.after(ended)
                        .map(at -> Duration.between(ENDED, at).toString())
                        .orElse("never"))
                .isEqualTo(pause);
    }
}
