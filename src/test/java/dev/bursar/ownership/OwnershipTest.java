package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {
    private static final LocalDate DAY = LocalDate.parse("2026-10-15");
    private static final TeamId VISION = new TeamId(1);
    private static final TeamId NLP = new TeamId(2);

    @Test
    void theFirstRuleByPositionWinsWhateverTheOrderOfTheList() {
        var ownership = new Ownership(List.of(tag(2, 20, NLP, "shared"), tag(1, 10, VISION, "shared")));
        assertThat(owner(ownership, "shared")).isEqualTo(new Ownership.Owner(VISION, 1));
    }

    @Test
    void aliasesBelongToTheSameTeam() {
        var ownership = new Ownership(List.of(tag(1, 1, VISION, "vision", "cv", "computer vision")));
        assertThat(owner(ownership, "cv").team()).isEqualTo(VISION);
        assertThat(owner(ownership, "computer vision").team()).isEqualTo(VISION);
        assertThat(owner(ownership, "cv2")).isEqualTo(Ownership.UNALLOCATED);
    }

    @Test
    void caseMattersUnlessTheRuleSaysThatItDoesNot() {
        var exact = new Ownership(List.of(rule(1, 1, VISION, List.of("vision"), false, null, null)));
        var any = new Ownership(List.of(rule(1, 1, VISION, List.of("vision"), true, null, null)));
        assertThat(owner(exact, "Vision").team()).isEqualTo(TeamId.UNALLOCATED);
        assertThat(owner(any, "Vision").team()).isEqualTo(VISION);
        assertThat(owner(any, " VISION ").team()).isEqualTo(VISION);
    }

    @Test
    void aRuleHoldsFromItsFirstDayToTheDayBeforeItsLast() {
        var ownership = new Ownership(List.of(
                new OwnershipRule(1, 1, VISION, List.of("x"), false, null, null, DAY.minusDays(1), DAY.plusDays(1), 0),
                new OwnershipRule(2, 2, NLP, List.of("x"), false, null, null, DAY, null, 0)));
        assertThat(on(ownership, DAY.minusDays(2))).isEqualTo(TeamId.UNALLOCATED);
        assertThat(on(ownership, DAY.minusDays(1))).isEqualTo(VISION);
        assertThat(on(ownership, DAY)).isEqualTo(VISION);
        assertThat(on(ownership, DAY.plusDays(1))).isEqualTo(NLP);
        assertThat(on(ownership, DAY.plusYears(100))).isEqualTo(NLP);
    }

    @Test
    void whatIsRememberedForOneDayDoesNotAnswerForAnother() {
        var ownership = new Ownership(
                List.of(new OwnershipRule(1, 1, VISION, List.of("x"), false, null, null, DAY, DAY.plusDays(1), 0)));
        assertThat(on(ownership, DAY.plusDays(1))).isEqualTo(TeamId.UNALLOCATED);
        assertThat(on(ownership, DAY)).isEqualTo(VISION);
        assertThat(on(ownership, DAY.minusDays(1))).isEqualTo(TeamId.UNALLOCATED);
    }

    @Test
    void accountAndServiceConditionsMustAllHold() {
        var ownership = new Ownership(List.of(
                rule(1, 1, VISION, List.of("x"), false, List.of("012345678901"), List.of("AmazonS3")),
                rule(2, 2, NLP, null, false, List.of("012345678901"), null)));
        assertThat(ownership.of(DAY, "012345678901", "AmazonS3", "x").rule()).isEqualTo(1);
        assertThat(ownership.of(DAY, "012345678901", "AmazonS3", "").rule()).isEqualTo(2);
        assertThat(ownership.of(DAY, "012345678901", "AWSGlue", "x").rule()).isEqualTo(2);
        assertThat(ownership.of(DAY, "12345678901", "AmazonS3", "x")).isEqualTo(Ownership.UNALLOCATED);
    }

    @Test
    void untaggedCostsCanBeClaimedAndOtherwiseStayUnallocated() {
        var claimed = new Ownership(List.of(tag(1, 1, VISION, "")));
        assertThat(owner(claimed, "").team()).isEqualTo(VISION);
        assertThat(owner(new Ownership(List.of(tag(1, 1, VISION, "x"))), "")).isEqualTo(Ownership.UNALLOCATED);
        assertThat(owner(new Ownership(List.of()), "x")).isEqualTo(Ownership.UNALLOCATED);
    }

    @Test
    void theDaysOnWhichRulesChangeAreKnown() {
        var ownership = new Ownership(List.of(
                new OwnershipRule(1, 1, VISION, List.of("x"), false, null, null, DAY, DAY.plusDays(5), 0),
                new OwnershipRule(2, 2, NLP, List.of("x"), false, null, null, DAY.plusDays(5), null, 0)));
        assertThat(ownership.changes()).containsExactly(DAY, DAY.plusDays(5));
    }

    /** Part, clusters, namespaces, workloads, and whether a rule for these claims it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1/r/ml vision train USED  | ml      | vision       | -     | true",
                "1/r/ml vision train IDLE  | 1/r/ml  | nlp, vision  | train | true",
                "1/r/ml vision train USED  | 2/r/ml  | vision       | -     | false",
                "1/r/ml vision train USED  | m       | vision       | -     | false",
                "1/r/ml vision train USED  | -       | nlp          | -     | false",
                "1/r/ml vision train USED  | -       | -            | serve | false",
                "1/r/ml - - NO_PODS        | ml      | -            | -     | true",
                "1/r/ml - - NO_PODS        | ml      | vision       | -     | false",
                "-                         | ml      | -            | -     | false",
            })
    void aRuleForAPartLooksAtThePartAlone(
            @Nullable String part,
            @Nullable String clusters,
            @Nullable String namespaces,
            @Nullable String workloads,
            boolean claims) {
        var ownership = new Ownership(List.of(new OwnershipRule(
                1,
                1,
                VISION,
                null,
                false,
                null,
                null,
                null,
                null,
                list(clusters),
                list(namespaces),
                list(workloads),
                OwnershipRule.ALWAYS,
                null,
                0)));
        String text = part == null ? "" : part.replace("-", "").replace(' ', '\u001f');
        assertThat(ownership.of(DAY, "1", "AmazonEC2", "", "", "i-1", text).rule() == 1)
                .isEqualTo(claims);
    }

    private static @Nullable List<String> list(@Nullable String values) {
        return values == null ? null : List.of(values.split(", "));
    }

    private static Ownership.Owner owner(Ownership ownership, String tag) {
        return ownership.of(DAY, "012345678901", "AmazonEC2", tag);
    }

    private static TeamId on(Ownership ownership, LocalDate day) {
        return ownership.of(day, "012345678901", "AmazonEC2", "x").team();
    }

    private static OwnershipRule tag(int id, int position, TeamId team, String... tags) {
        return rule(id, position, team, List.of(tags), false, null, null);
    }

    private static OwnershipRule rule(
            int id,
            int position,
            TeamId team,
            @Nullable List<String> tags,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services) {
        return new OwnershipRule(id, position, team, tags, anyCase, accounts, services, OwnershipRule.ALWAYS, null, 0);
    }
}
