package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class OwnershipRulesTest {
    @Test
    void rulesComeBackInTheOrderInWhichTheyWereAdded() {
        try (var db = new ChargeDatabase()) {
            TeamId vision = db.team("Vision");
            TeamId nlp = db.team("NLP");
            db.rules.append(vision, List.of("vision", "=cmd|'", "a,b\"{}"), true, null, null);
            db.rules.append(nlp, null, false, List.of("012345678901"), List.of("AmazonS3"));
            assertThat(db.rules.all())
                    .satisfiesExactly(
                            rule -> {
                                assertThat(rule.team()).isEqualTo(vision);
                                assertThat(rule.tagValues()).containsExactly("vision", "=cmd|'", "a,b\"{}");
                                assertThat(rule.anyCase()).isTrue();
                                assertThat(rule.accounts()).isNull();
                                assertThat(rule.services()).isNull();
                                assertThat(rule.from()).isEqualTo(LocalDate.parse("2000-01-01"));
                                assertThat(rule.to()).isNull();
                            },
                            rule -> {
                                assertThat(rule.team()).isEqualTo(nlp);
                                assertThat(rule.tagValues()).isNull();
                                assertThat(rule.accounts()).containsExactly("012345678901");
                                assertThat(rule.services()).containsExactly("AmazonS3");
                            });
        }
    }

    @Test
    void aRuleWithoutAnyConditionOrOfNoTeamIsRefused() {
        try (var db = new ChargeDatabase()) {
            TeamId vision = db.team("Vision");
            assertThatThrownBy(() -> db.rules.append(vision, null, false, null, null))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThatThrownBy(() -> db.rules.append(vision, List.of(), false, null, null))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThatThrownBy(() -> db.rules.append(TeamId.UNALLOCATED, List.of("x"), false, null, null))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(db.rules.all()).isEmpty();
        }
    }
}
