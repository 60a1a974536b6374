package dev.bursar.tagging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.tagging.policy.Exemption.Scope;
import dev.bursar.tagging.policy.ExemptionService.Draft;
import dev.bursar.tagging.policy.PolicyRefused.Field;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

@BursarTest
class ExemptionServiceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Autowired
    ExemptionService service;

    @Autowired
    PolicyService policies;

    @Autowired
    TestDatabase database;

    private String arn = "";

    @BeforeEach
    void oneResource() {
        var owner = database.owner();
        ResourceRows.clear(JdbcClient.create(owner));
        owner.destroy();
        var row = new ResourceRows(database.jdbc()).instance("i-1");
        arn = row.arn();
        row.add();
    }

    private Draft draft(Scope scope, String value, String reason, @Nullable LocalDate from, @Nullable LocalDate last) {
        return new Draft(null, scope, value, reason, from, last);
    }

    private void refused(Draft draft, Field field, String words) {
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> service.add(draft))
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.sentence()).contains(words);
                });
        assertThat(service.all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anExemptionIsOfSomethingThatIsThereWithAReasonAndAnEnd() {
        refused(draft(Scope.RESOURCE, " ", "why", TODAY, TODAY), Field.EXEMPT, "Enter what");
        refused(draft(Scope.RESOURCE, "arn:aws:s3:::none", "why", TODAY, TODAY), Field.EXEMPT, "ARN");
        refused(draft(Scope.RESOURCE, arn + "\n", "why", TODAY, null), Field.LAST_DAY, "has an end");
        refused(draft(Scope.RESOURCE, "x".repeat(2_049), "why", TODAY, TODAY), Field.EXEMPT, "2,048");
        refused(draft(Scope.TYPE, "s3:bucket", "why", TODAY, TODAY), Field.EXEMPT, "of this type");
        refused(draft(Scope.ACCOUNT, "999900001111", "why", TODAY, TODAY), Field.EXEMPT, "twelve digits");
        refused(draft(Scope.RESOURCE, arn, " ", TODAY, TODAY), Field.REASON, "Enter why");
        refused(draft(Scope.RESOURCE, arn, "x".repeat(501), TODAY, TODAY), Field.REASON, "500");
        refused(draft(Scope.RESOURCE, arn, "why", TODAY.plusDays(2), TODAY.plusDays(1)), Field.LAST_DAY, "not before");
        refused(draft(Scope.RESOURCE, arn, "why", TODAY.minusDays(2), TODAY.minusDays(1)), Field.LAST_DAY, "today");
        refused(draft(Scope.RESOURCE, arn, "why", null, TODAY.plusYears(5)), Field.LAST_DAY, "five years");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void itIsAddedAndEndedWithItsEntryInTheJournal() {
        int policy = policies.save(
                new TagPolicy(0, "Team", "team", false, new ValueRule.Any(), null, null, false, false, TODAY, 0, 0));
        long before = database.jdbc()
                .sql("select coalesce(max(id), 0) from journal")
                .query(Long.class)
                .single();
        int all = service.add(draft(Scope.ACCOUNT, ResourceRows.ACCOUNT, "moves", null, TODAY));
        int one = service.add(new Draft(policy, Scope.RESOURCE, arn, "legacy", TODAY.plusDays(1), TODAY.plusDays(9)));
        assertThat(service.all()).extracting(Exemption::id).containsExactly(one, all);
        assertThat(service.all().getLast()).satisfies(exemption -> {
            assertThat(exemption.from()).isEqualTo(TODAY);
            assertThat(exemption.createdBy()).contains("admin");
            assertThat(exemption.holdsOn(TODAY)).isTrue();
        });
        assertThat(service.all().getFirst().holdsOn(TODAY)).isFalse();
        assertThat(service.end(one)).isTrue();
        assertThat(service.end(one)).as("it had ended").isFalse();
        assertThat(service.all()).extracting(Exemption::id).containsExactly(all, one);
        assertThat(database.jdbc()
                        .sql("select action || ' ' || subject from journal"
                                + " where id > :before and action like 'tag-exemption%' order by id")
                        .param("before", before)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "tag-exemption-created tag-exemption:" + all,
                        "tag-exemption-created tag-policy:" + policy,
                        "tag-exemption-ended tag-policy:" + policy);
        policies.remove(policy, 0);
        assertThatExceptionOfType(StaleEdit.class)
                .isThrownBy(() -> service.add(new Draft(policy, Scope.RESOURCE, arn, "late", TODAY, TODAY)));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void manyAreAddedAtOnceOrNone() {
        var good = draft(Scope.RESOURCE, arn, "moves", null, TODAY);
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> service.addAll(
                        List.of(good, draft(Scope.RESOURCE, "arn:aws:s3:::none", "moves", null, TODAY))));
        assertThat(service.all()).isEmpty();
        service.addAll(List.of(good, draft(Scope.TYPE, "ec2:instance", "moves", null, TODAY)));
        assertThat(service.all()).hasSize(2);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesExemptionsAndChangesNone() {
        assertThat(service.all()).isEqualTo(List.of());
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> service.add(draft(Scope.RESOURCE, arn, "why", TODAY, TODAY)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> service.end(1));
    }
}
