package dev.bursar.ownership;

import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.RuleChoices.Share;
import dev.bursar.ownership.RuleRefused.Reason;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnershipRuleServiceTest {
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
    private static final String ACCOUNT = "012345678901";
    private ChargeDatabase db;
    private OwnershipRuleService service;
    private TeamId vision;
    private TeamId nlp;

    @BeforeEach
    void start() {
        db = new ChargeDatabase();
        service = db.beans.get(OwnershipRuleService.class);
        vision = db.team("Vision");
        nlp = db.team("NLP");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(nlp, List.of("nlp"), true, null, null);
    }

    @AfterEach
    void stop() {
        db.close();
    }

    private RuleDraft draft(String tag) {
        return new RuleDraft(nlp, List.of(tag), false, null, null, OwnershipRule.ALWAYS, null);
    }

    private OwnershipRule rule(int place) {
        return service.rules().all().get(place);
    }

    private List<String> journal() {
        return db.jdbc.sql("""
                        select action || ' ' || subject || ' ' || coalesce(before::text, '-') || ' -> '
                               || coalesce(after::text, '-') from journal order by id
                        """).query(String.class).list();
    }

    private int due() {
        return db.jdbc
                .sql("select count(*) from scheduled_tasks where task_name = 'sync-now'")
                .query(Integer.class)
                .single();
    }

    private static Reason refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        try {
            change.call();
        } catch (RuleRefused e) {
            return e.reason();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("not refused");
    }

    @Test
    void aChangeIsStoredJournalledAndDueAtOnce() {
        service.save(new OwnershipEdit.Change(rule(1).id(), 0, draft("language"), NOVEMBER));

        assertThat(service.rules().all())
                .extracting(OwnershipRule::position, OwnershipRule::tagValues, OwnershipRule::from, OwnershipRule::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, List.of("vision"), OwnershipRule.ALWAYS, null),
                        org.assertj.core.groups.Tuple.tuple(2, List.of("nlp"), OwnershipRule.ALWAYS, NOVEMBER),
                        org.assertj.core.groups.Tuple.tuple(2, List.of("language"), NOVEMBER, null));
        assertThat(journal())
                .singleElement()
                .asString()
                .startsWith("rule-changed ownership-rule:" + rule(1).id())
                .contains(
                        "\"to\": null",
                        "-> ",
                        "\"to\": \"2026-11-01\"",
                        "[\"language\"]",
                        "\"team\": \"team:" + nlp.value());
        assertThat(due()).isEqualTo(1);
        assertThat(service.rules().applied()).isFalse();
    }

    @Test
    void anOrderIsOneChange() {
        int first = rule(0).id();
        int second = rule(1).id();
        service.save(new OwnershipEdit.Reorder(service.rules().order(), List.of(second, first)));

        assertThat(service.rules().all()).extracting(OwnershipRule::id).containsExactly(second, first);
        assertThat(journal())
                .containsExactly("rules-reordered ownership-rules [" + first + ", " + second + "] -> [" + second + ", "
                        + first + "]");
        assertThat(service.rules().all()).extracting(OwnershipRule::version).containsExactly(0, 0);
    }

    @Test
    void whoeverSavesAnOrderOrARuleThatWasChangedSinceIsTold() {
        int order = service.rules().order();
        int first = rule(0).id();
        int second = rule(1).id();
        service.save(new OwnershipEdit.Reorder(order, List.of(second, first)));
        assertThatThrownBy(() -> service.save(new OwnershipEdit.Reorder(order, List.of(second, first))))
                .isInstanceOf(StaleEdit.class);
        service.save(new OwnershipEdit.Correct(first, 0, draft("x")));
        assertThatThrownBy(() -> service.save(new OwnershipEdit.Correct(first, 0, draft("y"))))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> service.save(new OwnershipEdit.Remove(first, 0)))
                .isInstanceOf(StaleEdit.class);
        assertThat(service.rules().find(first).orElseThrow().tagValues()).containsExactly("x");
        assertThat(journal()).hasSize(2);
        assertThat(due()).isEqualTo(2);
    }

    @Test
    void nothingIsWrittenWhereNothingChanges() {
        int first = rule(0).id();
        service.save(new OwnershipEdit.Correct(first, 0, RuleDraft.of(rule(0))));
        service.save(new OwnershipEdit.Reorder(service.rules().order(), List.of(first)));
        assertThat(journal()).isEmpty();
        assertThat(due()).isZero();
    }

    @Test
    void aRemovedRuleLeavesItsPlaceToTheNext() {
        int second = rule(1).id();
        service.save(new OwnershipEdit.Remove(rule(0).id(), 0));
        assertThat(service.rules().all())
                .extracting(OwnershipRule::id, OwnershipRule::position)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(second, 1));
        assertThat(journal())
                .singleElement()
                .asString()
                .startsWith("rule-removed")
                .endsWith("-> -");
    }

    @Test
    void whatCanNotBeIsRefusedAndNothingIsStored() {
        OwnershipRule first = rule(0);
        assertThat(refused(() -> service.save(new OwnershipEdit.Add(
                        new RuleDraft(nlp, List.of(), true, List.of(), null, OwnershipRule.ALWAYS, null), null))))
                .isEqualTo(Reason.NO_CONDITION);
        assertThat(refused(() -> service.save(new OwnershipEdit.Add(
                        new RuleDraft(nlp, List.of("VISION"), true, null, null, OwnershipRule.ALWAYS, null), null))))
                .isEqualTo(Reason.CLAIMED_ALREADY);
        assertThat(refused(() -> service.save(new OwnershipEdit.Add(draft("x".repeat(10_001)), null))))
                .isEqualTo(Reason.VALUE_TOO_LONG);
        assertThat(refused(() -> service.save(new OwnershipEdit.Add(draft("a\0b"), null))))
                .isEqualTo(Reason.VALUE_NOT_STORABLE);
        assertThat(refused(() -> service.save(new OwnershipEdit.End(first.id(), 0, OwnershipRule.ALWAYS))))
                .isEqualTo(Reason.ENDS_BEFORE_IT_BEGINS);
        assertThat(refused(
                        () -> service.save(new OwnershipEdit.Change(first.id(), 0, draft("x"), OwnershipRule.ALWAYS))))
                .isEqualTo(Reason.CHANGES_OUTSIDE_ITS_DAYS);
        assertThat(refused(() -> service.save(new OwnershipEdit.Add(
                        new RuleDraft(new TeamId(77), List.of("x"), false, null, null, NOVEMBER, null), null))))
                .isEqualTo(Reason.TEAM_NOT_THERE);
        assertThat(service.rules().all()).hasSize(2);
        assertThat(journal()).isEmpty();
        assertThat(due()).isZero();
    }

    @Test
    void aTeamThatHasEndedGetsNoRuleBeyondItsEnd() {
        db.jdbc
                .sql("update team set valid_to = '2026-11-01' where id = ?")
                .param(nlp.value())
                .update();
        assertThat(refused(() -> service.save(new OwnershipEdit.Add(draft("x"), null))))
                .isEqualTo(Reason.TEAM_NOT_THERE);
        service.save(new OwnershipEdit.Add(
                new RuleDraft(nlp, List.of("x"), false, null, null, OwnershipRule.ALWAYS, NOVEMBER), null));
        service.save(new OwnershipEdit.End(rule(1).id(), 0, NOVEMBER.plusDays(9)));
        assertThat(service.rules().all()).hasSize(3);
        assertThat(service.openTeams()).containsOnlyKeys(vision);
    }

    @Test
    void aValueOfTenThousandCharactersIsKept() {
        String longest = "x".repeat(10_000);
        service.save(new OwnershipEdit.Add(draft(longest), rule(0).id()));
        assertThat(rule(0).tagValues()).containsExactly(longest);
    }

    @Test
    void rulesFromTagsAreAppendedWhilePeopleChangeTheOrder() {
        int order = service.rules().order();
        int first = rule(0).id();
        db.rules.append(nlp, List.of("seen by a sync"), false, null, null);
        service.save(new OwnershipEdit.Reorder(order, List.of(rule(1).id(), first)));
        assertThat(service.rules().all().getLast().tagValues()).containsExactly("seen by a sync");
    }

    @Test
    void valuesComeWithTheirCostsAndWhoHasThemNow() {
        db.load(slice(
                "2026-10-05",
                ACCOUNT,
                charge("2026-10-05", ACCOUNT, "AmazonS3", "Usage", "Vision", "10"),
                charge("2026-10-05", ACCOUNT, "AmazonS3", "Usage", "", "100")));
        RuleChoices choices = service.choices(LocalDate.parse("2026-10-01"), NOVEMBER);
        assertThat(choices.tagValues()).extracting(RuleChoices.Value::key).containsExactly("", "Vision");
        assertThat(choices.tagValues().getLast().owners())
                .containsExactly(new Share(vision, "USD", new BigDecimal("9.30")));
        assertThat(choices.accounts()).singleElement().satisfies(account -> {
            assertThat(account.key()).isEqualTo(ACCOUNT);
            assertThat(account.owners()).extracting(Share::team).containsExactly(TeamId.UNALLOCATED, vision);
        });
        assertThat(choices.services()).extracting(RuleChoices.Value::key).containsExactly("AmazonS3");
    }

    @Test
    void whetherAnyKeptCostIsNamedIsKnown() {
        db.load(slice("2026-10-05", ACCOUNT, charge("2026-10-05", ACCOUNT, "AmazonS3", "Usage", " VISION", "10")));
        assertThat(service.namesAnything(draft("vision"))).isFalse();
        assertThat(service.namesAnything(
                        new RuleDraft(nlp, List.of("vision"), true, null, null, OwnershipRule.ALWAYS, null)))
                .isTrue();
        assertThat(service.namesAnything(new RuleDraft(nlp, List.of("vision"), true, null, null, NOVEMBER, null)))
                .isFalse();
        assertThat(service.namesAnything(new RuleDraft(
                        nlp, null, false, List.of(ACCOUNT), List.of("AmazonS3"), OwnershipRule.ALWAYS, null)))
                .isTrue();
        assertThat(service.namesAnything(new RuleDraft(
                        nlp, null, false, List.of(ACCOUNT), List.of("AWSGlue"), OwnershipRule.ALWAYS, null)))
                .isFalse();
    }
}
