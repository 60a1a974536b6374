package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.event.SortEvent;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The Efficiency page in each of its states, as each role. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class EfficiencyViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    WorkloadExport export;

    private WorkloadRows rows;

    @BeforeEach
    void noWorkloads() {
        workers.forget();
        var owner = database.owner();
        WorkloadRows.clear(JdbcClient.create(owner));
        JdbcClient.create(owner).sql("delete from sync_run").update();
        owner.destroy();
        rows = new WorkloadRows(database.jdbc());
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open(String query) {
        UI.getCurrent().navigate(EfficiencyLinks.WORKLOADS, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        return Texts.of(find(EfficiencyView.class).single());
    }

    @SuppressWarnings("unchecked")
    private Grid<WorkloadRow> grid() {
        return find(Grid.class).single();
    }

    private List<String> names() {
        return IntStream.range(0, test(grid()).size())
                .mapToObj(row -> test(grid()).getRow(row).name())
                .toList();
    }

    private String row(int row) {
        return IntStream.range(0, (int) grid().getColumns().stream()
                        .filter(Grid.Column::isVisible)
                        .count())
                .mapToObj(column -> Texts.of(test(grid()).getCellComponent(row, column)))
                .collect(Collectors.joining("|"));
    }

    private String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    private void three() {
        rows.judged();
        rows.endpoint("tide").couldSave("589.11").add();
        rows.endpoint("=reef").notMeasured().costs("100").add();
        rows.endpoint("shoal")
                .found("zombie", "It had no request in 14 days.")
                .costs("300")
                .couldSave("1200")
                .add();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void workloadsStandByWhatCouldBeSavedAndUnknownFiguresSayWhy() {
        three();
        long shared = rows.endpoint("zz-shared").shared().add();
        rows.proposal(shared, "10");
        String page = open("");
        assertThat(page)
                .contains("EffectiveCost", "25 Oct \u2013 23 Nov 2026", "USD", "evaluated 24 Nov, 06:10 UTC")
                .contains("Cost of workloads", "$1,727.68", "Idle", "$431.92")
                .contains("Possible saving a month", "$1,790", "Possible saving a year", "$21,500")
                .contains("Open proposals", "none approved yet")
                .contains("94.2% of this cost could be evaluated. 1 of 4 workloads were not evaluated.");
        assertThat(names()).containsExactly("shoal", "tide", "zz-shared", "=reef");
        assertThat(row(0))
                .contains("Endpoint \u00B7 ml.m5.4xlarge", "eu-central-1", "$300.00", "Zombie", "\u2212$1,200 a month");
        assertThat(row(1)).contains("5.0%", "25.0%", "Oversized", "It uses 5.0% of its CPU");
        assertThat(row(2)).contains("\u2192 1 \u00D7 ml.m5.large", "from 1 \u00D7 ml.m5.4xlarge", "|nothing|");
        assertThat(row(3)).contains("not known", "Not evaluated").doesNotContain("0.0%");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theAddressSaysWhatIsShown() {
        three();
        open("state=zombie");
        assertThat(names()).containsExactly("shoal");
        open("q=TI");
        assertThat(names()).containsExactly("tide");
        open("sort=name");
        assertThat(names()).containsExactly("=reef", "shoal", "tide");
        open("f=kind.is.endpoint&f=team.is.0&f=account.is." + WorkloadRows.ACCOUNT + "&sort=-cost");
        assertThat(names()).containsExactly("tide", "shoal", "=reef");
        assertThat(open("f=kind.is.notebook&state=fits"))
                .contains("No workloads match these filters", "state Fits", "Kind is Notebook instance");
        find(Button.class).withText("Clear filters").all().getLast().click();
        workers.run();
        roundTrip();
        assertThat(names()).hasSize(3);
        open("state=dead&f=kind.is.x&sort=luck");
        assertThat(notices()).contains("unknown state", "unknown kind of workload", "unknown column");
        assertThat(names()).hasSize(3);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aStoppedNotebookIsStoppedAndWhatIsKnownOfNoneIsOneLine() {
        three();
        long stopped = rows.endpoint("asleep")
                .found("fits", "Its status is Stopped.")
                .costs(null)
                .add();
        database.jdbc()
                .sql("update ml_workload set kind = 'notebook', status = 'Stopped' where id = " + stopped)
                .update();
        database.jdbc()
                .sql("update ml_finding set cpu = null, memory = null, idle_share = null where workload_id = "
                        + stopped)
                .update();

        String page = open("state=stopped");
        assertThat(names()).containsExactly("asleep");
        assertThat(page)
                .contains("Not known for any of these workloads: cost, idle hours, CPU use and GPU use.")
                .doesNotContain("Idle");
        assertThat(open("state=fits")).contains("No workloads match these filters");
        assertThat(open("")).contains("Not known for any of these workloads: GPU use.");
    }

    private void aReadThatFailed() {
        three();
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, problem) values
                          ('ml-workloads', 'test', '2026-11-24T06:00Z', '2026-11-24T06:01Z', 'done', null),
                          ('ml-workloads', 'test', '2026-11-24T07:00Z', '2026-11-24T07:01Z', 'failed', 'AWS refused account 7.')
                        """).update();
        database.jdbc()
                .sql("update ml_reading set read_at = '2026-11-24T07:00:30Z'")
                .update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void thePageSaysWhichJobFailedAndWhatIsOlderThanItsReading() {
        aReadThatFailed();
        assertThat(open(""))
                .contains(
                        "Workloads were last read completely on 24 Nov, 06:01 UTC. The last run failed: AWS refused account 7.",
                        "Evaluated on 24 Nov, 06:10 UTC; workloads were read again on 24 Nov, 07:00 UTC and are evaluated next.");
        assertThat(find(Anchor.class).withText("See Sync").single().getHref()).isEqualTo("sync");
    }

    @Test
    @SignedInAs(Role.LEAD)
    void aLeadIsToldThatAJobFailedAndNotWhy() {
        aReadThatFailed();
        assertThat(open(""))
                .contains("Workloads were last read on 24 Nov, 06:01 UTC. The last run failed.")
                .doesNotContain("account 7", "See Sync");
    }

    /** A browser asks for ascending order, whatever the column holds. */
    private void clickHeader(String key) {
        Grid<WorkloadRow> grid = grid();
        ComponentUtil.fireEvent(
                grid,
                new SortEvent<>(
                        grid, List.of(new GridSortOrder<>(grid.getColumnByKey(key), SortDirection.ASCENDING)), true));
        workers.run();
        roundTrip();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aMeasureDescendsFirstAndANameAscends() {
        three();
        open("");
        clickHeader("cost");
        assertThat(names()).as("though the browser asks for ascending").containsExactly("tide", "shoal", "=reef");
        clickHeader("cost");
        assertThat(names()).containsExactly("=reef", "shoal", "tide");
        clickHeader("name");
        assertThat(names()).containsExactly("=reef", "shoal", "tide");
        clickHeader("saving");
        assertThat(names()).containsExactly("shoal", "tide", "=reef");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsMissingIsSaidBeforeAnythingWasRead() {
        assertThat(open("")).contains("Workloads have not been read yet", "Go to Sync");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesTheirTeamsWorkloadsAndCharges() {
        three();
        int team = database.jdbc()
                .sql("select id from team where name = 'Research'")
                .query(Integer.class)
                .single();
        rows.endpoint("own").ownedBy(team).add();
        rows.endpoint("shared").ownedBy(team).shared().add();
        rows.elsewhere("gone-own", team, "5");
        rows.elsewhere("gone-other", 0, "7");
        String page = open("");
        assertThat(names()).containsExactly("own", "shared");
        assertThat(row(1)).contains("|not known|", "|nothing|");
        assertThat(page).contains("$663.84", "Charges without a workload");
        assertThat(find(HtmlTable.class).single().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.name().text()).isEqualTo("gone-own"));
    }

    private void click(String label) {
        find(Button.class).all().stream()
                .filter(button -> label.equals(button.getText()) && button.isVisible())
                .findFirst()
                .orElseThrow()
                .click();
        workers.run();
        roundTrip();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadDismissesWhatTheirNamespaceAsksForAndSeesNoOthers() {
        three();
        rows.namespace("secret", 0);
        int team = database.jdbc()
                .sql("select id from team where name = 'Research'")
                .query(Integer.class)
                .single();
        rows.namespace("training", team);
        assertThat(open(""))
                .contains(
                        "training on ml",
                        "It asks for 4.0 times what it uses. 750 of 1,000 vCPU-hours and 3,000 of 4,000 GB-hours weren\u2019t"
                                + " used: $90.00 of $120.00 for both.")
                .doesNotContain("secret");
        assertThat(find(HtmlTable.class).all().getFirst().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.figures()).containsExactly("$500.00", "$100.00", "20.0%"));
        click("Dismiss\u2026");
        find(TextArea.class).single().setValue("It is about to grow.");
        find(DatePicker.class).single().setValue(LocalDate.parse("2026-12-31"));
        click("Dismiss proposal");
        assertThat(Texts.of(find(EfficiencyView.class).single())).contains("up to 31 Dec 2026: It is about to grow.");
        click("Reopen");
        assertThat(Texts.of(find(EfficiencyView.class).single())).doesNotContain("It is about to grow.");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void allNamespacesAreOfOneClusterAndNobodyElseDecides() {
        three();
        rows.namespace("training", 0);
        rows.namespace("serving", 0);
        assertThat(open("")).contains("serving on ml", "training on ml").doesNotContain("Dismiss");
        assertThat(find(HtmlTable.class).all().getFirst().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.figures()).containsExactly("$1,000.00", "$200.00", "20.0%"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void equalNamesAreToldApartByTheirAccountsAndNewTeamsAreMarked() {
        three();
        int team = database.jdbc()
                .sql("insert into team (name, confirmed) values ('Plankton', false) returning id")
                .query(Integer.class)
                .single();
        rows.endpoint("shoal").in("444455556666").ownedBy(team).add();
        open("sort=name");
        assertThat(names()).containsExactly("=reef", "shoal", "shoal", "tide");
        assertThat(row(0)).contains("ml.m5.4xlarge", "nobody").doesNotContain("ml.m5.4xlarge \u00B7");
        assertThat(row(1) + row(2))
                .contains("ml.m5.4xlarge \u00B7 444455556666", "ml.m5.4xlarge \u00B7 " + WorkloadRows.ACCOUNT)
                .contains("Plankton (new)");
        open("q=shoal&f=account.is.444455556666");
        assertThat(row(0))
                .as("alone on the page")
                .contains("ml.m5.4xlarge", "Plankton (new)")
                .doesNotContain("ml.m5.4xlarge \u00B7");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void theFileHoldsTheRowsOfThePage() throws IOException {
        three();
        database.jdbc().sql("""
                update ml_finding
                   set cpu = 0.1, memory = 0.2, gpu = 0.3, gpu_reason = '', gpu_memory = 0.4, gpu_memory_reason = ''
                 where workload_id = (select id from ml_workload where name = 'tide')
                """).update();
        open("sort=name");
        List<String> shown = names();
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table("sort=name").write(file, Progress.NONE);
        file.finish();
        List<String> lines = out.toString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .lines()
                .toList();
        assertThat(lines).hasSize(1 + shown.size());
        assertThat(lines.get(1))
                .startsWith("'=reef,Endpoint,ml.m5.4xlarge,")
                .contains("CPU: CloudWatch has no metrics");
        assertThat(lines.get(0)).contains(",CPU,Memory,GPU,GPU memory,");
        assertThat(lines.get(3)).startsWith("tide,").contains("663.84", "589.11", "Oversized", ",0.1,0.2,0.3,0.4,");
    }

    private void noExport() {
        database.jdbc()
                .sql("update ml_judged set first_day = null, last_day = null")
                .update();
    }

    private List<Button> buttons(String words) {
        return find(Button.class).all().stream()
                .filter(one -> one.getText().startsWith(words))
                .toList();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void costsByResourceAreTurnedOnAfterTheirPriceIsSaid() {
        rows.judged();
        noExport();
        rows.endpoint("tide").add();
        assertThat(open(""))
                .contains(
                        "Costs by resource from Cost Explorer",
                        "AWS bills $0.01 a page: about $0.01 for the first read, then about $0.30 a month, within the"
                                + " caps.");
        test(buttons("Turn on, about $0.30 a month").getFirst()).click();
        workers.run();
        roundTrip();

        assertThat(Texts.of(find(EfficiencyView.class).single())).contains("Not read yet.");
        assertThat(database.jdbc()
                        .sql("select enabled::text from daily_reading where name = 'ml-resource-costs'")
                        .query(String.class)
                        .list())
                .containsExactly("true");
        assertThat(database.jdbc()
                        .sql("select count(*) from journal where action = 'resource-costs-turned-on'")
                        .query(Long.class)
                        .single())
                .isPositive();

        database.jdbc().sql("""
            update daily_reading set problem = 'Cost Explorer has no costs by resource.', what_to_do = 'Turn them on.',
                   asked_at = '2026-11-24T06:00:00Z', refused_at = '2026-11-24T06:00:00Z' where name = 'ml-resource-costs'
            """).update();
        assertThat(open("q=tide")).contains("Cost Explorer has no costs by resource. Turn them on.");
        test(buttons("Turn off").getFirst()).click();
        workers.run();
        roundTrip();
        assertThat(buttons("Turn on")).hasSize(1);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whoMayNotTurnThemOnSeesTheirPrice() {
        rows.judged();
        rows.endpoint("tide").add();
        assertThat(open("")).contains("Costs by resource from Cost Explorer", "$0.30 a month");
        assertThat(buttons("Turn on")).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theSourceStandsBesideTheCost() {
        rows.judged();
        rows.endpoint("tide").add();
        database.jdbc()
                .sql("update ml_judged set cost_source = 'cost_explorer'")
                .update();
        database.jdbc()
                .sql("update ml_finding set cost_source = 'cost_explorer'")
                .update();
        assertThat(open("")).contains("Cost Explorer, by resource");
        assertThat(row(0)).contains("Cost Explorer");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatIsNotMeasuredCountsAtListPriceOrIsNamed() {
        rows.judged();
        rows.endpoint("tide").costs("600").add();
        long dark = rows.endpoint("dark").notMeasured().costs(null).add();
        rows.endpoint("unpriced").notMeasured().costs(null).add();
        database.jdbc()
                .sql("update ml_finding set unmeasured_usd = 200 where workload_id = " + dark)
                .update();

        assertThat(open(""))
                .contains("75.0% of this cost could be evaluated. 2 of 3 workloads were not evaluated, 1 of them at no"
                        + " known cost.");
        assertThat(open("state=oversized")).contains("100.0% of this cost could be evaluated.");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void costsNameTheirDaysAndASavingStandsBesideTheRate() throws IOException {
        rows.judged();
        rows.endpoint("tide").couldSave("1200").add();
        rows.endpoint("shared").shared().couldSave("10").add();
        database.jdbc()
                .sql("update ml_judged set first_day = last_day - 13, cost_source = 'cost_explorer'")
                .update();
        database.jdbc().sql("update ml_finding set rate = 1423.5182").update();

        assertThat(open("")).contains("14 days, 2 workloads", "of about $2,850 at this rate");
        assertThat(row(0)).contains("\u2212$1,200 a month", "of $1,420 at this rate");
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table("").write(file, Progress.NONE);
        file.finish();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Cost (14 days)", "Idle cost (14 days)", "Cost a month at this rate, rounded")
                .contains(",1420,1200");
    }
}
