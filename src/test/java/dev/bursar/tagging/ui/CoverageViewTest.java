package dev.bursar.tagging.ui;

import static dev.bursar.tagging.TagFixture.charge;
import static dev.bursar.tagging.TagFixture.delivered;
import static dev.bursar.tagging.TagFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.kernel.Role;
import dev.bursar.tagging.TagFixture;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.SpendChart;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

/** The page of tag coverage in each of its states, as each role; the first tests come before any costs. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CoverageViewTest extends SpringBrowserlessTest {
    private static final String SEPTEMBER_ON = "from=2026-09-01&to=2026-11-24";
    private static final String HOSTILE = "\u202E<b>Glue</b>";

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    CoverageExport export;

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open(String query) {
        UI.getCurrent().navigate(CoverageView.class, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        return Texts.of(find(CoverageView.class).single());
    }

    private void teamKey(String key) {
        database.jdbc()
                .sql("update team_key set tag_key = :key, chosen_by = 'test', chosen_at = now()")
                .param("key", key)
                .update();
    }

    private void charges() throws IOException {
        teamKey("team");
        ChargeFixture.load(portal);
        TagFixture.load(
                portal,
                usage("2026-09-30", "111111111111", "", "3.10"),
                usage("2026-09-30", "111111111111", "vision", "5.5"),
                charge("2026-09-30", "111111111111", HOSTILE, "Usage", "", "USD", "1"),
                charge("2026-09-30", "111111111111", "AWS Support (Business)", "Support", "", "USD", "9"));
        TagFixture.deliver(
                portal,
                delivered("2026-10-04", "Usage", "2", Map.of("env", "prod")),
                delivered("2026-10-05", "Usage", "1", Map.of()));
    }

    private List<HtmlTable.Line> lines(int table) {
        return find(HtmlTable.class).all().get(table).lines();
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void beforeCostsAnAdminIsSentToSetUp() {
        assertThat(open("")).contains("Tag coverage", "Read your first month of costs");
        assertThat(find(Button.class).withCondition(Texts.are("Connect AWS")).all())
                .hasSize(1);
    }

    @Test
    @Order(2)
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void beforeCostsALeadIsToldWhoStarts() {
        assertThat(open("")).contains("When an admin of your organisation has run the first read");
    }

    @Test
    @Order(3)
    @SignedInAs(Role.ADMIN)
    void withoutATeamTagAnAdminChoosesOne() {
        ChargeFixture.load(portal);
        assertThat(open("")).contains("Coverage shows how much of the spend is tagged", "on the Set-up page");
        assertThat(find(Button.class).withCondition(Texts.are("Go to Set-up")).all())
                .hasSize(1);
    }

    @Test
    @Order(4)
    @SignedInAs(Role.AUDITOR)
    void withoutATeamTagOthersAreToldWhoChooses() {
        assertThat(open(""))
                .contains("Coverage shows how much of the spend is tagged", "An admin of your organisation chooses");
        assertThat(find(Button.class).withCondition(Texts.are("Go to Set-up")).all())
                .isEmpty();
    }

    @Test
    @Order(5)
    @SignedInAs(Role.FINANCE)
    void figuresMonthsAccountsAndServices() throws IOException {
        charges();
        String page = open(SEPTEMBER_ON);
        assertThat(page)
                .contains("1 Sep \u2013 23 Nov 2026", "EffectiveCost", "USD and CNY")
                .contains("Tagged with team, USD", "Untagged by account, CNY")
                .contains("The share is of costs that can be tagged.")
                .contains("By any tag, USD", "from charge files");
        assertThat(find(SpendChart.class).all())
                .extracting(chart -> chart.getElement().getProperty("name"))
                .contains(
                        "Share tagged with team in percent, monthly, 1 Sep \u2013 23 Nov 2026, USD",
                        "Untagged, monthly, 1 Sep \u2013 23 Nov 2026, USD");
        assertThat(lines(0))
                .extracting(line -> line.name().text())
                .containsExactly("September 2026", "October 2026", "November 2026");
        assertThat(lines(0).getFirst().figures()).containsExactly("57.3%", "$5.50", "$4.10", "$9.00", "$18.60");
        assertThat(lines(1).getFirst().name().text()).isEqualTo("With any resource tag");
        assertThat(lines(1).getFirst().figures()).endsWith("$2.00");
        assertThat(lines(2))
                .extracting(line -> line.name().text())
                .containsExactly("012345678901", "111111111111", "000000000002");
        HtmlTable.Line account = lines(2).get(1);
        assertThat(account.figures()).containsExactly("$4.10", "6.7%");
        assertThat(account.name().address())
                .startsWith("spend?from=2026-09-01&to=2026-11-24&by=service&f=account.is.111111111111&f=tag-value.is.")
                .contains("f=charge-category.is.Usage", "f=service.is-not.AWS+Support");
        assertThat(lines(3)).extracting(line -> line.name().text()).contains("\u2039U+202E\u203A<b>Glue</b>");
        assertThat(lines(4)).extracting(line -> line.name().text()).containsExactly("Support", "Credits");
        assertThat(find(Button.class).withAriaLabel("Next period").single().isEnabled())
                .as("there are no costs of today yet")
                .isFalse();
    }

    @Test
    @Order(6)
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesTheirOwn() throws IOException {
        charges();
        assertThat(open(SEPTEMBER_ON))
                .contains("Tagged with team", "100.0%", "All of it is tagged with team.")
                .doesNotContain("CNY", "Glue");
        assertThat(open("key=env")).contains("Costs don\u2019t have the tag env", "Other tags come from charge files");
    }

    @Test
    @Order(7)
    @SignedInAs(Role.ADMIN)
    void anotherTagAndNoSuchTag() throws IOException {
        charges();
        assertThat(open(SEPTEMBER_ON + "&key=env"))
                .contains("Tagged with env", "66.7%", "Not known", "which doesn\u2019t state this tag");
        assertThat(open("key=" + "cost-centre"))
                .contains("Costs don\u2019t have the tag cost-centre", "Show team", "Go to Imports");
        assertThat(open("from=2020-01-01&to=2020-02-01")).contains("No spend in 1\u201331 Jan 2020");
        open("from=2026-13-01&to=x&other=1");
        assertThat(find(com.vaadin.flow.component.notification.Notification.class)
                        .all())
                .isNotEmpty();
    }

    @Test
    @Order(8)
    @SignedInAs(Role.FINANCE)
    void theFilesSayWhatThePageSays() throws IOException {
        charges();
        List<String> months = written("months 2026-09-01 2026-11-24 team");
        assertThat(months).hasSize(7);
        assertThat(months.get(1)).isEqualTo("2026-09-01,USD,57.2917,5.50,4.10,9.00,0,18.60");
        List<String> accounts = written("accounts 2026-09-01 2026-11-24 team");
        assertThat(accounts).hasSize(4).anyMatch(line -> line.startsWith("111111111111,111111111111,USD,4.10,6.7"));
        assertThat(written("services 2026-09-01 2026-11-24 team")).hasSize(5);
        assertThat(written("not-taggable 2026-09-01 2026-11-24 team"))
                .containsExactly("Charges,Currency,EffectiveCost", "Support,USD,9", "Credits,USD,-13.50");
        assertThat(export.about("months 2026-09-01 2026-11-24 team").file())
                .isEqualTo("tag-months-2026-09-01-2026-11-23");
    }

    private List<String> written(String question) throws IOException {
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table(question).write(file, Progress.NONE);
        file.finish();
        return out.toString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .toList();
    }

    @Test
    @Order(9)
    @SignedInAs({})
    void whoHasNoRoleGetsNoFile() {
        assertThatThrownBy(() -> export.table("months 2026-09-01 2026-11-24 team"))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> export.about("months 2026-09-01 2026-11-24 team"))
                .isInstanceOf(AccessDeniedException.class);
    }
}
