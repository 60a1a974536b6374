package dev.bursar.tagging.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.PolicyService;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.testing.BursarTest;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tag policies: the list, the form with its preview, and who may do what there. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class PolicyViewsTest extends PolicyPages {
    @Autowired
    PolicyService service;

    private static TagPolicy policy(int id, String name, int version) {
        return new TagPolicy(
                id,
                name,
                "env",
                true,
                new ValueRule.OneOf(List.of("prod", "dev")),
                List.of("ec2:instance"),
                null,
                true,
                false,
                TODAY,
                14,
                version);
    }

    /** As somebody else does it. */
    private void stored(String name) {
        database.jdbc().sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values (:name, 'env', true, 'any', '{}', true, false, '2026-11-24', 14)
                        """).param("name", name).update();
    }

    @SuppressWarnings("unchecked")
    private void key(String key) {
        ((ComboBox<String>) find(ComboBox.class)
                        .withPropertyValue(ComboBox::getLabel, "Tag key")
                        .single())
                .setValue(key);
        finish();
    }

    private void resourcesWithViolations() {
        resources.instance("i-prd").tag("env", "prd").ownedBy(1).costing("20");
        resources.instance("i-prod").tag("env", "prod").costing("9");
        resources.instance("<b>bold</b>").tag("env", "Prod ").costing("1", "EUR");
        resources.instance("i-unknown").costUnknown().add();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void withoutPoliciesAnAdminIsOfferedUsualOnes() {
        go(TagLinks.POLICIES);
        assertThat(told(PoliciesView.class)).contains("Tag policies show what is untagged", "A tag policy says");
        click("Every resource names its environment");
        assertThat(field("Name").getValue()).isEqualTo("Environment");
        assertThat(find(TextArea.class).single().getValue()).isEqualTo("prod\nstaging\ntest\ndev");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whoIsNoAdminSeesPoliciesAndChangesNone() {
        go(TagLinks.POLICIES);
        assertThat(told(PoliciesView.class)).contains("An admin of your organisation can add policies");
        assertThat(offers("New policy")).isFalse();
        stored("Environment");
        go(TagLinks.POLICIES);
        assertThat(row(0))
                .contains("Environment", "env", "in any case", "any value", "All types, all accounts", "24 Nov 2026");
        assertThat(offers("Edit")).isFalse();
        assertThat(offers("Remove…")).isFalse();
        assertThat(offers("New policy")).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void onlyWhatWasPreviewedIsSaved() {
        resourcesWithViolations();
        go(TagLinks.NEW_POLICY);
        assertThat(offers("Save policy")).isFalse();
        enter("Name", "Environment");
        key("env");
        radio("Allowed values", "One of a list");
        write("Values", "prod, dev\n\ttest");
        click("Preview");
        assertThat(told(PolicyFormView.class))
                .contains(
                        "3 resources violate it, of 4 that it applies to.",
                        "They cost EUR 1.00 and $20.00 in the last 30 days (EffectiveCost).",
                        "1 team is affected.",
                        "What 1 of them cost is not known");
        assertThat(row(0)).contains("i-prd", "env is “prd”", "$20.00");
        assertThat(row(1)).contains("<b>bold</b>", "env is “Prod␣”: case or spaces", "EUR 1.00");
        assertThat(row(2)).contains("i-unknown", "env is missing", "not known");
        enter("Grace period in days", "3");
        assertThat(told(PolicyFormView.class)).contains("You changed the policy after the preview");
        assertThat(offers("Save policy")).isFalse();
        click("Preview");
        click("Save policy");
        assertThat(notices()).contains("Policy saved");
        assertThat(service.all()).singleElement().satisfies(saved -> {
            assertThat(saved.rule()).isEqualTo(new ValueRule.OneOf(List.of("prod", "dev", "test")));
            assertThat(saved.graceDays()).isEqualTo(3);
        });
        assertThat(row(0)).contains("Environment", "prod, dev or test", "3 days");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsWrongIsSaidAtItsFieldAndNothingIsLost() {
        go(TagLinks.NEW_POLICY);
        click("Preview");
        assertThat(field("Name").getErrorMessage()).isEqualTo("Enter a name.");
        enter("Name", "Cost centre");
        key("aws:createdBy");
        radio("Allowed values", "Values that match a pattern");
        click("Preview");
        assertThat(find(ComboBox.class)
                        .withPropertyValue(ComboBox::getLabel, "Tag key")
                        .single()
                        .getErrorMessage())
                .contains("aws:");
        key("cost-centre");
        enter("Pattern", "cc-[");
        enter("Try a value", "cc-4120");
        assertThat(field("Try a value").getHelperText()).contains("not a pattern that Bursar can use");
        click("Preview");
        assertThat(field("Pattern").isInvalid()).isTrue();
        enter("Pattern", "((a{1000}){1000}){1000}");
        assertThat(field("Try a value").getHelperText()).contains("repeats too much");
        enter("Pattern", "cc-[0-9]{4}");
        assertThat(field("Try a value").getHelperText()).isEqualTo("Allowed.");
        enter("Try a value", "CC-4120");
        assertThat(field("Try a value").getHelperText()).contains("another case");
        radio("Accounts", "Chosen accounts");
        enter("Grace period in days", "soon");
        click("Preview");
        assertThat(field("Grace period in days").getErrorMessage()).isEqualTo("Enter 0 to 365 days.");
        enter("Grace period in days", "0");
        click("Preview");
        assertThat(field("Name").getValue()).isEqualTo("Cost centre");
        assertThat(offers("Save policy")).as("no account is chosen").isFalse();
        assertThat(service.all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoWasSlowerSeesBothVersionsAndDecides() {
        int id = service.save(policy(0, "Environment", 0));
        go(TagLinks.policy(id));
        enter("Name", "Mine");
        click("Preview");
        service.save(policy(id, "Theirs", 0));
        click("Save policy");
        assertThat(told(PolicyFormView.class))
                .contains("Someone changed this policy in the meantime", "Theirs: env", "Mine: env");
        click("Keep yours");
        click("Save policy");
        assertThat(service.all()).extracting(TagPolicy::name).containsExactly("Mine");
        go(TagLinks.policy(id));
        enter("Name", "Mine again");
        click("Preview");
        service.save(policy(id, "Theirs", 2));
        click("Save policy");
        click("Load theirs");
        assertThat(field("Name").getValue()).isEqualTo("Theirs");
        enter("Name", "Mine for good");
        click("Preview");
        service.remove(id, 3);
        click("Save policy");
        assertThat(told(PolicyFormView.class)).contains("Someone removed this policy");
        click("Keep yours");
        click("Save policy");
        assertThat(service.all()).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("Mine for good");
            assertThat(kept.id()).isNotEqualTo(id);
        });
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aPolicyIsRemovedAfterAQuestion() {
        service.save(policy(0, "Environment", 0));
        go(TagLinks.POLICIES);
        assertThat(row(0)).contains("Environment", "prod or dev", "ec2:instance, all accounts, resources without cost");
        ((Button) find(Button.class).withText("Remove…").single()).click();
        finish();
        var dialog = find(ConfirmDialog.class).single();
        assertThat(dialog.getElement().getProperty("confirmText")).isEqualTo("Remove policy Environment");
        test(dialog).confirm();
        finish();
        assertThat(service.all()).isEmpty();
        assertThat(told(PoliciesView.class)).contains("Tag policies show what is untagged");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anUnknownPolicyIsNotFound() {
        go(TagLinks.policy(99));
        assertThat(told(PolicyFormView.class)).contains("Policy not found");
        go(TagLinks.POLICIES + "/nonsense");
        assertThat(told(PolicyFormView.class)).contains("Policy not found");
        go(TagLinks.NEW_POLICY + "?preset=many");
        assertThat(notices()).contains("expected the number of a preset");
        assertThat(find(Checkbox.class).all()).isNotEmpty();
    }
}
