package dev.bursar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamKeys.Key;
import module java.base;
import org.junit.jupiter.api.Test;

class TeamKeysTest {
    private static final LocalDate OCTOBER = LocalDate.parse("2026-10-01");
    private static final TeamKeys KEYS = new TeamKeys(
            List.of(new Key("iamPrincipal/team", OCTOBER), new Key("team", null), new Key("squad", OCTOBER)));

    @Test
    void theFirstKeyInForceThatHasAValueSaysTheTeam() {
        var all = Map.of("team", "vision", "iamPrincipal/team", "fraud", "squad", "nlp");
        assertThat(KEYS.value(all, OCTOBER)).isEqualTo("fraud");
        assertThat(KEYS.value(all, OCTOBER.minusDays(1))).isEqualTo("vision");
        assertThat(KEYS.value(Map.of("iamPrincipal/team", "", "squad", "nlp"), OCTOBER))
                .isEqualTo("nlp");
        assertThat(KEYS.value(Map.of("squad", "nlp"), OCTOBER.minusDays(1))).isEmpty();
        assertThat(KEYS.value(Map.of("Team", "vision"), OCTOBER)).isEmpty();
        assertThat(TeamKeys.NONE.value(all, OCTOBER)).isEmpty();
    }

    @Test
    void theSameKeysCountWhereNoneBeginsWithinTheDays() {
        assertThat(KEYS.during(OCTOBER, OCTOBER.plusYears(9))).contains(List.of("iamPrincipal/team", "team", "squad"));
        assertThat(KEYS.during(OCTOBER.minusMonths(1), OCTOBER)).contains(List.of("team"));
        assertThat(KEYS.during(OCTOBER.minusDays(1), OCTOBER.plusDays(1))).isEmpty();
        assertThat(TeamKeys.NONE.during(OCTOBER, OCTOBER.plusDays(1))).contains(List.of());
    }

    @Test
    void anOrderSaysWhatItIs() {
        assertThat(KEYS.first()).isEqualTo("iamPrincipal/team");
        assertThat(KEYS.changes()).containsExactly(OCTOBER);
        assertThat(KEYS.text()).isEqualTo("iamPrincipal/team from 2026-10-01\nteam\nsquad from 2026-10-01");
        assertThat(KEYS.single()).isFalse();
        assertThat(TeamKeys.of("team").single()).isTrue();
        assertThat(new TeamKeys(List.of(new Key("team", OCTOBER))).single()).isFalse();
        assertThat(TeamKeys.of("")).isEqualTo(TeamKeys.NONE);
        assertThat(TeamKeys.NONE.first()).isEmpty();
    }
}
