package dev.bursar.changes.write;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

/** How long Bursar waits before it doesn't know is one figure, in the code and in what is written of it. */
class SettledTest {
    @Test
    void documentsSayTheFigureOfTheCode() throws IOException {
        assertThat(Files.readString(Path.of("docs/settings.md")))
                .contains("| `BURSAR_CHANGES_SETTLED` | " + Pauses.SETTLED + " |");
        assertThat(Files.readString(Path.of("docs/adr/050-writing-to-aws.md")))
                .contains(Pauses.SETTLED + " (`bursar.changes.settled`)");
    }
}
