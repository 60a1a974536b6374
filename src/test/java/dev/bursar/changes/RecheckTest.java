package dev.bursar.changes;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a change when it is found again, and when it isn't. */
class RecheckTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    private record Known(String thing, Standing standing) {}

    private static Standing standing(ChangeState state, @Nullable LocalDate dismissedTo) {
        return new Standing(1, 1, state, Instant.EPOCH, Instant.EPOCH, null, null, null, dismissedTo, null, null);
    }

    /** The state of what is known and the last day of a dismissal, whether it was found again, and what becomes of it. */
    @ParameterizedTest
    @CsvSource({
        "OPEN,, true, found",
        "OPEN,, false, withdrawn",
        "APPROVED,, true, ''",
        "APPROVED,, false, ''",
        "DISMISSED, 2026-11-25, true, ''",
        "DISMISSED, 2026-11-24, true, proposed",
        "DISMISSED, 2026-11-24, false, ''",
        "DONE,, true, proposed",
        "DONE,, false, ''"
    })
    void aChange(ChangeState state, @Nullable LocalDate dismissedTo, boolean found, String becomes) {
        Recheck<Known, String> recheck = Recheck.of(
                List.of(new Known("tide", standing(state, dismissedTo))),
                Known::standing,
                found ? List.of("tide") : List.of(),
                (known, change) -> known.thing().equals(change),
                TODAY);

        assertThat(String.join(
                                " ",
                                recheck.proposed().isEmpty() ? "" : "proposed",
                                recheck.found().isEmpty() ? "" : "found",
                                recheck.withdrawn().isEmpty() ? "" : "withdrawn")
                        .strip())
                .isEqualTo(becomes);
    }

    @ParameterizedTest
    @CsvSource({"other, proposed withdrawn", "tide, found"})
    void ofAnotherThingIsAnother(String thing, String becomes) {
        Recheck<Known, String> recheck = Recheck.of(
                List.of(new Known("tide", standing(ChangeState.OPEN, null))),
                Known::standing,
                List.of(thing),
                (known, change) -> known.thing().equals(change),
                TODAY);

        assertThat((recheck.proposed().isEmpty() ? "" : "proposed ")
                        + (recheck.found().isEmpty() ? "" : "found ")
                        + (recheck.withdrawn().isEmpty() ? "" : "withdrawn"))
                .isEqualToNormalizingWhitespace(becomes);
    }
}
