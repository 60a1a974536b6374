package dev.bursar.tagging.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.inventory.UnreadAccounts.Unread;
import dev.bursar.tagging.violations.ViolationService.Choices;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.testing.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what was read and checked is said to be well, whoever asks. */
class ViolationStatesTest {
    private static final Optional<Instant> AT = Optional.of(Instant.parse("2026-11-24T08:00:00Z"));
    private static final Unread ONE = new Unread("111122223333", "Vision", null, null, 0);

    private static String of(
            boolean seesPolicies,
            int policies,
            Optional<Instant> readAt,
            Optional<Instant> checkedAt,
            Unread... unread) {
        var page = new Page(
                0,
                0,
                Map.of(),
                0,
                Map.of(),
                policies == 0 ? Map.of() : Map.of(1, "Team"),
                Optional.empty(),
                readAt,
                checkedAt,
                new UnreadAccounts.Answer(12, List.of(unread)),
                new Choices(Map.of(), Map.of(), List.of(), List.of()));
        return Texts.of(
                new ViolationStates(ViolationsUrl.DEFAULT, false, seesPolicies, url -> {}, address -> {}).of(page));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsWellThatWasNotLookedAt(boolean seesPolicies) {
        assertThat(of(seesPolicies, 0, AT, AT))
                .contains("Tag policies show what is untagged")
                .doesNotContain("No ");
        assertThat(of(seesPolicies, 1, Optional.empty(), Optional.empty()))
                .contains("Resources have not been read yet")
                .doesNotContain("No ");
        assertThat(of(seesPolicies, 1, AT, Optional.empty()))
                .contains("Resources have not been checked yet")
                .doesNotContain("No ");
        assertThat(of(seesPolicies, 1, AT, AT, ONE))
                .contains("11 of 12 accounts are read", "What the other accounts hold isn\u2019t known.")
                .doesNotContain("No ");
    }

    @Test
    void whatWasLookedAtIsSaid() {
        assertThat(of(true, 1, AT, AT))
                .contains("No tag violations", "Checked: 1 policy, all resources in 12 accounts, 24 Nov, 08:00 UTC.");
    }
}
