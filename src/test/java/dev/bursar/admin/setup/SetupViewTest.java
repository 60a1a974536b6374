package dev.bursar.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.Organisation;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.SetupQuestions;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.TeamKey;
import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.sync.control.SyncService;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

/** A portal that starts without a team tag, beside the simulated AWS. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class SetupViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    Simulator simulator;

    @Autowired
    SetupService setup;

    @Autowired
    TeamKey teamKey;

    @Autowired
    OwnershipRules rules;

    @Autowired
    SyncService sync;

    @BeforeEach
    @AfterEach
    void nothingKnown() {
        workers.forget();
        simulator.faults().clear();
        var owner = database.owner();
        try {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("truncate team, cost_export, charge, charge_slice, spend_by_service, spend_by_account,"
                            + " spend_by_team, spend_by_month, aws_identity, aws_check, tag_key_found,"
                            + " tag_key_read, tag_value_found, tag_value_left_out, sync_request, scheduled_tasks"
                            + " cascade")
                    .update();
            jdbc.sql(
                            "delete from team_key_order; update team_key set tag_key = null, chosen_by = null, chosen_at = null, version = 0")
                    .update();
        } finally {
            owner.destroy();
        }
    }

    private String open() {
        navigate(SetupView.class);
        look();
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(SetupView.class).single());
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(SetupViewTest::within));
    }

    private <T> Stream<T> all(Class<T> type) {
        return within(find(SetupView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private Button button(String words) {
        return all(Button.class)
                .filter(button -> button.getText().startsWith(words)
                        || button.getAriaLabel().orElse("").equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words + " among "
                        + all(Button.class).map(Button::getText).toList()));
    }

    private String press(String words) {
        button(words).click();
        return look();
    }

    private String notice() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    private List<String> journal() {
        return database.jdbc()
                .sql("select action from journal order by id")
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void lookingAtItAsksWhatIsFreeOnceAndPaysNothing() {
        assertThat(open())
                .contains("1. Connection", "Connected", "1234-5678-9012", "arn:aws:iam::", "not AWS itself")
                .contains("2 not tested", "needed", "optional", "organizations:ListAccounts")
                .contains("Not chosen", "environment", "not activated", "not read yet")
                .contains("Waiting for the team key");
        assertThat(button("Check permissions").getText()).isEqualTo("Check permissions, about $0.02");
        assertThat(button("Read the spend").getText()).isEqualTo("Read the spend of 2 tags, about $0.02");
        assertThat(button("Start first sync").isEnabled()).isFalse();
        assertThat(sync.meter().today()).isZero();

        simulator.requests().clear();
        assertThat(open()).contains("Connected");
        assertThat(simulator.requests().entries()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsMissingIsSaidWithWhatToDo() {
        open();
        simulator.faults().add(Fault.accessDenied().on("GetCostForecast"));
        assertThat(press("Check permissions"))
                .contains("1 optional missing", "Missing", "AWS refused ce:GetCostForecast", "What to do: ");
        simulator.faults().clear();
        simulator.faults().add(Fault.accessDenied().on("GetCostAndUsage"));
        assertThat(press("Check permissions")).contains("1 required missing");
        simulator.faults().clear();
        assertThat(press("Check permissions"))
                .contains("All tested permissions granted")
                .doesNotContain("What to do: ");
        assertThat(sync.meter().today()).isEqualByComparingTo("0.04");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void credentialsThatAreNotAcceptedAreNoConnection() {
        simulator.faults().add(Fault.expiredToken());
        assertThat(open()).contains("Not connected", "AWS rejected the credentials", "Renew Bursar's credentials");
        simulator.faults().clear();
        assertThat(press("Check again")).contains("Connected").doesNotContain("Renew Bursar's credentials");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void fromTheKeyToTeamsAndTheFirstSync() {
        open();
        assertThat(press("Choose team")).contains("Identifies teams", "Values not read", "was chosen by test admin");
        assertThat(button("Start first sync").isEnabled()).isTrue();
        assertThat(button("Read the values").getText()).contains("about $0.01");
        assertThat(press("Read the values")).contains("Values that differ only in case and spaces become one team");

        var fraud = all(Checkbox.class)
                .filter(box -> box.getLabel().toLowerCase(Locale.ROOT).equals("fraud"))
                .toList();
        assertThat(fraud).as("all spellings of a team are one").hasSize(1);
        long proposed = all(Checkbox.class).count();
        test(fraud.getFirst()).click();
        press("Create " + (proposed - 1) + " teams and their rules");
        assertThat(notice()).contains((proposed - 1) + " teams and " + (proposed - 1) + " rules added");
        assertThat(teamKey.leftOut())
                .isNotEmpty()
                .allMatch(value -> value.strip().equalsIgnoreCase("fraud"));
        List<OwnershipRule> made = rules.all();
        assertThat(made).hasSize((int) proposed - 1).allMatch(OwnershipRule::anyCase);
        assertThat(made).filteredOn(rule -> rule.tagValues().size() > 1).isNotEmpty();
        assertThat(journal())
                .contains("team-key-chosen", "tag-spend-read", "tag-values-left-out", "team-created", "rules-added");
        assertThat(look()).contains("All decided", "left out");

        press("Start first sync");
        assertThat(notice()).contains("Jobs are disabled on this node");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anotherKeyAfterCostsIsAskedForWithItsPrice() {
        open();
        press("Choose team");
        ChargeFixture.load(portal);
        assertThat(open()).contains("Costs available");
        press("Choose environment");
        var dialog = find(ConfirmDialog.class).single();
        assertThat(dialog.getElement().getProperty("message"))
                .contains("paid requests, $", "$25.00 a day", "\u201Cteam\u201D");
        assertThat(teamKey.key()).contains("team");

        test(dialog).confirm();
        look();
        assertThat(teamKey.key()).contains("environment");
        assertThat(database.jdbc()
                        .sql("select count(*) from scheduled_tasks where task_name = 'sync-now' and task_instance"
                                + " like 'costs:%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static DeliveredCharge charge(String day, String cost, Map<String, String> tags) {
        var amount = new BigDecimal(cost);
        return new DeliveredCharge(
                LocalDate.parse(day),
                YearMonth.of(2026, 10),
                "AWS",
                "000000000001",
                "000000000002",
                "Amazon SageMaker",
                "Amazon SageMaker",
                "",
                "",
                "",
                "Usage",
                "",
                "",
                "",
                "",
                "",
                tags,
                "USD",
                "",
                new DeliveredCharge.Costs(amount, amount, null, null, null, null, null, null),
                null,
                1,
                null);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @SuppressWarnings("unchecked")
    void withoutAwsAKeyOfImportedFilesIsChosenAndTeamsFollow() throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered("october.csv", new byte[32]), charges -> {
                    charges.accept(charge("2026-10-03", "4", Map.of("squad", "vision")));
                    charges.accept(charge("2026-10-04", "2", Map.of("squad", "audio", "env", "prod")));
                    charges.accept(charge("2026-10-05", "1", Map.of("env", "dev", "role", "audio")));
                    return "FOCUS";
                });
        simulator.requests().clear();
        assertThat(open())
                .contains("squad", "in imported files", "$6.00, 14.3% untagged", "imported, October 2026")
                .contains("Costs from imported files get teams when you choose one")
                .contains("Imported charges name no callers of models")
                .contains("You can stop here, or connect AWS")
                .contains("Not tested yet");
        assertThat(simulator.requests().entries())
                .as("AWS is not asked by itself")
                .isEmpty();

        assertThat(press("Choose squad"))
                .contains(
                        "Identifies teams",
                        "was chosen by test admin",
                        "Values that differ only in case",
                        "2 proposed");
        assertThat(find(ConfirmDialog.class).all()).as("nothing is paid for").isEmpty();
        assertThat(database.jdbc()
                        .sql("select split_part(task_instance, ':', 1) from scheduled_tasks where task_name ="
                                + " 'sync-now'")
                        .query(String.class)
                        .list())
                .containsExactly("ownership");
        press("Create 2 teams and their rules");
        assertThat(rules.all()).hasSize(2);

        assertThat(open())
                .as("only a value that names a team is told")
                .contains("\u201Crole\u201D names a team for $1.00 more of October 2026");

        press("Edit the order");
        find(Button.class).withText("New key").single().click();
        ComboBox<String> second = find(ComboBox.class).all().getLast();
        var dialog = find(TeamKeysDialog.class).single();
        second.setValue("squad");
        find(Button.class, dialog).withText("Save order").single().click();
        assertThat(second.getErrorMessage()).contains("stands in the order already");
        second.setValue("env");
        look();
        assertThat(Texts.of(dialog))
                .contains("October 2026", "Values that no rule names; they become new teams")
                .contains("$1.00");
        find(Button.class, dialog).withText("Save order").single().click();
        assertThat(look()).contains("squad, then 1 other key", "Identifies teams, key 2");
        assertThat(database.jdbc()
                        .sql(
                                "select after::text from journal where action = 'team-key-chosen' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("{\"keys\": [\"squad\", \"env\"]}");
        assertThat(database.jdbc()
                        .sql(
                                "select before::text from journal where action = 'team-key-chosen' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .as("an order replaces an order, though it be of one key")
                .isEqualTo("{\"keys\": [\"squad\"]}");

        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            TeamId made = portal.getBean(Organisation.class).teamOfUnseen("dev");
            rules.append(made, List.of("dev"), false, null, null);
        });
        TeamsFixture.applyRules(portal);
        UI.getCurrent().navigate(OrgLinks.TEAMS, new QueryParameters(Map.of("new", List.of("true"))));
        for (int i = 0; i < 4; i++) {
            workers.run();
            roundTrip();
            find(Component.class).all(); // what the page was told is run when it is looked at
        }
        assertThat(Texts.of((Component) getCurrentView()))
                .as("a new team says which key named it")
                .contains("dev$1.00 last month, named by \u201Cenv\u201D");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void teamsMadeOfValuesMeanwhileAreProposedAndConfirmedOrLeftOut() throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered("october.csv", new byte[32]), charges -> {
                    charges.accept(charge("2026-10-03", "4", Map.of("squad", "vision")));
                    charges.accept(charge("2026-10-04", "2", Map.of("squad", "audio")));
                    return "FOCUS";
                });
        open();
        press("Choose squad");
        var organisation = portal.getBean(Organisation.class);
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (String value : List.of("vision", "audio")) {
                rules.append(organisation.teamOfUnseen(value), List.of(value), false, null, null);
            }
        });
        assertThat(open()).contains("2 proposed");
        all(Checkbox.class)
                .filter(box -> box.getLabel().equals("audio"))
                .forEach(box -> test(box).click());
        press("Create 1 team and its rule");
        assertThat(rules.all()).singleElement().satisfies(rule -> {
            assertThat(rule.tagValues()).containsExactly("vision");
            assertThat(rule.anyCase()).isTrue();
        });
        assertThat(portal.getBean(Teams.class).all())
                .extracting(team -> team.name() + " " + team.confirmed() + " " + team.to())
                .containsExactly("audio false 2000-01-02", "vision true null");
        assertThat(teamKey.leftOut()).containsExactly("audio");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aKeyIsTypedWhereTagsCanNotBeListed() {
        simulator.faults().add(Fault.accessDenied().on("ListCostAllocationTags"));
        assertThat(open()).contains("AWS refused ce:ListCostAllocationTags");
        var field = all(TextField.class).findFirst().orElseThrow();
        test(field).setValue("a$b");
        press("Choose this key");
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).contains("no dollar sign");
        assertThat(field.getValue()).isEqualTo("a$b");
        test(field).setValue("team");
        assertThat(press("Choose this key")).contains("was chosen by test admin");
        assertThat(teamKey.key()).contains("team");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void somebodyElsesChoiceIsShownAndNotOverwritten() {
        open();
        setup.choose(TeamKeys.of("environment"), 0);
        assertThat(press("Choose team")).contains("\u201Cenvironment\u201D was chosen by test admin");
        assertThat(notice()).contains("Someone else chose");
        assertThat(teamKey.key()).contains("environment");
    }

    @Test
    @SignedInAs({Role.FINANCE, Role.AUDITOR})
    void nobodyElseSeesOrAsks() {
        assertThatThrownBy(() -> setup.state()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> setup.choose(TeamKeys.of("team"), 0)).isInstanceOf(AccessDeniedException.class);
        var questions = portal.getBean(SetupQuestions.class);
        assertThatThrownBy(questions::askFree).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(questions::testPermissions).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> questions.readSpend(List.of("team"))).isInstanceOf(AccessDeniedException.class);
        var changes = portal.getBean(SetupChanges.class);
        assertThatThrownBy(() -> changes.choose(TeamKeys.of("team"), 0)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> changes.create(List.of(), List.of())).isInstanceOf(AccessDeniedException.class);
        assertThat(portal.getBean(Teams.class).all()).isEmpty();
    }
}
