package dev.bursar.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.org.Timeline.Part;
import module java.base;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);
    private static final Timeline<String> A_THEN_B =
            Timeline.<String>empty().since(MAY, "a").since(JULY, "b");

    @Test
    void aValueHoldsFromItsFirstDayUntilTheNextOne() {
        assertThat(A_THEN_B.parts()).containsExactly(new Part<>("a", MAY, JULY), new Part<>("b", JULY, null));
        assertThat(A_THEN_B.at(MAY.minusDays(1))).isEmpty();
        assertThat(A_THEN_B.at(MAY)).contains("a");
        assertThat(A_THEN_B.at(JULY.minusDays(1))).contains("a");
        assertThat(A_THEN_B.at(JULY)).contains("b");
    }

    @Test
    void aChangeReplacesWhatWasSetForLaterDays() {
        assertThat(A_THEN_B.since(JUNE, "c").parts())
                .containsExactly(new Part<>("a", MAY, JUNE), new Part<>("c", JUNE, null));
        assertThat(A_THEN_B.since(MAY, "c").parts()).containsExactly(new Part<>("c", MAY, null));
        assertThat(A_THEN_B.since(JUNE, null).parts()).containsExactly(new Part<>("a", MAY, JUNE));
        assertThat(A_THEN_B.after(JUNE)).containsExactly(new Part<>("b", JULY, null));
        assertThat(A_THEN_B.after(JULY)).isEmpty();
    }

    @Test
    void theSameValueGoesOnAsOnePart() {
        assertThat(A_THEN_B.since(JUNE, "a").parts()).containsExactly(new Part<>("a", MAY, null));
    }

    @Test
    void nothingHoldsFromTheEndOn() {
        assertThat(A_THEN_B.until(JUNE).parts()).containsExactly(new Part<>("a", MAY, JUNE));
        assertThat(A_THEN_B.until(JULY).parts()).containsExactly(new Part<>("a", MAY, JULY));
        assertThat(A_THEN_B.until(MAY).parts()).isEmpty();
    }

    @Test
    void partsDoNotOverlapAndEndAfterTheyBegin() {
        assertThatThrownBy(() -> new Timeline<>(List.of(new Part<>("a", MAY, null), new Part<>("b", JULY, null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timeline<>(List.of(new Part<>("b", JULY, null), new Part<>("a", MAY, JUNE))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part<>("a", MAY, MAY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreOneLineOfVisibleCharacters() {
        assertThat(InputChecks.name("  R&D \uD83D\uDE80 ")).isEqualTo("R&D \uD83D\uDE80");
        refused(Reason.NAME_EMPTY, "");
        refused(Reason.NAME_EMPTY, " \u200D ");
        refused(Reason.NAME_TOO_LONG, "x".repeat(101));
        for (String hidden : List.of("a\nb", "a\0b", "a\u202Eb", "a\u200Bb", "\uD800")) {
            refused(Reason.NAME_NOT_VISIBLE, hidden);
        }
        assertThat(InputChecks.costCentre(" ")).isNull();
        assertThat(InputChecks.key("\uFF32esearch ")).isEqualTo(InputChecks.key("RESEARCH"));
    }

    private static void refused(Reason reason, String name) {
        assertThatThrownBy(() -> InputChecks.name(name))
                .isInstanceOfSatisfying(
                        ChangeRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
