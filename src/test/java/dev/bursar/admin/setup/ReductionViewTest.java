package dev.bursar.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.billingdata.reduction.EngineTests;
import dev.bursar.billingdata.reduction.ReductionPlace;
import dev.bursar.billingdata.reduction.ReductionRefused;
import dev.bursar.billingdata.reduction.ReductionService;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A portal that reads deliveries, with the simulated Athena set up, and a Trino that doesn't answer. */
@ViewPackages(packages = "dev.bursar")
@BursarTest(
        properties = {
            "bursar.aws.charge-files=s3://billing-exports/exports/focus-1-2/",
            "bursar.athena.results=s3://acme-athena-results/bursar/",
            "bursar.trino.url=http://127.0.0.1:1",
            "bursar.trino.results=/tmp/bursar-results"
        })
class ReductionViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    Simulator simulator;

    @Autowired
    ReductionService reduction;

    @Autowired
    EngineTests tests;

    @Autowired
    TestClock clock;

    @BeforeEach
    @AfterEach
    void nothingKnown() {
        // the newest delivery is of a day only
        clock.forward(Duration.between(clock.instant(), Instant.parse("2026-12-02T09:30:00Z")));
        workers.forget();
        simulator.faults().clear();
        simulator.requests().clear();
        var owner = database.owner();
        try {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql(
                            "truncate line_reduction, engine_test, delivery_size, sync_request, journal, engine_folder, engine_result"
                                    + " cascade")
                    .update();
            jdbc.sql("update sync_settings set daily_cap_usd = null").update();
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
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(ReductionViewTest::within));
    }

    private Stream<Button> buttons() {
        return within(find(SetupView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast);
    }

    private boolean has(String label) {
        return buttons().anyMatch(button -> button.getAriaLabel().orElse("").equals(label));
    }

    private String press(String label) {
        buttons()
                .filter(button -> button.getAriaLabel().orElse("").equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label))
                .click();
        return look();
    }

    private String notice() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    private List<String> journal() {
        return database.jdbc()
                .sql("select action || ' ' || coalesce(after ->> 'place', after ->> 'engine') || ' '"
                        + " || coalesce(after ->> 'tested', after ->> 'outcome', '') from journal"
                        + " where subject = 'charge-lines:reduction' order by id")
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsSetUpIsSaidAndAskedNothingUntilItIsChosen() {
        assertThat(open())
                .contains("7. Where lines are reduced", "Athena and Trino are set up, but not in use")
                .contains("Until you choose, Bursar adds up the lines itself and sends nothing to Athena or Trino.")
                .contains("workgroup primary and database bursar in us-east-1", "s3://acme-athena-results/bursar/")
                .contains("http://127.0.0.1:1, hive.bursar as bursar", "AWS charges $5.00 for each TB")
                .contains("AWS charges nothing but requests to S3");
        assertThat(has("Choose without a test: Athena")).isTrue();
        assertThat(simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aGreenTestIsSaidInFactsAndAllowsTheChoice() {
        open();
        assertThat(press("Look up the price, under $0.01: Athena"))
                .contains("The newest delivery, 2026-", "AWS charges under $0.01 for it");
        assertThat(simulator.requests().counts()).doesNotContainKey("StartQueryExecution");

        assertThat(press("Test, under $0.01: Athena"))
                .contains("Same charges to the last digit.", "Athena took", "DuckDB here", "Tested", "by test admin");
        assertThat(simulator.requests().counts()).containsKey("StartQueryExecution");
        assertThat(simulator.athena().tables()).isEmpty();
        assertThat(count("select count(*) from charge")).isZero();
        assertThat(count("select count(*) from engine_folder"))
                .as("what a later run removes")
                .isOne();
        int queries = simulator.athena().billed().size();
        assertThat(press("Test, under $0.01: Athena")).contains("Same charges to the last digit.");
        assertThat(simulator.athena().billed()).as("queries of a second test").hasSize(2 * queries);

        press("Choose: Athena");
        ConfirmDialog dialog = find(ConfirmDialog.class).single();
        assertThat(dialog.getElement().getProperty("message"))
                .contains("writes results in s3://acme-athena-results/bursar/")
                .doesNotContain("No test has shown");
        test(dialog).confirm();
        assertThat(look()).contains("In Athena", "after a test.", "Used now");
        assertThat(reduction.state().chosen().place()).isEqualTo(ReductionPlace.ATHENA);
        assertThat(press("Choose: Here")).contains("Chosen by test admin");
        assertThat(reduction.state().chosen().place()).isEqualTo(ReductionPlace.HERE);
        assertThat(reduction.state().unchosen()).isEmpty();
        assertThat(journal())
                .containsExactly(
                        "engine-tested athena equal",
                        "engine-tested athena equal",
                        "line-reduction-chosen athena true",
                        "line-reduction-chosen here ");
    }

    private long count(String question) {
        return database.jdbc().sql(question).query(Long.class).single();
    }

    @Test
    void aTestCostsAsLittleAsItsButtonSays() {
        assertThat(ScanPrice.usd(EngineTests.MOST_BYTES).multiply(BigDecimal.valueOf(ScanPrice.MOST_SCANS)))
                .isLessThan(new BigDecimal("0.01"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void withoutAGreenTestTheChoiceIsSaidToBeWithoutOne() {
        open();
        assertThatThrownBy(() -> reduction.choose(ReductionPlace.ATHENA, false, 0))
                .isInstanceOfSatisfying(
                        ReductionRefused.class,
                        e -> assertThat(e.reason()).isEqualTo(ReductionRefused.Reason.NOT_TESTED));
        press("Choose without a test: Athena");
        ConfirmDialog dialog = find(ConfirmDialog.class).single();
        assertThat(dialog.getElement().getProperty("message"))
                .startsWith("No test has shown that Athena makes the same charges as Bursar.");
        test(dialog).confirm();
        assertThat(look()).contains("In Athena", "without a test.");
        assertThatThrownBy(() -> reduction.choose(ReductionPlace.HERE, false, 0))
                .isInstanceOf(StaleEdit.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aFailureIsOneSentenceThatSaysWhatToDo() {
        open();
        assertThat(press("Test, under $0.01: Trino"))
                .contains("Trino did not reduce the lines: it can\u2019t be reached, or it stopped.")
                .contains("What to do: ", "Check that Trino runs, and BURSAR_TRINO_URL.");
        simulator.faults().add(Fault.accessDenied().on("StartQueryExecution"));
        assertThat(press("Test, under $0.01: Athena"))
                .contains("Athena did not reduce the lines: access was denied.")
                .contains("Allow Bursar\u2019s user there to read the export\u2019s folder");
        assertThat(has("Choose: Athena")).isFalse();
        assertThat(journal()).containsExactly("engine-tested trino failed", "engine-tested athena failed");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aCapHoldsForATestToo() {
        database.jdbc().sql("update sync_settings set daily_cap_usd = 0.01").update();
        database.jdbc().sql("""
                        insert into sync_request (day, run_id, api, account, region, outcome, requests, cost_usd)
                        select day::date, 0, 'ce:GetCostAndUsage', '012345678901', '', 'answered', 1, 0.00997
                          from generate_series(date '2026-11-01', date '2026-12-31', interval '1 day') day
                        """).update();
        open();
        press("Test, under $0.01: Athena");
        assertThat(notice()).contains("the daily cap of $0.01");
        assertThat(simulator.athena().tables()).isEmpty();
        assertThat(journal()).isEmpty();
    }
}
