package dev.bursar.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleTextTest {
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final TeamId VISION = new TeamId(1);
    private static final Map<String, String> NAMES = Map.of("111111111111", "Sandbox");

    private static OwnershipRule rule(@Nullable List<String> tags, @Nullable List<String> accounts) {
        return new OwnershipRule(1, 1, VISION, tags, true, accounts, null, OwnershipRule.ALWAYS, null, 3);
    }

    @Test
    void aRuleIsOneLineOfWords() {
        assertThat(RuleText.of(rule(List.of("vision", "cv"), null), NAMES)).isEqualTo("Tag value is vision or cv");
        assertThat(RuleText.of(rule(null, List.of("012345678901")), NAMES)).isEqualTo("Account is 0123-4567-8901");
        var many = new OwnershipRule(
                1,
                1,
                VISION,
                List.of("", "b", "c", "d", "e"),
                false,
                List.of("111111111111"),
                List.of("Amazon S3"),
                NOVEMBER,
                null,
                0);
        assertThat(RuleText.of(many, NAMES))
                .isEqualTo(
                        "Tag value is untagged, b, c or 2 more, exact case and account is Sandbox and service is Amazon S3");
        assertThat(RuleText.rest(many, NAMES))
                .isEqualTo(", exact case and account is Sandbox and service is Amazon S3");
    }
}
