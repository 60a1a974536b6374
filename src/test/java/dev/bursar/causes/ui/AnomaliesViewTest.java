package dev.bursar.causes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.LedTeam;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Rating;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.causes.watch.AnomalyWatch;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.SwitchSection;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/** It is 24 November; Vision's EC2 costs 5.5 USD a day. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AnomaliesViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    AnomalyService service;

    @Autowired
    AnomalyExport export;

    @Autowired
    AnomalyWatch watch;

    @Autowired
    BackgroundScope background;

    @BeforeEach
    void costs() {
        try (var owner = database.owner()) {
            for (String table : List.of("anomaly", "anomaly_look", "anomaly_bound", "aws_anomaly", "daily_reading")) {
                JdbcClient.create(owner).sql("delete from " + table).update();
            }
        }
        TeamsFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void look() {
        lookOnce();
        lookOnce();
    }

    private void lookOnce() {
        asBursar(watch::look);
    }

    private void asBursar(Runnable work) {
        var signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            background.run(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    /** A hundred dollars more from 20 November on. */
    private Anomaly jump() {
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "100");
        }
        look();
        return service.page().all().getFirst();
    }

    private void open(String query) {
        UI.getCurrent().navigate(AnomaliesView.class, QueryParameters.fromString(query));
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String page() {
        return Texts.of(find(AnomaliesView.class).single());
    }

    private String details() {
        return Texts.of(find(AnomalyPanel.class).single());
    }

    private void save() {
        test(find(Button.class).withText("Save").last()).click();
        finish();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Rating> rating() {
        return find(RadioButtonGroup.class).single();
    }

    private String notice() {
        return Texts.of(find(Notification.class).last());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void nothingIsSaidBeforeCostsWereComparedAndWhatWasAfter() {
        lookOnce();
        open("");
        assertThat(page()).contains("Costs haven\u2019t been compared yet").doesNotContain("No cost was far above");
        look();
        open("state=open");
        assertThat(page())
                .contains("No cost was far above what was expected", "Checked for new ones up to 23 Nov 2026");
        assertThat(find(Button.class).withText("What counts\u2026").all()).allMatch(button -> !button.isVisible());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void anAnomalyIsRatedAndWhatIsMissingIsSaidAtItsField() {
        Anomaly one = jump();
        open("");
        assertThat(page()).contains("1 open");
        open("f=service.is.None");
        assertThat(page()).contains("No anomalies match these filters");
        open("anomaly=" + one.id());
        assertThat(details())
                .contains(
                        "Jump",
                        "20\u201323 Nov",
                        "It had not ended on the last day that was checked.",
                        "+$400.00",
                        "about $100 a day",
                        "about $3,000 a month");
        save();
        assertThat(rating().getErrorMessage()).isEqualTo("Choose what it is.");
        rating().setValue(Rating.PLANNED);
        find(TextArea.class).single().setValue("A load test");
        save();
        assertThat(find(DatePicker.class).single().getErrorMessage()).contains("the last day");
        rating().setValue(Rating.MISTAKE);
        save();
        assertThat(service.find(one.id()).orElseThrow().rated().rating()).isEqualTo(Rating.MISTAKE);
        assertThat(page()).contains("0 open");
        assertThat(details()).contains("Mistake", "Change the rating");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theFileHoldsTheRowsOfThePage() throws IOException {
        Anomaly one = jump();
        service.rate(one.id(), one.version(), Rating.MISTAKE, null, "Stopped");
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table("state=rated&f=service.is.Amazon%20EC2&sort=-days").write(file, Progress.NONE);
        file.finish();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Team,Account,Account name,Service,Kind,First day,Last day,Still going on,Currency,Expected,Actual,"
                                + "Above expected,Changed,Rating,Note",
                        "Vision,,,Amazon EC2,Jump,2026-11-20,2026-11-23,yes,USD,22.00,422.0,400.00,,\"Mistake, by test finance\","
                                + "Stopped");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoeverIsSlowerKeepsTheirChoice() {
        Anomaly one = jump();
        open("anomaly=" + one.id());
        rating().setValue(Rating.EXPECTED);
        service.rate(one.id(), one.version(), Rating.MISTAKE, null, "");
        save();
        assertThat(notice()).contains("Someone rated it meanwhile: Mistake");
        assertThat(rating().getValue()).isEqualTo(Rating.EXPECTED);
        save();
        assertThat(service.find(one.id()).orElseThrow().rated().rating()).isEqualTo(Rating.EXPECTED);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminSetsWhatCountsForATeam() {
        look();
        open("");
        test(find(Button.class).withText("What counts\u2026").single()).click();
        save();
        assertThat(find(ComboBox.class).withLabel("Team").single().getErrorMessage())
                .isEqualTo("Choose a team.");
        var team = database.jdbc()
                .sql("select id from team where name = 'Vision'")
                .query(Integer.class)
                .single();
        @SuppressWarnings("unchecked")
        ComboBox<Object> teams = find(ComboBox.class).withLabel("Team").single();
        teams.setValue(new TeamId(team));
        find(TextField.class).withLabel("At least this much a day").single().setValue("200");
        find(TextField.class).withLabel("And at least this percentage").single().setValue("0");
        save();
        assertThat(find(TextField.class)
                        .withLabel("And at least this percentage")
                        .single()
                        .getErrorMessage())
                .contains("from 1 to 1000");
        find(TextField.class).withLabel("And at least this percentage").single().setValue("50");
        save();
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "100");
        }
        look();
        open("");
        assertThat(page()).contains("No cost was far above what was expected");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorReads() {
        Anomaly one = jump();
        open("anomaly=" + one.id());
        assertThat(details()).contains("Why it changed").doesNotContain("Rate it");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatChangedAfterItWasToldIsSaidAndNoLinkIsDead() {
        Anomaly one = jump();
        ChargeFixture.load(portal, "2026-11-20", "111111111111", "Amazon EC2", "vision", "150");
        look();
        open("anomaly=" + one.id());
        assertThat(details())
                .contains("+$450.00", "Costs of 20 Nov rose by $50.00 on 24 Nov", "or another team owns them now");
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "1");
        }
        look();
        open("state=open");
        assertThat(page()).contains("No cost was far above what was expected");
        open("anomaly=" + one.id());
        assertThat(details())
                .contains("Costs changed", "Costs of 20\u201323 Nov fell by $446.00 on 24 Nov")
                .doesNotContain("Rate it");
    }

    /** In two accounts, read on 24 November: what is below the table of it. */
    private void awsTold(String id, String account, String service, String impact) {
        database.jdbc().sql("""
                insert into daily_reading (name, enabled, set_by, set_at, asked_at, read_at)
                values ('aws-anomalies', true, 'Ada', now(), '2026-11-24T06:00:00Z', '2026-11-24T06:00:00Z') on conflict do nothing
                """).update();
        database.jdbc().sql("""
                insert into aws_anomaly (id, first_day, last_day, dimension_value, impact, feedback, read_at)
                values (?, '2026-11-20', '2026-11-22', ?, ?::numeric, '', now())
                """).params(id, service, impact).update();
        database.jdbc().sql("""
                insert into aws_anomaly_cause (anomaly_id, position, service, region, account, usage_type, contribution)
                values (?, 0, ?, 'us-east-1', ?, 'BoxUsage:m5.large', ?::numeric)
                """).params(id, service, account, impact).update();
    }

    private boolean waits() {
        return find(Paragraph.class).all().stream()
                .anyMatch(note -> "not-read".equals(note.getElement().getAttribute("data-state")));
    }

    private String awsSection() {
        return Texts.of(find(SwitchSection.class).single());
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminTurnsOnWhatAwsFoundAndSeesHowFarItIs() {
        look();
        open("");
        assertThat(awsSection()).contains("off", "about $0.30 a month", "Cost Anomaly Detection");
        test(find(Button.class).withText("Turn on, about $0.30 a month").single())
                .click();
        finish();
        assertThat(awsSection()).contains("Not read yet. Bursar asks AWS once a day.");
        assertThat(waits()).as("it fills itself once AWS was asked").isTrue();
        assertThat(database.jdbc()
                        .sql("select count(*) from journal where action = 'aws-anomalies-turned-on'")
                        .query(Integer.class)
                        .single())
                .isPositive();
        database.jdbc()
                .sql(
                        "update daily_reading set asked_at = now(), refused_at = now(), problem = 'AWS refused it.', what_to_do"
                                + " = 'Allow it.'")
                .update();
        open("state=open");
        assertThat(awsSection()).contains("Not read yet.", "AWS refused it. Allow it.");
        assertThat(waits()).isFalse();
        database.jdbc()
                .sql(
                        "update daily_reading set refused_at = null, problem = null, what_to_do = null, read_at = '2026-11-24T06:00:00Z'")
                .update();
        open("");
        assertThat(awsSection())
                .contains("AWS\u2019s monitors report no anomalies since 27 Aug 2026.")
                .doesNotContain("Allow it");
        test(find(Button.class).withText("Turn off").single()).click();
        finish();
        assertThat(awsSection()).contains("and not asked since.");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatAwsFoundStandsBesideOursOrBelowThem() {
        Anomaly one = jump();
        open("");
        assertThat(find(SwitchSection.class).all()).isEmpty();
        awsTold("same", "111111111111", "Amazon EC2", "280.5");
        open("state=open&anomaly=" + one.id());
        assertThat(details()).contains("$280.50 above expected, 20\u201322 Nov");
        assertThat(awsSection()).contains("AWS reports 1 anomaly since 27 Aug 2026, and Bursar found it too.");
        awsTold("other", "222222222222", "AWS Lambda", "12");
        open("");
        assertThat(awsSection()).contains("AWS reports 2 anomalies", "for this one:");
        assertThat(find(HtmlTable.class).single().lines())
                .extracting(line -> line.name().text(), line -> line.figures().getLast())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("AWS Lambda", "+$12.00"));
    }

    /** TeamsFixture's truncation took it away. */
    private void leadVision() {
        var vision = database.jdbc()
                .sql("select id from team where name = 'Vision'")
                .query(Integer.class)
                .single();
        var me = portal.getBean(Scope.class).actor().id();
        asBursar(() -> portal.getBean(People.class)
                .assignLead(me, new LedTeam(new TeamId(vision), LocalDate.of(2000, 1, 1), null)));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadReadsWhoseCostsThoseWereOfWhichNothingIsLeft() {
        leadVision();
        Anomaly one = jump();
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "1");
        }
        look();
        open("anomaly=" + one.id());
        assertThat(details()).contains("Costs changed", "Vision");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void anotherTeamsAnomalyAndNoneSayTheSame() {
        leadVision();
        long theirs = jump().id();
        var other = database.jdbc()
                .sql("insert into team (name) values ('Audio') returning id")
                .query(Integer.class)
                .single();
        database.jdbc().sql("update anomaly set team_id = ?").param(other).update();
        var said = new ArrayList<String>();
        for (long id : new long[] {theirs, 999_999}) {
            open("anomaly=" + id);
            assertThat(find(AnomalyPanel.class).all()).isEmpty();
            said.add(Texts.of(find(DetailPanel.class).single()));
        }
        assertThat(said.getFirst()).contains("There is no such anomaly, or you don\u2019t have access to it.");
        assertThat(said.getLast()).isEqualTo(said.getFirst());
        open("anomaly=none");
        assertThat(find(AnomalyPanel.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesOfAwsWhatIsOfTheirTeamAlone() {
        leadVision();
        Anomaly one = jump();
        awsTold("same", "111111111111", "Amazon EC2", "280.5");
        open("anomaly=" + one.id());
        assertThat(details()).contains("$280.50 above expected, 20\u201322 Nov");
        assertThat(find(SwitchSection.class).all()).isEmpty();
        ChargeFixture.load(portal, "2026-11-21", "111111111111", "Amazon EC2", "nobody", "1");
        open("");
        open("anomaly=" + one.id());
        assertThat(details()).contains("+$400.00").doesNotContain("$280.50");
    }
}
