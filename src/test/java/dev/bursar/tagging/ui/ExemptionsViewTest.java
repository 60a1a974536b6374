package dev.bursar.tagging.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.Exemption;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Texts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class ExemptionsViewTest extends PolicyPages {
    @Autowired
    ExemptionService service;

    @Autowired
    PolicyService policies;

    private String arn() {
        var row = resources.instance("i-1");
        row.add();
        return row.arn();
    }

    private int policy() {
        return policies.save(
                new TagPolicy(0, "Team", "team", false, new ValueRule.Any(), null, null, false, false, TODAY, 0, 0));
    }

    private DatePicker day(String label) {
        return find(DatePicker.class)
                .withPropertyValue(DatePicker::getLabel, label)
                .single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return find(Select.class).withPropertyValue(Select::getLabel, label).single();
    }

    private void stored(String scope, String value, String from, String last) {
        database.jdbc()
                .sql("""
                        insert into tag_exemption (scope, value, reason, from_day, last_day, created_by, created_at)
                        values (:scope, :value, '<i>moves</i>', cast(:from as date), cast(:last as date), 'Ada', now())
                        """)
                .param("scope", scope)
                .param("value", value)
                .param("from", from)
                .param("last", last)
                .update();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aLinkOpensTheDialogForAResourceAndAPolicy() {
        String arn = arn();
        int policy = policy();
        go(TagLinks.exempt(arn, policy));
        assertThat(field("ARN").getValue()).isEqualTo(arn);
        assertThat(select("Policy").getValue()).isEqualTo(policy);
        click("Save exemption");
        TextArea reason = find(TextArea.class).single();
        assertThat(reason.getErrorMessage()).contains("Enter why");
        test(reason).setValue("Migrates in December");
        click("Save exemption");
        assertThat(day("Last day").getErrorMessage()).contains("has an end");
        assertThat(reason.getValue()).as("nothing is lost").isEqualTo("Migrates in December");
        test(day("Last day")).setValue(TODAY.plusDays(30));
        click("Save exemption");
        assertThat(service.all()).singleElement().satisfies(added -> {
            assertThat(added.policy()).isEqualTo(policy);
            assertThat(added.value()).isEqualTo(arn);
        });
        assertThat(find(TextArea.class).all()).as("the dialog is closed").isEmpty();
        assertThat(row(0))
                .contains("i-1", "ec2:instance", "Team", "Migrates in December", "24 Nov 2026 – 24 Dec 2026", "Active");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anExemptionIsEndedAfterAQuestion() {
        arn();
        stored("account", ResourceRows.ACCOUNT, "2026-11-01", "2026-12-01");
        go(TagLinks.EXEMPTIONS);
        assertThat(told(ExemptionsView.class)).contains("1 exemption");
        assertThat(row(0))
                .contains("1111-2222-3333", "All resources in an account", "All policies", "<i>moves</i>", "Ada");
        click("End…");
        var dialog = find(ConfirmDialog.class).single();
        test(dialog).confirm();
        finish();
        assertThat(row(0)).contains("Ended");
        assertThat(offers("End…")).isFalse();
        assertThat(service.all()).extracting(Exemption::endedAt).doesNotContainNull();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAccountMayBeEnteredAsItIsShownAndAPolicyIsAlwaysChosen() {
        arn();
        go(TagLinks.EXEMPTIONS);
        assertThat(told(ExemptionsView.class)).contains("Exemptions leave resources alone for a while");
        click("New exemption…");
        click("Save exemption");
        assertThat(select("Policy").getErrorMessage()).contains("Choose a policy");
        test(select("Policy")).selectItem("All policies");
        test(select("What is exempt")).selectItem("All resources in an account");
        enter("Account ID", "1111-2222-3333");
        test(find(TextArea.class).single()).setValue("Sandbox");
        test(day("Last day")).setValue(TODAY);
        click("Save exemption");
        assertThat(service.all()).singleElement().satisfies(added -> {
            assertThat(added.policy()).isNull();
            assertThat(added.value()).isEqualTo(ResourceRows.ACCOUNT);
        });
    }

    /** What tags must be is checked by a job; here as it would have stored it. */
    private void violation(String name, int policy) {
        long resource = resources.instance(name).costing("5");
        database.jdbc()
                .sql("""
                        insert into tag_violation (policy_id, resource_id, problem, tag_key, since, grace_to)
                        values (:policy, :resource, 'missing', 'team', '2026-11-01', '2026-11-01')
                        """)
                .param("policy", policy)
                .param("resource", resource)
                .update();
    }

    private void check(Checkbox box) {
        test(box).click();
        finish();
    }

    private Checkbox box(String label) {
        return find(Checkbox.class)
                .withCondition(box -> box.getAriaLabel().filter(label::equals).isPresent())
                .single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void chosenViolationsAreWrittenIntoAFileOrExemptWithoutLeavingTheList() {
        int policy = policy();
        violation("i-1", policy);
        violation("i-2", policy);
        violation("i-3", policy);
        go(TagLinks.VIOLATIONS);
        assertThat(told(ViolationsView.class)).contains("Select violations to fix their tags with one script.");
        assertThat(offers("AWS CLI script")).isFalse();
        click("Select all 3");
        assertThat(told(ViolationsView.class)).contains("3 selected");
        click("AWS CLI script");
        finish(); // the dialog asks once it is there
        assertThat(Texts.of(find(Pre.class).single()))
                .startsWith("#!/bin/sh")
                .contains("i-1", "i-2", "i-3", "No value is likely: the policy allows any value.");
        assertThat(find(Anchor.class)
                        .withText("Download bursar-tags.sh")
                        .single()
                        .isVisible())
                .isTrue();
        click("Close");
        click("Clear");
        assertThat(offers("Terraform file")).isFalse();
        row(0);
        check(box("Select i-1"));
        assertThat(told(ViolationsView.class)).contains("1 selected");
        click("Exempt…");
        click("Save exemption");
        TextArea reason = find(TextArea.class).single();
        assertThat(reason.getErrorMessage()).contains("Enter why");
        test(reason).setValue("Migrates in December");
        test(day("Last day")).setValue(TODAY.plusDays(30));
        click("Save exemption");
        assertThat(notices()).contains("1 violation is exempt now.");
        assertThat(service.all()).singleElement().satisfies(added -> {
            assertThat(added.policy()).isEqualTo(policy);
            assertThat(added.value()).endsWith("/i-1");
        });
        assertThat(told(ViolationsView.class)).contains("2 violations of 1 policy", "Select all 2");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whoIsNoAdminSeesExemptionsAndChangesNone() {
        stored("type", "ec2:instance", "2026-11-01", "2026-11-23");
        stored("type", "s3:bucket", "2026-12-01", "2026-12-23");
        go(TagLinks.exempt("arn:aws:s3:::x", 1));
        assertThat(notices()).contains("Only an admin can add exemptions");
        assertThat(row(0)).contains("s3:bucket", "Not started");
        assertThat(row(1)).contains("ec2:instance", "Ended");
        assertThat(offers("New exemption…")).isFalse();
        assertThat(offers("End…")).isFalse();
    }
}
