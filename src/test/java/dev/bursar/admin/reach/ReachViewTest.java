package dev.bursar.admin.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.org.Organisation;
import dev.bursar.org.spi.AccountSource;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.ReachService;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.SearchField;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Access to accounts as each role sees it. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class ReachViewTest extends SpringBrowserlessTest {
    private static final String OWN = "123456789012";
    private static final String REFUSED = "109876543210";

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    Organisation organisation;

    @Autowired
    ReachService service;

    @Autowired
    ExportService exports;

    @BeforeEach
    void accounts() {
        workers.forget();
        organisation.observed(List.of(
                new AccountSource.Found(OWN, "payer", OWN, "ACTIVE"),
                new AccountSource.Found(REFUSED, "growth <b>", OWN, "ACTIVE")));
        database.jdbc()
                .sql("insert into aws_identity (account, arn) values (:own, 'arn') on conflict do nothing")
                .param("own", OWN)
                .update();
        database.jdbc().sql("delete from place_state").update();
        database.jdbc().sql("delete from account_region").update();
        database.jdbc().sql("""
            insert into place_state (account, region, api, state, problem, what_to_do, checked_at, answered_at)
            values (:own, '', 'role', 'answers', null, null, '2026-11-24T05:40:00Z', '2026-11-24T05:40:00Z'),
                   (:refused, '', 'role', 'denied', 'AWS refused the role.', 'Create the role.',
                    '2026-11-24T05:40:00Z', null)
            """).param("own", OWN).param("refused", REFUSED).update();
    }

    private String open() {
        navigate(ReachView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(ReachView.class).single());
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(ReachViewTest::within));
    }

    private <T> Stream<T> all(Class<T> type) {
        return within(find(ReachView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private List<String> buttons() {
        return all(Button.class).map(Button::getText).toList();
    }

    private Button button(String words) {
        return all(Button.class)
                .filter(button -> button.getText().equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " among " + buttons()));
    }

    private TextField field(String label) {
        return all(TextField.class)
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private Checkbox box(String label) {
        return all(Checkbox.class)
                .filter(box -> label.equals(box.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAccountHasOneStateForAllThatIsInIt() {
        assertThat(badges()).containsExactly("Refused", "Connected");
        database.jdbc().sql("""
            insert into place_state (account, region, api, state, problem, what_to_do, checked_at, answered_at)
            values (:own, 'af-south-1', 'regions', 'off', 'The Region is off.', 'Nothing.', '2026-11-24T05:40:00Z', null)
            """).param("own", OWN).update();
        assertThat(badges()).as("a Region that is off is as it should be").containsExactly("Refused", "Connected");
        database.jdbc().sql("""
            insert into place_state (account, region, api, state, problem, what_to_do, checked_at, answered_at)
            values (:own, 'eu-central-1', 'sagemaker', 'denied', 'Refused.', 'Allow it.', '2026-11-24T05:40:00Z', null)
            """).param("own", OWN).update();
        assertThat(badges()).containsExactly("Refused", "Partial");
    }

    private List<String> badges() {
        open();
        Grid<?> grid = find(Grid.class).withClassName("reach-table").single();
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> Texts.of(test(grid).getCellComponent(row, 2)))
                .toList();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminSeesWhoAnswersAndTurnsItOn() {
        assertThat(open())
                .contains("1 of 2 accounts connected", "member accounts are not read")
                .contains("checked 24 Nov 2026, 05:40 UTC")
                .contains("sts:AssumeRole", "arn:aws:iam::" + OWN + ":root");
        assertThat(buttons()).contains("Save", "Check all again", "Copy ExternalId");

        box("Read member accounts").setValue(true);
        button("Save").click();
        look();

        assertThat(service.state().settings().enabled()).isTrue();
        assertThat(service.state().settings().changedBy()).isNotNull();
        assertThat(database.jdbc()
                        .sql("select count(*) from scheduled_tasks where task_name = 'sync-now'"
                                + " and task_instance like 'reach:%'")
                        .query(Integer.class)
                        .single())
                .isPositive();

        field("Role name").setValue("Typed");
        database.jdbc().sql("""
            insert into place_state (account, region, api, state, problem, what_to_do, checked_at, answered_at)
            values (:own, 'eu-west-1', 'sagemaker', 'denied', 'Refused meanwhile.', 'Allow it.', '2026-11-24T05:41:00Z', null)
            """).param("own", OWN).update();
        assertThat(look()).contains("1 of 2 accounts connected");
        Grid<?> grid = find(Grid.class).withClassName("reach-table").single();
        assertThat(IntStream.range(0, test(grid).size())
                        .mapToObj(row -> Texts.of(test(grid).getCellComponent(row, 2))))
                .as("the table follows")
                .contains("Partial");
        assertThat(field("Role name").getValue()).as("what is typed stays").isEqualTo("Typed");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsWrongIsSaidAtItsField() {
        open();
        field("Role name").setValue("a role");
        button("Save").click();
        assertThat(field("Role name").isInvalid()).isTrue();
        assertThat(field("Role name").getErrorMessage()).contains("letters, digits");

        field("Role name").setValue("Reader");
        field("Regions").setValue("Frankfurt");
        button("Save").click();
        assertThat(field("Regions").isInvalid()).isTrue();
        assertThat(service.state().settings().role().name()).isNotEqualTo("Reader");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theTemplateFollowsTheFeatures() {
        assertThat(open()).doesNotContain("cloudtrail:LookupEvents");
        var box = box("CloudTrail");
        test(box).click();
        assertThat(look()).contains("cloudtrail:LookupEvents");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesItAndChangesNothing() {
        assertThat(open()).contains("1 of 2 accounts connected");
        assertThat(buttons()).contains("Copy ExternalId").doesNotContain("Save", "Check all again", "Check again");
        assertThat(field("Role name").isReadOnly()).isTrue();
        assertThatThrownBy(service::testAll).isInstanceOf(AccessDeniedException.class);

        test(find(SearchField.class).single()).setValue("no such account");
        assertThat(look()).contains("No account matches \u201cno such account\u201d.");
        button("Clear search").click();
        assertThat(look()).doesNotContain("No account matches");
    }

    private String regions(String query) {
        UI.getCurrent().navigate(SetupLinks.REGIONS, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        return Texts.of(find(RegionsView.class).single());
    }

    /** Line by line, {@code growth <b>1098-7654-3210 Read Not enabled}. */
    private List<String> regionRows() {
        Grid<?> grid = find(Grid.class).single();
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> IntStream.range(0, grid.getColumns().size())
                        .mapToObj(column -> Texts.of(test(grid).getCellComponent(row, column)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** {@code growth <b> us-east-1 Not read yet}, as the file has them. */
    private List<String> regionFile(String question) throws IOException {
        var out = new ByteArrayOutputStream();
        exports.source("account-regions").answer(question, ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        return out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    }

    private void listed(String account, String... regions) {
        for (String region : regions) {
            database.jdbc()
                    .sql(
                            "insert into account_region (account, region, listed_at) values (:account, :region, '2026-11-24T05:40:00Z')")
                    .param("account", account)
                    .param("region", region)
                    .update();
        }
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void eachRegionOfEachAccountIsShownAsItIsKnown() throws IOException {
        assertThat(regions("")).contains("The Regions of accounts have not been read yet");
        listed(OWN, "eu-central-1", "eu-west-1", "us-east-1");
        database.jdbc().sql("""
            insert into place_state (account, region, api, state, problem, what_to_do, checked_at, answered_at)
            values (:own, 'eu-central-1', 'tagging', 'answers', null, null, '2026-11-24T05:40:00Z', '2026-11-24T05:40:00Z'),
                   (:own, 'eu-west-1', 'tagging', 'denied', 'Refused.', 'Allow it.', '2026-11-24T05:40:00Z', null)
            """).param("own", OWN).update();
        assertThat(regions("f=account.is." + REFUSED)).contains("2 accounts", "3 Regions");
        assertThat(regionRows())
                .as("its Regions were not read")
                .containsExactly("growth <b>Not known: 3 Regions Not known Not known Not known");

        listed(REFUSED, "us-east-1");
        regions("sort=state"); // as usual, but another address
        assertThat(regionRows())
                .containsExactly(
                        "growth <b>Not read yet: us-east-1; Not enabled: eu-central-1, eu-west-1 Not enabled Not enabled Not read yet",
                        "payerNot readable: eu-west-1; Not read yet: us-east-1 Read Not readable Not read yet");
        assertThat(regionFile(""))
                .hasSize(6)
                .startsWith("123456789012,payer,eu-west-1,yes,Not readable,0,1,")
                .contains("123456789012,payer,eu-central-1,yes,Read,1,1,2026-11-24T05:40:00Z");

        regions("state=off&sort=-region");
        assertThat(regionRows())
                .containsExactly("growth <b>Not enabled: eu-central-1, eu-west-1 Not enabled Not enabled");
        assertThat(regionFile("state=off&sort=-region")).hasSize(2);
        assertThat(regions("state=left-out")).contains("No Regions match these filters");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeDoesNot() {
        assertThatThrownBy(() -> navigate(ReachView.class)).isInstanceOf(Throwable.class);
        assertThatThrownBy(service::state).isInstanceOf(AccessDeniedException.class);
    }
}
