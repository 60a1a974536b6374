package dev.bursar.tagging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.tagging.policy.PolicyRefused.Field;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

@BursarTest
class PolicyServiceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String OTHER = "444455556666";

    @Autowired
    PolicyService service;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private ResourceRows resources;

    @BeforeEach
    void nothingThere() {
        var owner = database.owner();
        ResourceRows.clear(JdbcClient.create(owner));
        owner.destroy();
        resources = new ResourceRows(database.jdbc());
    }

    private static TagPolicy env(boolean free, boolean serviceMade) {
        return new TagPolicy(
                0,
                "Environment",
                "env",
                false,
                new ValueRule.OneOf(List.of("prod", "dev")),
                null,
                null,
                free,
                serviceMade,
                TODAY,
                14,
                0);
    }

    private void fill() {
        resources.instance("i-missing").ownedBy(1).costing("10.50");
        resources.instance("i-right").tag("env", "prod").ownedBy(1).costing("99");
        resources.instance("i-case").tag("env", "Prod ").ownedBy(2).costing("20");
        resources.instance("i-key").tag("Env", "prod").ownedBy(2).costing("1");
        resources.instance("i-empty").tag("env", " ").costing("2");
        resources
                .instance("i-value")
                .tags(Map.of("env", "prd", "name", "x"))
                .in(OTHER)
                .costing("5", "EUR");
        resources.instance("i-unknown").in(OTHER).costUnknown().add();
        resources.instance("i-free").add();
        resources
                .of("ec2:network-interface", "eni-1")
                .madeBy("elasticloadbalancing")
                .costing("3");
        resources.instance("i-gone").gone().add();
        resources.instance("i-maybe-gone").onlyTagging().add();
    }

    /** Counted by SQL, without the check. */
    private long violations(boolean free, boolean serviceMade) {
        return database.jdbc()
                .sql("""
                        select count(*) from resource
                         where gone_at is null and (explorer_seen is not null or has_cost or not cost_known)
                           and (:free or has_cost or not cost_known) and (:made or made_by is null)
                           and coalesce(tags::json ->> 'env', '') not in ('prod', 'dev')
                        """)
                .param("free", free)
                .param("made", serviceMade)
                .query(Long.class)
                .single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aPreviewFindsWhatSqlFindsAndAddsUpEachCurrencyByItself() {
        fill();
        var preview = service.preview(env(false, false));
        assertThat(preview.found()).isEqualTo(violations(false, false)).isEqualTo(6);
        assertThat(preview.counted()).isEqualTo(7);
        assertThat(preview.costUnknown()).isEqualTo(1);
        assertThat(preview.teams()).isEqualTo(2);
        assertThat(preview.cost().keySet()).containsExactly("EUR", "USD");
        assertThat(preview.cost().get("USD")).isEqualByComparingTo("33.50");
        assertThat(preview.cost().get("EUR")).isEqualByComparingTo(new BigDecimal("5"));
        assertThat(preview.problems())
                .isEqualTo(Map.of(
                        Problem.MISSING, 2L,
                        Problem.EMPTY, 1L,
                        Problem.VALUE, 1L,
                        Problem.VALUE_CASE, 1L,
                        Problem.KEY_CASE, 1L));
        assertThat(preview.examples())
                .extracting(example -> example.resource().name())
                .containsExactly("i-case", "i-missing", "i-value", "i-empty", "i-key", "i-unknown");
        for (boolean free : List.of(true, false)) {
            for (boolean made : List.of(true, false)) {
                assertThat(service.preview(env(free, made)).found()).isEqualTo(violations(free, made));
            }
        }
        assertThat(service.all()).as("nothing is saved").isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void ofManyExamplesTheDearestTwentyAreShown() {
        for (int i = 1; i <= 1_200; i++) {
            resources.instance("i-" + i).costing(String.valueOf(i));
        }
        var preview = service.preview(env(false, false));
        assertThat(preview.found()).isEqualTo(1_200);
        assertThat(preview.examples())
                .hasSize(20)
                .first()
                .satisfies(dearest -> assertThat(dearest.resource().name()).isEqualTo("i-1200"));
        assertThat(preview.examples().getLast().resource().name()).isEqualTo("i-1181");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aPolicyOfTheFutureIsPreviewedAsItWillHold() {
        fill();
        var now = env(false, false);
        var later = new TagPolicy(
                0,
                "Later",
                now.key(),
                false,
                now.rule(),
                List.of("ec2:instance"),
                List.of(OTHER),
                false,
                false,
                TODAY.plusDays(30),
                0,
                0);
        assertThat(service.preview(later).found()).isEqualTo(2);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void eachChangeIsInTheJournalAndHasResourcesCheckedAtOnce() {
        int id = service.save(env(false, false));
        var stored = service.find(id).orElseThrow();
        assertThat(stored.rule()).isEqualTo(new ValueRule.OneOf(List.of("prod", "dev")));
        service.save(changed(stored, "Env"));
        assertThatExceptionOfType(StaleEdit.class).isThrownBy(() -> service.save(changed(stored, "Mine")));
        assertThatExceptionOfType(StaleEdit.class).isThrownBy(() -> service.remove(id, stored.version()));
        service.remove(id, stored.version() + 1);
        assertThat(service.find(id)).isEmpty();
        assertThat(service.names()).containsEntry(id, "Env");
        assertThat(journal(id))
                .containsExactly(
                        "tag-policy-created tag-policy:" + id,
                        "tag-policy-changed tag-policy:" + id,
                        "tag-policy-removed tag-policy:" + id);
        assertThat(service.save(env(false, false))).as("its name is free again").isNotEqualTo(id);
    }

    private static TagPolicy changed(TagPolicy policy, String name) {
        return new TagPolicy(
                policy.id(),
                name,
                policy.key(),
                policy.anyKeyCase(),
                policy.rule(),
                policy.types(),
                policy.accounts(),
                policy.withFree(),
                policy.withServiceMade(),
                policy.from(),
                policy.graceDays(),
                policy.version());
    }

    private List<String> journal(int id) {
        return database.jdbc()
                .sql("select action || ' ' || subject from journal where subject = :subject order by id")
                .param("subject", "tag-policy:" + id)
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsRefusedIsNeitherPreviewedNorSaved() {
        service.save(env(false, false));
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> service.preview(env(false, false)))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(Field.NAME));
        assertThatExceptionOfType(PolicyRefused.class).isThrownBy(() -> service.save(env(true, false)));
        assertThat(service.all()).hasSize(1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aFormOffersWhatResourcesHave() {
        fill();
        resources.instance("i-aws").tag("aws:createdBy", "x").add();
        resources
                .of("gone:type", "i-gone")
                .in("999999999999")
                .tag("gone", "x")
                .gone()
                .add();
        resources.instance("i-more").tags(Map.of("rare-b", "x", "rare-a", "x")).add();
        var choices = service.choices();
        assertThat(choices.types()).containsExactly("ec2:instance", "ec2:network-interface");
        assertThat(choices.accounts()).containsExactly(ResourceRows.ACCOUNT, OTHER);
        assertThat(choices.keys())
                .containsSubsequence("env", "Env", "name")
                .containsSubsequence("env", "rare-a", "rare-b")
                .doesNotContain("aws:createdBy", "gone");
    }

    @Test
    @SignedInAs({Role.AUDITOR, Role.FINANCE})
    void whoIsNoAdminSeesPoliciesAndChangesNone() {
        assertThat(service.all()).isEmpty();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> service.preview(env(false, false)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> service.save(env(false, false)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> service.remove(1, 0));
    }
}
