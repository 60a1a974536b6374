package dev.bursar.ownership.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleDraft;
import dev.bursar.ownership.ui.RuleForm.ValuesField;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.SectionTabs;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class RulesViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    OwnershipRuleService service;

    @BeforeEach
    void rulesOfThreeTeams() {
        database.jdbc().sql("delete from ownership_rule").update();
        database.jdbc()
                .sql("delete from scheduled_tasks where task_name = 'sync-now'")
                .update();
        ChargeFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void open() {
        navigate(RulesView.class);
        finish();
    }

    private void openRule(String rule) {
        UI.getCurrent().navigate("admin/rules/" + rule);
        finish();
    }

    /** Lets the page ask until nothing new comes of it: a chain of months, and a look at the job that never ends. */
    private void finish() {
        for (int i = 0; i < 8; i++) {
            workers.run();
            roundTrip();
            find(Component.class).all(); // what the page was told is run when it is looked at
        }
    }

    /** The page, and the dialog where one is open. */
    private Stream<Element> elements() {
        var page = (Component)
                UI.getCurrent().getInternals().getActiveRouterTargetsChain().getFirst();
        return Stream.concat(Stream.of(page), find(Dialog.class).all().stream())
                .flatMap(part -> within(part.getElement()));
    }

    private String text() {
        return elements().map(Texts::own).collect(Collectors.joining());
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(RulesViewTest::within));
    }

    private Stream<Button> buttons() {
        return elements()
                .flatMap(element -> element.getComponent().stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(Button::isVisible);
    }

    private Button button(String words) {
        return buttons()
                .filter(button -> words.equals(button.getText())
                        || button.getAriaLabel().filter(words::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words));
    }

    private List<String> rows() {
        return elements()
                .flatMap(element -> element.getComponent().stream())
                .filter(RuleRow.class::isInstance)
                .map(Texts::of)
                .toList();
    }

    private OwnershipRule rule(int place) {
        return service.rules().all().get(place);
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private RuleDraft draft(String team, String tag) {
        return new RuleDraft(team(team), List.of(tag), true, null, null, OwnershipRule.ALWAYS, null);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<TeamId> teamField() {
        return (ComboBox<TeamId>) find(ComboBox.class)
                .withCondition(field -> "Team".equals(field.getLabel()))
                .single();
    }

    private ValuesField values(String label) {
        return find(ValuesField.class)
                .withCondition(field -> label.equals(field.getLabel()))
                .single();
    }

    private DatePicker day(String label) {
        return find(DatePicker.class)
                .withCondition(field -> label.equals(field.getLabel()))
                .single();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<RuleForm.Reach> reach() {
        return (RadioButtonGroup<RuleForm.Reach>) find(RadioButtonGroup.class).single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void rulesStandInTheirOrderWithWhatTheyClaim() {
        open();
        assertThat(rows())
                .containsExactly(
                        "1Tag value is research \u2192 ResearchCNY 378.00$546.67",
                        "2Tag value is vision \u2192 Vision$297.0028.8%",
                        "3Tag value is fraud \u2192 Fraud$108.0010.5%");
        assertThat(text()).contains("3 rules", "EffectiveCost", "Not claimed by any rule: Unallocated", "$81.00");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatIsMovedWaitsToBeSavedAndSaysWhatItWouldMove() {
        service.save(add("Vision", "012345678901"));
        open();
        test(button("Move up: Account is 0123-4567-8901 \u2192 Vision")).click();
        finish();
        assertThat(text()).contains("New order, not saved", "is now 3 of 4. The order is not saved.");
        assertThat(text())
                .contains("This would move $62.00 of October 2026 from Fraud to Vision.")
                .contains("November 2026, so far");
        assertThat(rows()).element(2).asString().contains("Account is");
        assertThat(rule(3).accounts()).as("nothing is stored yet").isNotNull();

        test(button("Save order")).click();
        finish();
        assertThat(rule(2).accounts()).containsExactly("012345678901");
        assertThat(text()).contains("Applying the rules").doesNotContain("New order, not saved");
    }

    private OwnershipEdit add(String team, String account) {
        return new OwnershipEdit.Add(
                new RuleDraft(team(team), null, false, List.of(account), null, OwnershipRule.ALWAYS, null), null);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anOrderThatSomebodyElseChangedIsShownBesideMine() {
        open();
        test(button("Move up: Tag value is fraud \u2192 Fraud")).click();
        finish();
        service.save(new OwnershipEdit.Reorder(service.rules().order(), List.of(rule(1).id(), rule(0).id())));
        test(button("Save order")).click();
        finish();
        assertThat(text())
                .contains("Someone changed the order in the meantime. Load theirs or keep yours.")
                .contains("Theirs", "Yours");
        assertThat(rule(0).tagValues()).containsExactly("vision");

        test(button("Keep mine")).click();
        finish();
        assertThat(rows()).element(1).asString().contains("fraud");
        test(button("Save order")).click();
        finish();
        assertThat(service.rules().all())
                .extracting(OwnershipRule::tagValues)
                .containsExactly(List.of("research"), List.of("fraud"), List.of("vision"));
    }

    private void askForThePositionOf(int row) {
        test(button(buttons()
                        .flatMap(button -> button.getAriaLabel().stream())
                        .filter(label -> label.startsWith("Position " + row + ","))
                        .findFirst()
                        .orElseThrow()))
                .click();
        roundTrip();
    }

    private TextField position() {
        return find(TextField.class)
                .withCondition(field -> "New position".equals(field.getLabel()))
                .single();
    }

    private void typePosition(String text) {
        test(position()).setValue(text);
        test(find(Button.class).withCondition(Texts.are("Move rule")).single()).click();
        finish();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleMovesToThePositionThatIsTyped() {
        open();
        askForThePositionOf(3);
        assertThat(find(MoveRuleDialog.class).single().getHeaderTitle()).isEqualTo("Move rule 3");
        assertThat(position().getValue()).isEqualTo("3");
        for (String wrong : List.of("", "0", "4", "-1", "2.5", "first", "99999999999999999999")) {
            typePosition(wrong);
            assertThat(position().isInvalid()).as(wrong).isTrue();
            assertThat(position().getErrorMessage()).isEqualTo("Enter a position from 1 to 3.");
        }
        assertThat(rows()).element(2).asString().contains("fraud");

        typePosition(" 1 ");
        assertThat(find(MoveRuleDialog.class).all()).isEmpty();
        assertThat(rows()).element(0).asString().contains("fraud");
        assertThat(text())
                .contains("New order, not saved", "is now 1 of 3. The order is not saved.")
                .contains("1Tag value is fraud");
        test(button("Save order")).click();
        finish();
        assertThat(service.rules().all())
                .extracting(OwnershipRule::tagValues)
                .containsExactly(List.of("fraud"), List.of("research"), List.of("vision"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTypedPositionOnAnOrderThatSomebodyElseChangedIsShownBesideTheirs() {
        open();
        askForThePositionOf(3);
        service.save(
                new OwnershipEdit.Reorder(service.rules().order(), List.of(rule(1).id(), rule(0).id(), rule(2).id())));
        typePosition("1");
        test(button("Save order")).click();
        finish();
        assertThat(text())
                .contains("Someone changed the order in the meantime. Load theirs or keep yours.")
                .contains("Theirs", "Yours");
        assertThat(rule(0).tagValues()).as("theirs is stored").containsExactly("vision");
        test(button("Keep mine")).click();
        finish();
        test(button("Save order")).click();
        finish();
        assertThat(rule(0).tagValues()).containsExactly("fraud");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void rulesAreSearchedByWhatTheyClaimAndForWhom() {
        service.save(add("Vision", "012345678901"));
        open();
        UI.getCurrent().navigate("admin/rules", QueryParameters.fromString("q=VISION"));
        finish();
        assertThat(rows()).hasSize(2).allMatch(row -> row.contains("Vision"));
        assertThat(rows()).element(1).asString().as("its position among all").startsWith("4Account is");
        for (String words : List.of("0123-4567", "01234567", "fraud", "FRAUD")) {
            test(find(SearchField.class).single()).setValue(words);
            finish();
            assertThat(rows()).as(words).hasSize(1);
            assertThat(UI.getCurrent()
                            .getInternals()
                            .getActiveViewLocation()
                            .getQueryParameters()
                            .getSingleParameter("q"))
                    .contains(words);
        }
        askForThePositionOf(3);
        typePosition("1");
        assertThat(rows()).singleElement().asString().startsWith("1Tag value is fraud");
        test(find(SearchField.class).single()).setValue("");
        finish();
        assertThat(rows())
                .as("the new order is kept")
                .hasSize(4)
                .first()
                .asString()
                .contains("fraud");
        assertThat(text()).contains("New order, not saved");
        test(find(SearchField.class).single()).setValue("no such rule");
        finish();
        assertThat(rows()).isEmpty();
        assertThat(text()).contains("No rule matches \u201c");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aNewRuleIsPreviewedBeforeItIsSaved() {
        openRule("new");
        assertThat(text()).contains("New rule", "Choose a team to see what moves.");
        teamField().setValue(team("Vision"));
        assertThat(text()).contains("Enter a condition, such as a tag value, to see what moves.");
        values("Services").setValue(Set.of("AWS Glue"));
        finish();
        assertThat(text())
                .contains("This would move $15.50 of October 2026 from Unallocated to Vision.")
                .contains("Unallocated \u2192 Vision");
        test(button("Save rule")).click();
        finish();
        assertThat(rule(3).services()).containsExactly("AWS Glue");
        assertThat(database.jdbc()
                        .sql("select count(*) from scheduled_tasks where task_name = 'sync-now'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("admin/rules");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatCanNotBeIsSaidAtItsFieldAndNothingIsLost() {
        openRule("new");
        test(button("Save rule")).click();
        assertThat(teamField().getErrorMessage()).isEqualTo("Choose the team that owns the costs.");
        teamField().setValue(team("Vision"));
        test(button("Save rule")).click();
        assertThat(values("Tag values").getErrorMessage())
                .isEqualTo("Name at least one condition, such as a tag value, an account or a service.");
        values("Tag values").setValue(Set.of("Research"));
        finish();
        String already = "Rule 1 already claims exactly this, for Research. Edit that rule, or use other conditions.";
        assertThat(text()).contains(already);
        test(button("Save rule")).click();
        assertThat(values("Tag values").getErrorMessage()).isEqualTo(already);
        values("Tag values").setValue(Set.of("x".repeat(10_001)));
        test(button("Save rule")).click();
        assertThat(values("Tag values").getErrorMessage()).contains("at most 10,000 characters");
        values("Tag values").setValue(Set.of("new"));
        day("First day").setValue(LocalDate.of(2026, 10, 5));
        day("Last day").setValue(LocalDate.of(2026, 10, 4));
        test(button("Save rule")).click();
        assertThat(day("Last day").getErrorMessage()).contains("The last day is before the first");
        assertThat(values("Tag values").getValue()).containsExactly("new");
        assertThat(teamField().getValue()).isEqualTo(team("Vision"));
        assertThat(service.rules().all()).hasSize(3);
    }

    private static void typeInto(ValuesField field, String text) {
        ComponentUtil.fireEvent(field, new ComboBoxBase.CustomValueSetEvent<>(field, true, text));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void callersAndProfilesAreTypedAsArnOrNameAndWhatIsNeitherIsSaidAtItsField() {
        openRule("new");
        teamField().setValue(team("Vision"));
        ValuesField callers = values("Callers");
        assertThat(callers.getHelperText())
                .startsWith("Imported charges state no callers, so no such rule claims any.");
        // one role name in two accounts, of another partition, with somebody's session, and of any account
        typeInto(callers, "arn:aws:iam::012345678901:role/apps/ChatApp");
        typeInto(callers, "arn:aws-cn:sts::111122223333:assumed-role/ChatApp/someone@example.com");
        typeInto(callers, "ChatApp");
        typeInto(callers, "user/ci");
        assertThat(callers.getValue())
                .containsExactlyInAnyOrder(
                        "012345678901:role/ChatApp", "111122223333:role/ChatApp", "role/ChatApp", "user/ci");
        finish();
        assertThat(text()).contains("No stored costs match this rule.");
        for (String wrong : List.of(
                "AROAEXAMPLE:someone@example.com", "arn:aws:s3:::bucket", "arn:aws:iam::1:", "role/", "Chat App")) {
            callers.setValue(Set.of());
            typeInto(callers, wrong);
            finish();
            assertThat(text()).as(wrong).contains("Enter a role or user by its ARN, or by its name: ChatApp, user/ci.");
            test(button("Save rule")).click();
            assertThat(callers.getErrorMessage())
                    .as(wrong)
                    .isEqualTo("Enter a role or user by its ARN, or by its name: ChatApp, user/ci.");
            assertThat(callers.getValue()).as("nothing is lost").containsExactly(wrong);
        }

        callers.setValue(Set.of());
        ValuesField profiles = values("Inference profiles");
        typeInto(profiles, "arn:aws:bedrock:us-east-1:012345678901:application-inference-profile/abc123");
        typeInto(profiles, "abc123");
        typeInto(profiles, "us.anthropic.claude-v1:0");
        assertThat(profiles.getValue())
                .containsExactlyInAnyOrder(
                        "012345678901:application-inference-profile/abc123",
                        "application-inference-profile/abc123",
                        "inference-profile/us.anthropic.claude-v1:0");
        finish();
        assertThat(text()).as("a profile that no charge has").contains("No stored costs match this rule.");
        profiles.setValue(Set.of());
        typeInto(profiles, "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova");
        test(button("Save rule")).click();
        assertThat(profiles.getErrorMessage()).isEqualTo("Enter an inference profile by its ARN or id.");
        assertThat(service.rules().all()).hasSize(3);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatClaimsNothingOrIsNeverReachedIsWarnedOf() {
        openRule("new");
        teamField().setValue(team("Vision"));
        values("Tag values").setValue(Set.of("nobody writes this"));
        finish();
        assertThat(text()).contains("No stored costs match this rule.");
        values("Tag values").setValue(Set.of("fraud"));
        values("Services").setValue(Set.of("Amazon S3"));
        finish();
        assertThat(text()).contains("Never reached: rule 3 claims all its costs.");
        test(button("Save rule")).click();
        finish();
        open();
        assertThat(rows()).element(3).asString().contains("Never reached", "because rule 3 claims all its costs");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatIsOpenedSaysWhatItClaims() {
        open();
        String claims = rows().get(2);
        openRule(String.valueOf(rule(2).id()));
        assertThat(text()).contains("With this, the rule claims $").doesNotContain("No stored costs match");
        assertThat(claims).contains(text().replaceAll("(?s).*the rule claims (\\$[0-9,.]+) of .*", "$1"));
        day("From").setValue(LocalDate.of(2027, 1, 1));
        finish();
        assertThat(text())
                .contains("None of it is from 1 Jan 2027 on, when this change begins.")
                .doesNotContain("No stored costs match");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aChangeFromADayOnBeginsAnotherVersion() {
        openRule(String.valueOf(rule(2).id()));
        assertThat(reach().getValue()).isEqualTo(RuleForm.Reach.SINCE);
        assertThat(day("From").getValue()).isEqualTo(LocalDate.of(2026, 11, 1));
        teamField().setValue(team("Vision"));
        finish();
        assertThat(text())
                .contains("This would move $46.00 of November 2026 from Fraud to Vision.")
                .contains("October 2026Nothing moves.");
        test(button("Save rule")).click();
        finish();
        assertThat(service.rules().all())
                .extracting(OwnershipRule::position, OwnershipRule::team)
                .endsWith(
                        org.assertj.core.groups.Tuple.tuple(3, team("Fraud")),
                        org.assertj.core.groups.Tuple.tuple(3, team("Vision")));
        open();
        assertThat(rows())
                .element(2)
                .asString()
                .contains("\u2192 Vision, since 1 Nov 2026", "\u2192 Fraud, until 31 Oct 2026Ended");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatSomebodyElseChangedIsShownBesideMine() {
        int id = rule(2).id();
        openRule(String.valueOf(id));
        reach().setValue(RuleForm.Reach.ALWAYS);
        values("Tag values").setValue(Set.of("mine"));
        service.save(new OwnershipEdit.Correct(id, 0, draft("Fraud", "theirs")));
        test(button("Save rule")).click();
        finish();
        assertThat(text())
                .contains("Someone changed this rule in the meantime. Nothing was saved. Load theirs or keep yours.")
                .contains("Tag value is theirs \u2192 Fraud", "Tag value is mine \u2192 Fraud");
        assertThat(rule(2).tagValues()).containsExactly("theirs");

        test(button("Keep yours")).click();
        test(button("Save rule")).click();
        finish();
        assertThat(rule(2).tagValues()).containsExactly("mine");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatSomebodyElseRemovedCanBeKeptAsANewOne() {
        int id = rule(2).id();
        openRule(String.valueOf(id));
        reach().setValue(RuleForm.Reach.ALWAYS);
        values("Tag values").setValue(Set.of("mine"));
        service.save(new OwnershipEdit.Remove(id, 0));
        test(button("Save rule")).click();
        finish();
        assertThat(text()).contains("Someone removed this rule in the meantime.");
        test(button("Keep yours")).click();
        test(button("Save rule")).click();
        finish();
        assertThat(rule(2).tagValues()).containsExactly("mine");
        assertThat(rule(2).id()).isNotEqualTo(id);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleEndsAfterADayOrIsRemoved() {
        openRule(String.valueOf(rule(2).id()));
        test(button("End rule\u2026")).click();
        roundTrip();
        finish();
        day("Last day of this rule").setValue(LocalDate.of(2026, 10, 31));
        finish();
        assertThat(text()).contains("This would move $46.00 of November 2026 from Fraud to Unallocated.");
        test(find(Button.class).withCondition(Texts.are("End rule")).single()).click();
        finish();
        assertThat(rule(2).to()).isEqualTo(LocalDate.of(2026, 11, 1));
        open();
        assertThat(rows()).hasSize(2);
        test(button("Show 1 ended rule")).click();
        assertThat(rows()).hasSize(3);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRuleThatThereIsNotIsSaid() {
        openRule("999999");
        assertThat(text()).contains("Rule not found");
        openRule("x");
        assertThat(text()).contains("Rule not found");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theMenuHasOneItemForAdmin() {
        open();
        assertThat(find(SideNavItem.class).all())
                .filteredOn(item -> item.getPath().startsWith("admin"))
                .hasSize(1);
        assertThat(within(find(SectionTabs.class).single().getElement())
                        .flatMap(element -> element.getComponent().stream())
                        .filter(Anchor.class::isInstance)
                        .map(link -> ((Anchor) link).getHref()))
                .contains("admin/rules");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesTheRulesAndChangesNone() {
        open();
        assertThat(rows()).hasSize(3);
        assertThat(buttons().map(Button::getText)).doesNotContain("New rule");
        assertThat(buttons().flatMap(button -> button.getAriaLabel().stream()))
                .noneMatch(label -> label.startsWith("Move") || label.startsWith("Position"));
        OwnershipRule first = rule(0);
        assertThatThrownBy(() -> service.save(new OwnershipEdit.Remove(first.id(), first.version())))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(service.preview(
                                new OwnershipEdit.Remove(first.id(), first.version()),
                                service.months().getFirst())
                        .moves())
                .isNotEmpty();
        openRule("new");
        assertThat(find(RuleForm.class).all()).isEmpty();
        assertThat(service.rules().all()).hasSize(3);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesNothingOfIt() {
        assertThatThrownBy(() -> navigate(RulesView.class)).isInstanceOf(Throwable.class);
        for (Runnable ask : List.<Runnable>of(
                service::rules,
                service::teams,
                service::accounts,
                service::openTeams,
                service::months,
                () -> service.choices(ChargeFixture.FIRST, ChargeFixture.LAST),
                () -> service.claims(java.time.YearMonth.of(2026, 10)),
                () -> service.namesAnything(
                        new RuleDraft(new TeamId(1), List.of("x"), false, null, null, OwnershipRule.ALWAYS, null)),
                () -> service.proposed(new OwnershipEdit.Remove(1, 0)),
                () -> service.preview(new OwnershipEdit.Remove(1, 0), java.time.YearMonth.of(2026, 10)),
                () -> service.save(new OwnershipEdit.Remove(1, 0)))) {
            assertThatThrownBy(ask::run).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void withoutRulesThePageSaysWhatToDo() {
        database.jdbc().sql("delete from ownership_rule").update();
        open();
        assertThat(text())
                .contains("Ownership rules say whose each cost is", "All costs are Unallocated until rules assign");
        test(button("New rule")).click();
        finish();
        assertThat(find(RuleForm.class).all()).hasSize(1);
    }
}
