package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.store.ChargeOwners;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import module java.base;
import org.junit.jupiter.api.Test;

/** Two teams have the role of one name in an account each: each lead sees their own only. */
class CallerReasonsTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final String VISION = "012345678901";
    private static final String NLP = "111111111111";
    private static final String PROFILE = "application-inference-profile/abc123";
    private static final CostQuery NOVEMBER = new CostQuery(
            FIRST, FIRST.plusMonths(1), Granularity.MONTHLY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of());

    @Test
    void eachLeadSeesTheirOwnCallersOnly() {
        try (var db = new ChargeDatabase()) {
            TeamId vision = db.team("Vision");
            TeamId nlp = db.team("NLP");
            load(db, VISION, "70");
            load(db, NLP, "30");
            var rules = List.of(
                    rule(-1, vision, List.of(VISION + ":role/ChatApp"), null),
                    rule(-2, nlp, List.of("role/ChatApp"), List.of(PROFILE)));
            db.beans.transactions().execute(status -> db.rules.store(List.of(), rules));
            int changed = db.beans
                    .transactions()
                    .execute(status -> db.beans.get(ChargeOwners.class).apply(new Ownership(db.rules.all()), FIRST));
            assertThat(changed).isEqualTo(2);

            sees(db, vision, VISION, "70", NLP);
            sees(db, nlp, NLP, "30", VISION);
            db.visibility.set(Visibility.EVERYTHING);
            assertThat(db.reasons.of(NOVEMBER))
                    .extracting(OwnershipReason::caller)
                    .containsExactlyInAnyOrder(VISION + ":role/ChatApp", NLP + ":role/ChatApp", "", "");

            var choices = db.beans.get(RuleQueries.class).choices(FIRST, FIRST.plusMonths(1));
            assertThat(choices.callers())
                    .extracting(RuleChoices.Value::key)
                    .containsExactly(VISION + ":role/ChatApp", NLP + ":role/ChatApp");
            assertThat(choices.profiles())
                    .extracting(RuleChoices.Value::key)
                    .containsExactly(VISION + ":" + PROFILE, NLP + ":" + PROFILE);
            assertThat(choices.callersStated()).isTrue();
            var queries = db.beans.get(RuleQueries.class);
            assertThat(queries.names(rule(-1, vision, List.of("role/ChatApp"), null)))
                    .isTrue();
            assertThat(queries.names(rule(-1, vision, List.of("333333333333:role/ChatApp"), null)))
                    .isFalse();
            assertThat(queries.names(rule(-1, vision, List.of("user/ChatApp"), null)))
                    .isFalse();
        }
    }

    private static void sees(ChargeDatabase db, TeamId team, String account, String amount, String others) {
        db.visibility.set(new Visibility(false, List.of(new Span(team, FIRST, FIRST.plusMonths(1)))));
        assertThat(db.reasons.of(NOVEMBER)).singleElement().satisfies(reason -> {
            assertThat(reason.rule())
                    .hasValueSatisfying(rule -> assertThat(rule.team()).isEqualTo(team));
            assertThat(reason.caller()).isEqualTo(account + ":role/ChatApp");
            assertThat(reason.profile()).isEqualTo(account + ":" + PROFILE);
            assertThat(reason.amount()).isEqualByComparingTo(new BigDecimal(amount).multiply(new BigDecimal("0.93")));
            assertThat(reason.toString()).doesNotContain(others);
        });
    }

    /** One charge of the role, and another of nobody who is stated. */
    private static void load(ChargeDatabase db, String account, String amount) {
        db.load(ChargeDatabase.slice(
                "2026-11-03",
                account,
                ChargeDatabase.charge("2026-11-03", account, "AmazonBedrock", "Usage", "", amount),
                ChargeDatabase.charge("2026-11-03", account, "AmazonS3", "Usage", "", "5")));
        var terms = db.beans.get(TermDictionary.class);
        String caller = "arn:aws:sts::" + account + ":assumed-role/ChatApp";
        String resource = "arn:aws:bedrock:us-east-1:" + account + ":" + PROFILE;
        db.jdbc
                .sql("""
                        update charge c set caller_id = :caller, resource_id = :resource from term a, term s
                         where a.id = c.account_id and a.value = :account and s.id = c.service_id and s.value = 'AmazonBedrock'
                        """)
                .param("caller", terms.ids(Kind.CALLER, List.of(caller)).get(caller))
                .param("resource", terms.ids(Kind.RESOURCE, List.of(resource)).get(resource))
                .param("account", account)
                .update();
    }

    private static OwnershipRule rule(int id, TeamId team, List<String> callers, List<String> profiles) {
        return new OwnershipRule(
                id,
                -id,
                team,
                null,
                false,
                null,
                null,
                callers,
                profiles,
                null,
                null,
                null,
                OwnershipRule.ALWAYS,
                null,
                0);
    }
}
