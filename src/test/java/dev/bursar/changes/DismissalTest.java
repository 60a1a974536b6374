package dev.bursar.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.changes.ChangeRefused.Why;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dismissal has a reason and an end. */
class DismissalTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    @ParameterizedTest
    @CsvSource({
        "' ', 2026-12-01, NO_REASON",
        "why,, NO_LAST_DAY",
        "why, 2026-11-24, LAST_DAY_OUT_OF_RANGE",
        "why, 2028-11-25, LAST_DAY_OUT_OF_RANGE"
    })
    void isRefused(String reason, @Nullable LocalDate lastDay, Why why) {
        assertThat(catchThrowableOfType(ChangeRefused.class, () -> Dismissal.of(reason, lastDay, TODAY))
                        .why())
                .isEqualTo(why);
    }

    @Test
    void aReasonHasAtMost500Characters() {
        assertThat(Dismissal.of("x".repeat(500), TODAY, TODAY).reason()).hasSize(500);
        assertThat(catchThrowableOfType(ChangeRefused.class, () -> Dismissal.of("x".repeat(501), TODAY, TODAY))
                        .why())
                .isEqualTo(Why.REASON_TOO_LONG);
    }

    @Test
    void theLastDayIsTodayOrLaterWithinTwoYears() {
        assertThat(Dismissal.of(" why ", TODAY, TODAY)).isEqualTo(new Dismissal("why", TODAY));
        assertThat(Dismissal.of("why", LocalDate.parse("2028-11-24"), TODAY).lastDay())
                .isEqualTo("2028-11-24");
    }
}
