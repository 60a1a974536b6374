package dev.bursar.trail.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.KeyPressEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.kernel.Role;
import dev.bursar.list.Preset;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.TrailRows;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Mark;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.ui.EventsView.SearchBox;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.SearchField;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** The CloudTrail page in each of its states, as each role. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class EventsViewTest extends SpringBrowserlessTest {
    private static final String ENDPOINT = "arn:aws:sagemaker:eu-central-1:111122223333:endpoint/tide";
    private static final String BEFORE_ALL = "2026-09-01T00:00:00Z";
    private static final String NOW = "2026-11-24T09:20:00Z";

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    EventExport export;

    private TrailRows events;

    @BeforeEach
    void noEvents() {
        workers.forget();
        var owner = database.owner();
        TrailRows.clear(JdbcClient.create(owner));
        ResourceRows.clear(JdbcClient.create(owner));
        owner.destroy();
        events = new TrailRows(portal, database.jdbc());
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void oneAccountRead() {
        events.account(TrailRows.ACCOUNT, "research-prod");
        events.read(TrailRows.ACCOUNT, BEFORE_ALL, NOW);
    }

    private UUID three() {
        oneAccountRead();
        UUID deleted = events.event("DeleteEndpoint", "2026-11-23T09:41:07Z")
                .on(ENDPOINT)
                .topic(Topic.DELETED)
                .add();
        events.event("ConsoleLogin", "2026-11-22T08:00:00Z")
                .of("signin")
                .by(Kind.ROOT, "root")
                .failed("Failure")
                .topic(Topic.SIGN_IN_FAILED)
                .add();
        events.event("TerminateInstances", "2026-11-21T08:00:00Z")
                .of("ec2")
                .by(Kind.SERVICE, "autoscaling.amazonaws.com")
                .add();
        return deleted;
    }

    private String open(String query) {
        UI.getCurrent().navigate(TrailLinks.EVENTS, QueryParameters.fromString(query));
        return look();
    }

    /** Rows first, then what they are counted. */
    private String look() {
        for (int i = 0; i < 2; i++) {
            workers.run();
            roundTrip();
            find(EventsView.class).single(); // shows what was answered, and so asks for more
        }
        return within(find(EventsView.class).single().getElement())
                .map(Texts::own)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Element> within(Element element) {
        var details = element.isTextNode()
                ? Stream.<Element>empty()
                : element
                        .getComponent()
                        .filter(MasterDetailLayout.class::isInstance)
                        .map(layout -> ((MasterDetailLayout) layout).getDetail())
                        .map(Component::getElement)
                        .stream();
        return Stream.of(
                        Stream.of(element),
                        element.getChildren().flatMap(EventsViewTest::within),
                        details.flatMap(EventsViewTest::within))
                .flatMap(part -> part);
    }

    private <T> Stream<T> all(Class<T> type) {
        return within(find(EventsView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    @SuppressWarnings("unchecked")
    private Grid<EventRow> grid() {
        return find(Grid.class).single();
    }

    private String row(int row) {
        return IntStream.range(0, grid().getColumns().size())
                .mapToObj(column -> Texts.of(test(grid()).getCellComponent(row, column)))
                .collect(Collectors.joining("|"));
    }

    private List<String> names() {
        return IntStream.range(0, test(grid()).size())
                .mapToObj(row -> test(grid()).getRow(row).name())
                .toList();
    }

    private String link(String words) {
        return all(Anchor.class)
                .filter(link -> Texts.of(link).equals(words))
                .findFirst()
                .orElseThrow()
                .getHref();
    }

    private void follow(String address) {
        String[] parts = address.split("\\?", 2);
        assertThat(parts[0]).isEqualTo(TrailLinks.EVENTS);
        open(parts[1]);
    }

    private void click(String words) {
        all(Button.class)
                .filter(button -> button.getText().equals(words))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void eventsStandNewestFirstWithWhatWasRead() {
        three();
        String page = open("");
        assertThat(page)
                .contains(
                        "2 events",
                        "26 Oct \u2013 24 Nov 2026",
                        "1 account is fully read, up to 24 Nov 2026, 09:20 UTC")
                .contains("Read-only events are not kept. The setting BURSAR_")
                .contains("Events by day", "Failed, 1");
        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(row(0))
                .contains(
                        "23 Nov 09:41:07",
                        "ada@example.org",
                        "SSO user \u00B7 role Admin",
                        "DeleteEndpoint",
                        "sagemaker")
                .contains("tide", "research-prod", "eu-central-1", "Succeeded", "10.0.0.7");
        assertThat(row(1)).contains("Root", "root user", "ConsoleLogin", "Failed", "Failure");
        assertThat(all(HtmlTable.class).findFirst().orElseThrow().lines()).hasSize(30);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theAddressSaysWhatIsShown() {
        three();
        assertThat(open("f=person.is.root")).contains("1 event", "Person");
        assertThat(names()).containsExactly("ConsoleLogin");
        open("outcome=succeeded");
        assertThat(names()).containsExactly("DeleteEndpoint");
        open("services=1");
        assertThat(names()).containsExactly("DeleteEndpoint", "ConsoleLogin", "TerminateInstances");
        assertThat(open("question=deleted")).contains("What AWS services create and delete for themselves");
        assertThat(names()).containsExactly("DeleteEndpoint");
        assertThat(open("q=TIDE&f=address.contains.10.0")).contains("2 events");
        follow(TrailLinks.ofResource(ENDPOINT));
        assertThat(names()).containsExactly("DeleteEndpoint");
        open("from=2026-11-22&to=2026-11-23");
        assertThat(names()).containsExactly("ConsoleLogin");
        open("from=2026-01-01&to=2026-01-02");
        assertThat(notices()).contains("Events are kept from 22 Nov 2026 on");
        assertThat(names()).hasSize(2);
        open("from=2026-11-23&to=2026-11-22");
        assertThat(notices()).contains("it must be after from=2026-11-23");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aDayOfThePictureLeadsToItsEvents() {
        three();
        open("");
        follow(all(HtmlTable.class)
                .findFirst()
                .orElseThrow()
                .lines()
                .get(28)
                .name()
                .address());
        assertThat(names()).containsExactly("DeleteEndpoint");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void manyEventsAreReadPieceByPiece() {
        oneAccountRead();
        events.event("First", "2026-11-01T00:00:00Z").add();
        database.jdbc().sql("""
            insert into trail_event (event_time, event_id, account, region, service, name, type, read_only, person_kind,
                   person, identity_account, source_address, user_agent, topics, marks, resources, arns, by_lookup,
                   by_files, record)
            select '2026-11-10T00:00:00Z'::timestamptz + (n / 2) * interval '1 second', gen_random_uuid(), :account, '',
                   's', 'Call' || n / 2, '', false, 'iam-user', 'bob', '', '', '', 0, 0, 0, '{}', true, false, '{}'
              from generate_series(2, 2001) n
            """).param("account", TrailRows.ACCOUNT).update();
        assertThat(open("")).contains("2,001 events");
        assertThat(test(grid()).size()).isEqualTo(2_001);
        for (int row : List.of(0, 1_999, 1_000, 1_001, 99, 100, 101, 2_000)) {
            assertThat(test(grid()).getRow(row).name()).isEqualTo(row == 2_000 ? "First" : "Call" + (1_000 - row / 2));
        }
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void thePanelSaysWhoDidWhatOnWhat() {
        var resources = new ResourceRows(database.jdbc());
        UUID id = three();
        resources
                .of("sagemaker:endpoint", "tide")
                .arn(ENDPOINT)
                .tag("team", "tide")
                .costing("12.50");
        events.event("CreateEndpoint", "2026-11-23T09:40:00Z").making(ENDPOINT).add();
        String page = open("event=" + id);
        assertThat(page)
                .contains("Who", "ada@example.org", "SSO user", "write event", "23 Nov 2026, 09:41:07 UTC")
                .contains(id.toString(), "sagemaker:endpoint", "$12.50 in the last 30 days", "1 tag", "1 other event")
                .contains("aws-cli/2.31", "\"endpointName\" : \"tide\"", "Same person", "23 Nov 09:40:00");
        assertThat(link("1 other event")).isEqualTo(TrailLinks.ofResource(ENDPOINT));
        var search = all(SearchField.class).findFirst().orElseThrow();
        search.setValue("endpointname");
        assertThat(look()).contains("1 line matches").doesNotContain("\"b\"");
        assertThat(open("event=" + UUID.randomUUID())).contains("Event not found", "can see no CloudTrail event");
        all(Button.class)
                .filter(button -> button.getAriaLabel().equals(java.util.Optional.of("Close details")))
                .findFirst()
                .orElseThrow()
                .click();
        assertThat(look()).doesNotContain("Event not found");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatAwsSaysIsTextAndWhatIsOddIsSaid() {
        oneAccountRead();
        UUID id = events.event("<b>\u202EDelete</b>", "2026-11-23T09:41:07Z")
                .failed("AccessDenied")
                .mark(Mark.UNREADABLE)
                .record("no json \u202E <script>")
                .add();
        assertThat(open("event=" + id))
                .contains(
                        "<b>\u2039U+202E\u203ADelete</b>",
                        "The record can\u2019t be read",
                        "no json \u2039U+202E\u203A <script>")
                .contains("<b>to do this</b>")
                .doesNotContain("\u202E");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void nothingFoundIsNotTheSameAsNotRead() {
        assertThat(open(""))
                .contains("CloudTrail events have not been read yet", "Go to Access to accounts", "Go to Sync");
        three();
        assertThat(open("f=person.is.nobody"))
                .contains("No events match", "Person is nobody", "1 account is fully read, up to")
                .doesNotContain("Not everything was read");
        events.account(TrailRows.OTHER_ACCOUNT, "sandbox-01");
        assertThat(open("f=person.is.no-one"))
                .contains("No events match", "Not everything was read: sandbox-01: ")
                .contains("1 of 2 accounts is fully read (1 ", "Accounts not fully read (1)");
        click("Clear filters");
        look();
        assertThat(names()).hasSize(2);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aQuestionWithoutMatchesSaysWhatWasLookedAt() {
        three();
        assertThat(open("question=made-public"))
                .contains("Nothing was made public", "Checked: ", "events of 1 account, without")
                .contains("without what AWS services do for themselves, ");
        assertThat(state()).isEqualTo("nothing-found");
        assertThat(open("question=made-public&f=person.is.nobody")).contains("No events match");
        assertThat(state()).isEqualTo("no-match");
        events.account(TrailRows.OTHER_ACCOUNT, "sandbox-01");
        assertThat(open("question=made-public&services=1"))
                .contains("1 of 2 accounts is fully read (1 not read yet)", "Nothing that was made public was found.")
                .doesNotContain("Nothing was made public");
        assertThat(state()).isEqualTo("read-in-part");
        click("Show all events");
        look();
        assertThat(names()).hasSize(3);
    }

    private String state() {
        return find(EmptyState.class).single().getElement().getAttribute("data-state");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void refusedCallsAreCountedByPerson() {
        oneAccountRead();
        for (int i = 1; i <= 3; i++) {
            events.event("GetSecretValue", "2026-11-23T09:0" + i + ":00Z")
                    .failed("AccessDenied")
                    .topic(Topic.DENIED)
                    .add();
        }
        events.event("GetSecretValue", "2026-11-23T10:00:00Z")
                .by(Kind.IAM_USER, "bob")
                .failed("AccessDenied")
                .topic(Topic.DENIED)
                .add();
        open("question=denied");
        List<HtmlTable.Line> lines = all(HtmlTable.class)
                .filter(table -> table.lines().size() == 2)
                .findFirst()
                .orElseThrow()
                .lines();
        assertThat(lines.getFirst().name().text()).isEqualTo("ada@example.org");
        assertThat(lines.getFirst().figures()).containsExactly("SSO user", "3", "23 Nov 2026, 09:03:00 UTC");
        follow(lines.getFirst().name().address());
        assertThat(names()).hasSize(3);
        open("question=denied");
        follow(link("Show the calls"));
        assertThat(names()).hasSize(4);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aSearchIsSubmittedByEnterAndRecordedOnce() {
        three();
        open("");
        var box = all(SearchBox.class).findFirst().orElseThrow();
        box.setValue("x".repeat(201));
        ComponentUtil.fireEvent(box, new KeyPressEvent(box, "Enter", "Enter"));
        assertThat(box.isInvalid()).isTrue();
        assertThat(box.getErrorMessage()).contains("at most 200 characters", "This one has 201");
        assertThat(box.getValue()).hasSize(201);
        long before = recorded("cloudtrail-searched");
        box.setValue("tide");
        ComponentUtil.fireEvent(box, new KeyPressEvent(box, "Enter", "Enter"));
        look();
        assertThat(all(SearchBox.class).findFirst().orElseThrow().getValue()).isEqualTo("tide");
        open("q=tide&event=" + UUID.randomUUID());
        assertThat(recorded("cloudtrail-searched")).isEqualTo(before + 1);
    }

    private long recorded(String action) {
        return database.jdbc()
                .sql("select count(*) from journal where action = :action")
                .param("action", action)
                .query(Long.class)
                .single();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesOnlyWhatIsOnTheirOwnResources() {
        UUID foreign = three();
        int team = database.jdbc()
                .sql("select id from team where name = 'Research'")
                .query(Integer.class)
                .single();
        var resources = new ResourceRows(database.jdbc());
        resources
                .of("sagemaker:endpoint", "own")
                .arn(ENDPOINT + "-own")
                .ownedBy(team)
                .add();
        UUID own = events.event("UpdateEndpoint", "2026-11-23T11:00:00Z")
                .on(ENDPOINT + "-own")
                .add();
        assertThat(open(""))
                .contains("1 event", "Read-only events are not kept.")
                .as("a lead can do nothing about a setting")
                .doesNotContain("BURSAR_");
        assertThat(names()).containsExactly("UpdateEndpoint");
        assertThat(open("event=" + foreign)).contains("Event not found");
        assertThat(open("event=" + own)).contains("team Research");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeHasNoSuchPageAndGetsNoFile() {
        long before = recorded("cloudtrail-exported");
        assertThatThrownBy(() -> navigate(EventsView.class)).isInstanceOf(Throwable.class);
        assertThatThrownBy(() -> export.about("")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> export.table("")).isInstanceOf(AccessDeniedException.class);
        assertThat(recorded("cloudtrail-exported")).isEqualTo(before);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theFileHoldsTheRowsAndIsRecorded() throws IOException {
        three();
        events.account(TrailRows.OTHER_ACCOUNT, "sandbox-01");
        events.event("=cmd()", "2026-11-23T12:00:00Z")
                .on(ENDPOINT, ENDPOINT + "-b")
                .from(TrailRows.OTHER_ACCOUNT)
                .add();
        open("");
        List<String> shown = names();
        long before = recorded("cloudtrail-exported");
        String question = EventList.stored(
                EventList.ADDRESS.usual(), Preset.LAST_30_DAYS.days(java.time.LocalDate.of(2026, 11, 24)));
        assertThat(export.about(question).file()).isEqualTo("cloudtrail-events-2026-10-26-2026-11-24");
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table(question).write(file, Progress.NONE);
        file.finish();
        List<String> lines = out.toString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .toList();
        assertThat(shown).containsExactly("=cmd()", "DeleteEndpoint", "ConsoleLogin");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1))
                .contains("2026-11-23T12:00:00Z", "'=cmd()", ENDPOINT + " " + ENDPOINT + "-b", "tide,2,")
                .as("the person's account stands before the event")
                .contains("," + TrailRows.OTHER_ACCOUNT + ",'=cmd(),");
        assertThat(lines.get(2)).contains("DeleteEndpoint", "research-prod");
        assertThat(lines.get(3)).contains("root user", "Failed,Failure");
        assertThat(recorded("cloudtrail-exported")).isEqualTo(before + 1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void readOnlyEventsHaveNoSwitchWhereTheyAreNotKept() {
        three();
        open("");
        assertThat(all(Checkbox.class).filter(Component::isVisible).map(Checkbox::getLabel))
                .containsExactly("AWS services (1 hidden)");
    }
}
