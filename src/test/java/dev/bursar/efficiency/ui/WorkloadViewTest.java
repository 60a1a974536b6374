package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.SignedInAs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.efficiency.proposals.ChangeForm;
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

/** A workload's page: what it shows, and decisions on proposals. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class WorkloadViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    private WorkloadRows rows;

    @BeforeEach
    void noWorkloads() {
        workers.forget();
        var owner = database.owner();
        WorkloadRows.clear(JdbcClient.create(owner));
        owner.destroy();
        rows = new WorkloadRows(database.jdbc());
        rows.judged();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open(long id) {
        UI.getCurrent().navigate(EfficiencyLinks.workload(id));
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(WorkloadView.class).single());
    }

    private void click(String words) {
        find(Button.class).withText(words).single().click();
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    private String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    private String state(long proposal) {
        return database.jdbc()
                .sql("select state from ml_proposal where id = :id")
                .param("id", proposal)
                .query(String.class)
                .single();
    }

    private long copies(long proposal) {
        return database.jdbc()
                .sql("select count(*) from ml_proposal where id = :id and exported_at is not null")
                .param("id", proposal)
                .query(Long.class)
                .single();
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    private List<String> lines(String table) {
        return find(HtmlTable.class).all().stream()
                .flatMap(one -> one.lines().stream())
                .map(line -> line.name().text() + " " + String.join(" ", line.figures()))
                .filter(line -> line.startsWith(table))
                .toList();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void aWorkloadShowsWhatItUsedAndCostHourByHourAndDayByDay() {
        long id = rows.endpoint("tide").couldSave("589.11").add();
        rows.proposal(id, "589.11");
        rows.prices();
        rows.hours(id, "2026-11-22T00:00:00Z", 24, 100);
        rows.hours(id, "2026-11-23T00:00:00Z", 24, 0);
        rows.cost(id, LocalDate.parse("2026-11-22"), "24");
        rows.cost(id, LocalDate.parse("2026-11-23"), "22.128");
        String page = open(id);
        assertThat(page)
                .contains("tide", "InService", "team nobody", "See also", "Oversized")
                .contains("CloudWatch measured 98% of billed hours.")
                .contains(
                        "1 \u00D7 ml.m5.large instead of 1 \u00D7 ml.m5.4xlarge",
                        "Saves about $295 a month.",
                        "about $589 a month, before discounts")
                .contains("aws sagemaker update-endpoint", "A team lead or an admin approves it")
                .contains("It uses 0.8 of 16 vCPUs.", "It uses 6.4 of 64 GiB.", "20% are kept free.")
                .contains("version 7 of AWS\u2019s price list for eu-central-1, read 20 Nov 2026, 06:00 UTC")
                .contains("Requests an hour", "Cost per inference", "Set the latency that 99% of answers must meet")
                .doesNotContain("Approve", "Dismiss\u2026", "Set requirements\u2026");
        assertThat(lines("22 Nov, 23:00 UTC")).containsExactly("22 Nov, 23:00 UTC 1 100 45 0 0.8 16 6.4 64");
        assertThat(lines("Sun 22 Nov 2026")).containsExactly("Sun 22 Nov 2026 $24.00 2,400 $0.01 24 24");
        assertThat(lines("Mon 23 Nov 2026")).containsExactly("Mon 23 Nov 2026 $22.13 0 no requests 24 24");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatIsNotKnownOfItsUseIsOneLine() {
        long id = rows.endpoint("tide").add();
        rows.prices();
        rows.hours(id, "2026-11-23T00:00:00Z", 3, 0);
        database.jdbc().sql("""
            update ml_point set invocations = null, latency_average = null, latency_p99 = null, errors_4xx = null,
                   errors_5xx = null, memory_average = null, memory_maximum = null
            """).update();
        assertThat(open(id))
                .contains("CloudWatch has no values for requests, latency and errors in these hours.")
                .contains("Use of memory is not known. CloudWatch has no metrics for these hours.")
                .contains("vCPUs")
                .doesNotContain("Requests an hour", "Latency, ms", "Errors an hour", "Memory, GiB\n");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatInferenceRecommenderMeasuredIsAPointOfThePlotAndTheGroundOfAProposal() {
        long id = rows.endpoint("tide").add();
        rows.prices();
        rows.hours(id, "2026-11-20T00:00:00Z", 72, 3_600);
        var jdbc = database.jdbc();
        jdbc.sql("insert into ml_price (version_id, component, instance_type, usd_per_hour, vcpus, memory_gib,"
                        + " gpus, gpu_memory_gib, architecture) values (7, 'Hosting', 'ml.m5.xlarge', 0.23, 4, 16,"
                        + " 0, 0, 'x86_64')")
                .update();
        jdbc.sql("update ml_variant set model_name = 'tide-3', model_created_at = '2026-05-01' where workload_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
            insert into ml_target (workload_id, latency_ms, cpu_headroom, memory_headroom, gpu_headroom, rate_headroom, set_by,
                   set_at)
            values (:id, 100, 0.2, 0.2, 0.2, 0.2, 'Ada', now())
            """).param("id", id).update();
        assertThat(open(id)).as("only the present type").doesNotContain("ml.m5.xlarge");

        jdbc.sql("""
            insert into ml_recommender_job (arn, arn_hash, account, region, name, type, created_at, completed_at, model_name,
                   endpoints, read_at)
            values ('arn', sha256('arn'), :account, 'eu-central-1', 'tide-types', 'Default', '2026-11-01', '2026-11-02', 'tide-3',
                   '{}', now())
            """).param("account", WorkloadRows.ACCOUNT).update();
        jdbc.sql("""
            insert into ml_recommended (job_id, place, instance_type, instances, invocations, latency_ms, tuned)
            select id, 0, 'ml.m5.xlarge', 2, 240, 40, false from ml_recommender_job
            """).update();
        long proposal = rows.proposal(id, "505.16");
        jdbc.sql("update ml_proposal set rate_by = 'measured', to_type = 'ml.m5.xlarge' where id = :id")
                .param("id", proposal)
                .update();

        // 240 a minute on two instances are 2 a second on each
        assertThat(open(id))
                .contains("Measured: AWS\u2019s Inference Recommender measured this type")
                .contains(
                        "On-Demand: the cheapest that meets 1.2 requests a second is 1 \u00D7 ml.m5.xlarge",
                        "(measured)")
                .contains("On-Demand, known")
                .doesNotContain("On-Demand, estimated");
        assertThat(lines("1 \u00D7 ml.m5.xlarge"))
                .containsExactly("1 \u00D7 ml.m5.xlarge On-Demand 2 $167.90 measured yes, the cheapest");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void anotherTeamsWorkloadLooksLikeOneThatDoesNotExist() {
        long foreign = rows.endpoint("tide").add();
        assertThat(open(foreign)).contains("Workload not found").isEqualTo(open(999_999));
        long own = rows.endpoint("own").ownedBy(team("Research")).add();
        assertThat(open(own)).contains("own", "team Research", "Set requirements\u2026");
    }

    /** It changed teams on 26 September. */
    private long changedTeams(int owner) {
        int other = 999_001;
        long id = rows.endpoint("tide").ownedBy(owner).add();
        rows.hours(id, "2026-09-20T00:00:00Z", 24, 100);
        rows.cost(id, LocalDate.parse("2026-09-20"), other, "24.07");
        rows.cost(id, LocalDate.parse("2026-09-25"), other, "24.09");
        rows.cost(id, LocalDate.parse("2026-09-25"), 0, "3.01");
        rows.cost(id, LocalDate.parse("2026-09-26"), owner, "22.13");
        rows.cost(id, LocalDate.parse("2026-09-26"), other, "1.03");
        rows.cost(id, LocalDate.parse("2026-11-23"), owner, "22.12");
        return id;
    }

    /** Days that the table of costs has, which are those of the charts. */
    private List<String> costs() {
        return lines("").stream()
                .filter(line -> line.contains("Sep 2026") || line.contains("Nov 2026"))
                .toList();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesNoCostOfDaysOnWhichItWasAnotherTeams() {
        open(changedTeams(team("Research")));
        assertThat(costs())
                .as("nothing says that there was more")
                .containsExactly(
                        "Mon 23 Nov 2026 $22.12 not known not known 0 24",
                        "Sat 26 Sep 2026 $22.13 not known not known 0 24");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whoSeesEverythingSeesItsCostsOfAllTeams() {
        open(changedTeams(999_002));
        assertThat(String.join("; ", costs())).contains("$22.12", "$23.16", "$27.10", "$24.07");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadApprovesTakesTheCommandAwayAndReopens() {
        long id = rows.endpoint("tide").ownedBy(team("Research")).add();
        long proposal = rows.proposal(id, "589.11");
        assertThat(open(id))
                .contains("aws sagemaker update-endpoint", "Approve it, then run the command yourself.")
                .doesNotContain("Copy");
        click("Approve");
        assertThat(look())
                .as("the command is there at once")
                .contains("Approved", "by test lead of Research", "--endpoint-name 'tide'");
        assertThat(state(proposal)).isEqualTo("approved");
        @SuppressWarnings("unchecked")
        Select<ChangeForm> forms = find(Select.class)
                .withPropertyValue(Select::getLabel, "Show as")
                .single();
        assertThat(forms.getValue()).isEqualTo(ChangeForm.CLI);
        forms.setValue(ChangeForm.TERRAFORM);
        assertThat(Texts.of(find(WorkloadView.class).single())).contains("aws_sagemaker_endpoint_configuration");
        assertThat(copies(proposal)).isZero();
        find(Button.class).withText("Copy").all().forEach(Button::click);
        assertThat(copies(proposal)).isOne();
        click("Reopen");
        assertThat(look()).contains("Open").contains("Approve it, then run the command yourself.");
        assertThat(state(proposal)).isEqualTo("open");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aDismissalNeedsAReasonAndADayAndTellsAtTheField() {
        long id = rows.endpoint("tide").add();
        long proposal = rows.proposal(id, "589.11");
        open(id);
        click("Dismiss\u2026");
        TextArea reason = find(TextArea.class).single();
        DatePicker day = find(DatePicker.class).single();
        click("Dismiss proposal");
        assertThat(reason.getErrorMessage()).startsWith("Enter why");
        reason.setValue("It is a fallback.");
        day.setValue(LocalDate.parse("2026-11-01"));
        click("Dismiss proposal");
        assertThat(day.getErrorMessage()).startsWith("Choose today or a later day");
        assertThat(reason.getValue()).isEqualTo("It is a fallback.");
        assertThat(state(proposal)).isEqualTo("open");
        day.setValue(LocalDate.parse("2026-12-31"));
        click("Dismiss proposal");
        assertThat(look()).contains("Dismissed", "It is a fallback.", "31 Dec 2026");
        assertThat(state(proposal)).isEqualTo("dismissed");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoWasSlowerIsToldAndSeesTheProposalAsItIs() {
        long id = rows.endpoint("tide").add();
        long proposal = rows.proposal(id, "589.11");
        open(id);
        database.jdbc()
                .sql("update ml_proposal set version = 2, to_type = 'ml.m5.xlarge' where id = :id")
                .param("id", proposal)
                .update();
        click("Approve");
        assertThat(notices()).contains("This proposal changed in the meantime. Nothing was decided.");
        assertThat(look()).contains("1 \u00D7 ml.m5.xlarge instead of");
        assertThat(state(proposal)).isEqualTo("open");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void requirementsAreCheckedAtTheirFieldsAndNobodysAreOverwritten() {
        long id = rows.endpoint("tide").add();
        assertThat(open(id)).contains("Set the latency that 99% of answers must meet");
        click("Set requirements\u2026");
        field("Latency of 99% of answers").setValue("fast");
        field("CPU headroom").setValue("300");
        click("Set requirements");
        assertThat(field("Latency of 99% of answers").getErrorMessage()).isEqualTo("Enter milliseconds.");
        field("Latency of 99% of answers").setValue("1,500");
        click("Set requirements");
        assertThat(field("Latency of 99% of answers").getErrorMessage()).startsWith("Use a point for decimals");
        field("Latency of 99% of answers").setValue("100");
        click("Set requirements");
        assertThat(field("CPU headroom").getErrorMessage()).contains("between 0 and 200");
        field("CPU headroom").setValue("30");
        database.jdbc().sql("""
            insert into ml_target (workload_id, version, latency_ms, cpu_headroom, memory_headroom, gpu_headroom, rate_headroom,
                   set_by, set_at)
            values (:id, 1, 50, 0.2, 0.2, 0.2, 0.2, 'somebody', now())
            """).param("id", id).update();
        click("Set requirements");
        assertThat(Texts.of(find(RequirementsDialog.class).single()))
                .contains("Someone changed this set of requirements", "Latency 50 ms", "Latency 100 ms");
        click("Keep yours");
        click("Set requirements");
        assertThat(database.jdbc()
                        .sql("select latency_ms || ' ' || cpu_headroom || ' ' || version from ml_target where"
                                + " workload_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("100 0.3 2");
        assertThat(look()).contains("The number of requests that an instance answers within the latency is not known");
    }
}
