package dev.bursar.tagging.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.SignedInAs;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.writes.Obstacle;
import dev.bursar.tagging.writes.TagChangeService;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import dev.bursar.tagging.writes.TagChangeService.Refused;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tags are proposed from the list of violations, within what a person may see and the settings allow. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class ProposeTagsTest extends PolicyPages {
    @Autowired
    TagChangeService tags;

    @Autowired
    AwsChangeService changes;

    @BeforeEach
    void noChanges() {
        var owner = database.owner();
        JdbcClient.create(owner)
                .sql("truncate aws_change, aws_change_item, aws_write_setting restart identity")
                .update();
        owner.destroy();
    }

    private void turnOn(boolean another, int most) {
        database.jdbc().sql("""
                        insert into aws_write_setting (kind, enabled, another, role_name, most, stacks, version, changed_by, changed_at)
                        values ('tags', true, :another, 'BursarWriter', :most, false, 1, 'Ada', now())
                        """).param("another", another).param("most", most).update();
    }

    private int policy(String rule, String allowed) {
        return database.jdbc()
                .sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values ('Team ' || :rule, 'team', false, :rule, cast(:allowed as text[]), true, false, '2026-01-01', 0) returning id
                        """)
                .param("rule", rule)
                .param("allowed", allowed)
                .query(Integer.class)
                .single();
    }

    private long violation(int policy, String name, int team) {
        long resource = resources.instance(name).ownedBy(team).costing("5");
        return database.jdbc()
                .sql("""
                        insert into tag_violation (policy_id, resource_id, problem, tag_key, since, grace_to)
                        values (:policy, :resource, 'missing', 'team', '2026-11-01', '2026-11-01') returning id
                        """)
                .param("policy", policy)
                .param("resource", resource)
                .query(Long.class)
                .single();
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private Map<Long, Obstacle> obstacles(Choice... choices) {
        return catchThrowableOfType(Refused.class, () -> tags.propose(List.of(choices), "Forgotten"))
                .obstacles();
    }

    private long proposals() {
        return database.jdbc()
                .sql("select count(*) from aws_change")
                .query(Long.class)
                .single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void eachValueIsCheckedAndNothingIsProposedInPart() {
        turnOn(false, 200);
        int policy = policy("list", "{fraud,vision}");
        long one = violation(policy, "i-1", 0);
        long other = violation(policy, "i-2", 0);
        Map<String, Obstacle> cases = new HashMap<>();
        cases.put("x".repeat(257), Obstacle.VALUE);
        cases.put("a|b", Obstacle.VALUE);
        cases.put("  ", Obstacle.NO_VALUE);
        cases.put("platform", Obstacle.VALUE_NOT_ALLOWED);
        cases.put("Vision", Obstacle.VALUE_NOT_ALLOWED);
        cases.forEach((value, obstacle) -> assertThat(obstacles(new Choice(one, value), new Choice(other, "vision")))
                .as(value)
                .isEqualTo(Map.of(one, obstacle)));
        assertThat(obstacles(new Choice(one + 99, "vision"))).isEqualTo(Map.of(one + 99, Obstacle.GONE));
        assertThat(proposals()).isZero();
        assertThat(tags.propose(List.of(new Choice(one, " vision ")), "Forgotten"))
                .isPositive();
        assertThatThrownBy(() -> tags.propose(List.of(new Choice(one, "fraud")), "Again"))
                .isInstanceOf(AwsChangeRefused.class)
                .hasMessage("IN_ANOTHER_CHANGE");
        assertThat(proposals()).isEqualTo(1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRowThatCantBeWrittenSaysWhyAndStopsNoOther() {
        turnOn(false, 200);
        int policy = policy("list", "{r$d}");
        long one = violation(policy, "i-1", 0);
        int any = policy("any", "{}");
        long other = violation(any, "i-2", 0);
        long held = violation(any, "i-3", 0);
        tags.propose(List.of(new Choice(held, "vision")), "Forgotten");
        assertThat(tags.plan(Violations.USUAL, ChosenViolations.ALL).tags())
                .filteredOn(planned -> planned.row().id() == one)
                .singleElement()
                .satisfies(planned -> assertThat(planned.value())
                        .as("AWS doesn't take the only value that is allowed")
                        .isNull());
        assertThat(tags.obstacles(
                        List.of(new Choice(one, "r$d"), new Choice(other, "vision"), new Choice(held, "fraud"))))
                .isEqualTo(Map.of(one, Obstacle.VALUE, held, Obstacle.IN_ANOTHER_CHANGE));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void noMoreThanTheLimitAndNothingWhileItIsOff() {
        int policy = policy("any", "{}");
        var two = List.of(new Choice(violation(policy, "i-1", 0), "x"), new Choice(violation(policy, "i-2", 0), "x"));
        assertThatThrownBy(() -> tags.propose(two, "Forgotten")).hasMessage("OFF");
        turnOn(false, 1);
        assertThatThrownBy(() -> tags.propose(two, "Forgotten")).hasMessage("TOO_MANY_ITEMS");
        assertThatThrownBy(() -> tags.propose(List.of(), "Forgotten")).hasMessage("NO_ITEMS");
        assertThatThrownBy(() -> tags.propose(two.subList(0, 1), " ")).hasMessage("NO_REASON");
        assertThatThrownBy(() -> tags.propose(two.subList(0, 1), "x".repeat(501)))
                .hasMessage("REASON_TOO_LONG");
        assertThat(proposals()).isZero();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadProposesForTheirOwnAndLearnsNothingOfOthers() {
        turnOn(false, 200);
        int policy = policy("any", "{}");
        long own = violation(policy, "i-1", team("Vision"));
        long foreign = violation(policy, "i-2", team("Vision") + 1_000);
        assertThat(obstacles(new Choice(own, "x"), new Choice(foreign, "a|b")))
                .isEqualTo(Map.of(foreign, Obstacle.GONE));
        assertThat(proposals()).isZero();
        long id = tags.propose(List.of(new Choice(own, "x")), "Forgotten");
        assertThatThrownBy(() -> changes.approve(id, 0)).isInstanceOf(AccessDeniedException.class);
        database.jdbc().sql("update aws_change set proposed_by = 424242").update();
        assertThatThrownBy(() -> changes.reject(id, 0, "No")).isInstanceOf(StaleEdit.class);
        database.jdbc().sql("update aws_change set state = 'done'").update();
        assertThatThrownBy(() -> changes.reject(id, 0, "No"))
                .as("as one that doesn't exist")
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> changes.reject(id + 99, 0, "No")).isInstanceOf(StaleEdit.class);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadCantTellWhatNamesOtherTeams() {
        turnOn(false, 200);
        database.jdbc()
                .sql(
                        "insert into team (name) select 'Hidden' where not exists (select from team where name = 'Hidden')")
                .update();
        long own = violation(policy("team", "{}"), "i-1", team("Vision"));
        assertThat(obstacles(new Choice(own, "Hidden"))).isEqualTo(Map.of(own, Obstacle.VALUE_NOT_ALLOWED));
        assertThat(obstacles(new Choice(own, "Nobody"))).isEqualTo(Map.of(own, Obstacle.VALUE_NOT_ALLOWED));
        assertThat(tags.propose(List.of(new Choice(own, "Vision")), "Forgotten"))
                .isPositive();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadProposesWhatIsProbablyTheirs() {
        turnOn(false, 200);
        int policy = policy("team", "{}");
        violation(policy, "i-own", team("Vision"));
        pointAt(violation(policy, "i-vision", 0), "Vision");
        pointAt(violation(policy, "i-hidden", 0), "Hidden");
        go(TagLinks.VIOLATIONS);
        assertThat(told(ViolationsView.class))
                .contains("1 untagged, unowned resource probably belongs to your teams: $5.00 in 30 days.")
                .contains("1 violation of 1 policy");
        Anchor link = find(Anchor.class).withText("See 1 resource").single();
        go(link.getHref());
        assertThat(told(ViolationsView.class))
                .contains("1 violation of 1 policy")
                .doesNotContain("i-own");
        assertThat(row(0)).contains("i-vision", "Vision", "The resource\u2019s name contains it.", "nobody");
        click("Select all 1");
        click("Propose tags\u2026");
        finish();
        write("Reason", "Ours");
        click("Propose");
        assertThat(proposals()).isEqualTo(1);
        // no filter brings anybody else's
        go(TagLinks.VIOLATIONS + "?whose=probable&f=resource.contains.hidden");
        assertThat(told(ViolationsView.class)).contains("No violations match these filters");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoSeesEverythingIsOfferedNoGuess() {
        pointAt(violation(policy("team", "{}"), "i-vision", 0), "Vision");
        go(TagLinks.VIOLATIONS);
        assertThat(told(ViolationsView.class))
                .contains("1 violation of 1 policy")
                .doesNotContain("Probably yours");
        go(TagLinks.VIOLATIONS + "?whose=probable");
        assertThat(told(ViolationsView.class))
                .contains("Only leads have this list")
                .doesNotContain("point at your teams", "Nothing is probably yours");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void thePanelOfWhatIsProbablyTheirsLeadsToNothingThatTheyDontSee() {
        long violation = violation(policy("team", "{}"), "i-vision-made", 0);
        pointAt(violation, "Vision");
        long resource = database.jdbc()
                .sql("select resource_id from tag_violation where id = ?")
                .param(violation)
                .query(Long.class)
                .single();
        resources.monthCost(resource, LocalDate.of(2026, 11, 1), 0, "5", "USD");
        database.jdbc().sql("""
                        insert into resource_creation (arn_hash, event_id, person, person_kind, event_name, created_at)
                        select arn_hash, gen_random_uuid(), 'ci', 'role', 'RunInstances', '2026-11-01T06:00:00Z' from resource
                         where id = :id on conflict do nothing
                        """).param("id", resource).update();
        go(TagLinks.VIOLATIONS + "?whose=probable&resource=" + resource);
        finish();
        var panel = find(ViolationPanel.class).single();
        assertThat(Texts.of(panel)).contains("Created by", "Nov 2026", "$5.00");
        assertThat(find(Anchor.class, panel).all())
                .extracting(Anchor::getText)
                .noneMatch(text -> text.contains("Nov 2026"));
    }

    private void pointAt(long violation, String team) {
        database.jdbc()
                .sql("insert into team (name) select :name where not exists (select from team where name = :name)")
                .param("name", team)
                .update();
        database.jdbc()
                .sql("""
                        insert into tag_likely_team (violation_id, team_id, rank, value, sign, detail, others)
                        values (:violation, :team, 0, :value, 'name', '', 0)
                        """)
                .param("violation", violation)
                .param("team", team(team))
                .param("value", team)
                .update();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void ofTwoWhoApproveOneWinsAndTheOtherIsTold() {
        turnOn(false, 200);
        long id = tags.propose(List.of(new Choice(violation(policy("any", "{}"), "i-1", 0), "x")), "Forgotten");
        database.jdbc().sql("update aws_change set previewed_at = now()").update();
        var context = SecurityContextHolder.getContext();
        List<CompletableFuture<String>> two = Stream.of(1, 2)
                .map(one -> CompletableFuture.supplyAsync(() -> {
                    SecurityContextHolder.setContext(context);
                    try {
                        changes.approve(id, 0);
                        return "approved";
                    } catch (AwsChangeRefused | StaleEdit told) {
                        return "told";
                    } finally {
                        SecurityContextHolder.clearContext();
                    }
                }))
                .toList();
        assertThat(two.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder("approved", "told");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theirOwnIsApprovedByAnotherWhereThatMustBe() {
        turnOn(true, 200);
        long id = tags.propose(List.of(new Choice(violation(policy("any", "{}"), "i-1", 0), "x")), "Forgotten");
        database.jdbc().sql("update aws_change set previewed_at = now()").update();
        assertThatThrownBy(() -> changes.approve(id, 0)).hasMessage("OWN_PROPOSAL");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void chosenViolationsAreProposedFromTheirList() {
        int policy = policy("list", "{fraud,vision}");
        violation(policy, "i-1", 0);
        violation(policy, "i-2", 0);
        go(TagLinks.VIOLATIONS);
        click("Select all 2");
        assertThat(offers("Propose tags\u2026")).as("while it is off").isFalse();
        turnOn(false, 200);
        go("tags/policies");
        go(TagLinks.VIOLATIONS);
        click("Select all 2");
        click("Propose tags\u2026");
        finish(); // the dialog asks once it is there
        List<TextField> values = find(TextField.class)
                .withCondition(field -> field.getAriaLabel()
                        .filter(label -> label.startsWith("Value of team of"))
                        .isPresent())
                .all();
        assertThat(values).hasSize(2);
        test(values.get(0)).setValue("nobody");
        test(values.get(1)).setValue("vision");
        click("Propose");
        assertThat(values.get(0).getErrorMessage()).isEqualTo("The policy doesn\u2019t allow this value.");
        assertThat(proposals()).isZero();
        assertThat(offers("Propose the other 1")).isTrue();
        test(values.get(0)).setValue("");
        click("Propose");
        write("Reason", "Forgotten at launch");
        click("Propose");
        assertThat(proposals()).isEqualTo(1);
        assertThat(notices()).contains("Change 1 is proposed. Nothing is written before an admin approves it.");
        go(TagLinks.VIOLATIONS);
        assertThat(Stream.of(row(0), row(1)).filter(row -> row.contains("Fix proposed by")))
                .hasSize(1);
        assertThat(Texts.of(find(ViolationsView.class).single())).contains("2 violations");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theOthersAreProposedWithoutTheRowThatCantBe() {
        int policy = policy("list", "{fraud,vision}");
        violation(policy, "i-1", 0);
        violation(policy, "i-2", 0);
        turnOn(false, 200);
        go(TagLinks.VIOLATIONS);
        click("Select all 2");
        click("Propose tags\u2026");
        finish();
        List<TextField> values = find(TextField.class)
                .withCondition(field -> field.getAriaLabel()
                        .filter(label -> label.startsWith("Value of team of"))
                        .isPresent())
                .all();
        test(values.get(0)).setValue("r$d");
        test(values.get(1)).setValue("vision");
        write("Reason", "Forgotten at launch");
        click("Propose");
        assertThat(values.get(0).getErrorMessage()).startsWith("AWS takes up to 256 letters");
        assertThat(proposals()).isZero();
        click("Propose the other 1");
        assertThat(proposals()).isEqualTo(1);
        assertThat(database.jdbc()
                        .sql("select count(*) from aws_change_item")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
