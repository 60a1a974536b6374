package dev.bursar.budgets.ui;

import static dev.bursar.budgets.aws.SampleBudgets.and;
import static dev.bursar.budgets.aws.SampleBudgets.named;
import static dev.bursar.budgets.aws.SampleBudgets.tagged;
import static dev.bursar.budgets.aws.SampleBudgets.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetService;
import dev.bursar.budgets.aws.AwsBudgetStore;
import dev.bursar.budgets.aws.WatchesNothing;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.kernel.Role;
import dev.bursar.sync.Problem;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.daily.DailyReadings;
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
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

/** The page of AWS's own budgets in each of its states, its file, and who may see it. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AwsBudgetsViewTest extends SpringBrowserlessTest {
    private static final List<AwsBudget> BUDGETS = List.of(
            named("vision", "130.25", types(tagged("user:team$Vision"), Map.of("UseAmortized", true))),
            named(
                    "fraud",
                    "60",
                    types(tagged("user:team$fraud"), Map.of("UseAmortized", true, "IncludeCredit", false))),
            named("fraud-sagemaker", "10", and(tagged("user:team$fraud"), "Service", "Amazon SageMaker")),
            named("no-prefix", "0", tagged("team$vision")),
            named("typo", "0", tagged("user:team$vison")));

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Autowired
    AwsBudgetStore store;

    @Autowired
    DailyReadings readings;

    @Autowired
    AwsBudgetService service;

    @Autowired
    AwsBudgetExport export;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void nothingIsRead() {
        database.jdbc().sql("delete from aws_budget").update();
        database.jdbc()
                .sql("delete from daily_reading where name = 'aws-budgets'")
                .update();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void read(List<AwsBudget> budgets) {
        ChargeFixture.load(portal);
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        transaction.executeWithoutResult(status -> {
            store.replace(budgets);
            readings.read(AwsBudgetStore.JOB, clock.instant());
        });
    }

    private void refuse() {
        transaction.executeWithoutResult(status -> readings.refused(
                AwsBudgetStore.JOB,
                new SourceProblem(
                        SourceProblem.Kind.ACCESS_DENIED,
                        new Problem.Said(
                                "AWS refused budgets:ViewBudget to Bursar's role.",
                                "Allow budgets:ViewBudget in the role's policy."),
                        null),
                clock.instant()));
    }

    private String open(String query) {
        UI.getCurrent().navigate(AwsBudgetsView.class, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        return page();
    }

    private String state() {
        return find(dev.bursar.ui.EmptyState.class).single().getElement().getAttribute("data-state");
    }

    private String page() {
        return Texts.of(find(AwsBudgetsView.class).single());
    }

    @SuppressWarnings("unchecked")
    private Grid<AwsBudgetRow> grid() {
        return find(Grid.class).single();
    }

    /** What a row says, without the column of the forecast, which holds no component. */
    private String cells(int row) {
        return IntStream.of(0, 1, 2, 4, 5, 6, 7)
                .mapToObj(column -> Texts.of(test(grid()).getCellComponent(row, column)))
                .collect(Collectors.joining(" | "));
    }

    private List<String> names() {
        return grid().getListDataView()
                .getItems()
                .map(row -> row.budget().name())
                .toList();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void beforeTheFirstReadItSaysWhatWillBeThere() {
        assertThat(open("")).contains("AWS budgets have not been read yet", "every 8 hours", "Go to Sync");
        assertThat(state()).isEqualTo("not-read");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRefusedReadNamesThePermission() {
        refuse();
        assertThat(open("")).contains("AWS refused to list its budgets", "budgets:ViewBudget");
        assertThat(state()).isEqualTo("refused");
        read(BUDGETS);
        refuse();
        assertThat(open("")).contains("The last read was refused", "Allow budgets:ViewBudget", "5 budgets");
        assertThat(names()).hasSize(5);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAccountWithoutBudgetsIsSaid() {
        read(List.of());
        assertThat(open("")).contains("No budgets exist in AWS", "list of budgets, 24 Nov 2026");
        assertThat(state()).isEqualTo("nothing-found");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void budgetsStandBesideOurFigures() {
        read(BUDGETS);
        assertThat(open("")).contains("AWS budgets", "5 budgets", "Over the limit1", "Match a team2", "Watch nothing2");
        assertThat(names()).containsExactly("vision", "fraud", "fraud-sagemaker", "no-prefix", "typo");

        assertThat(cells(0))
                .isEqualTo("visionCost, monthly$130.25 of $100 | $100 | $130.25Amortized cost"
                        + " | $126.50EffectiveCost | Vision | 2 notifications3 subscribers | Over130% of the limit");
        assertThat(cells(2)).contains("Also filters by a service");
        assertThat(cells(3)).endsWith("Watches nothing");

        List<AwsBudgetRow> rows = service.all().rows();
        AwsBudgetRow vision = rows.getFirst();
        assertThat(AwsBudgetText.team(vision)).isEqualTo("Vision");
        assertThat(AwsBudgetText.ours(vision)).isEqualTo("$126.50");
        assertThat(AwsBudgetText.actual(vision.budget())).isEqualTo("$130.25");
        assertThat(vision.basis()).isEqualTo("Amortized cost");
        assertThat(AwsBudgetText.ours(rows.get(1))).isEqualTo("$51.75");
        assertThat(AwsBudgetText.reason(rows.get(2))).isEqualTo("Also filters by a service");
        assertThat(AwsBudgetText.ours(rows.get(2))).isEmpty();
        assertThat(rows.get(3).nothing())
                .hasValueSatisfying(nothing -> assertThat(nothing).isInstanceOf(WatchesNothing.NoPrefix.class));
        assertThat(AwsBudgetText.allNotifications(vision.budget()))
                .isEqualTo("Actual above 87.5% (reached); Forecast above 100%");
        assertThat(AwsBudgetText.subscribers(vision.budget())).isEqualTo("3 subscribers");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theAddressFiltersToThoseThatWatchNothing() {
        read(BUDGETS);
        open("show=watches-nothing");
        assertThat(names()).containsExactly("no-prefix", "typo");
        test(find(NativeButton.class).withCondition(Texts.are("All")).single()).click();
        workers.run();
        roundTrip();
        assertThat(names()).hasSize(5);

        read(BUDGETS.subList(0, 1));
        assertThat(open("show=watches-nothing")).contains("Every budget watches something", "Show all budgets");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theFileSaysWhatThePageSays() throws IOException {
        read(BUDGETS);
        String csv = written("");
        assertThat(csv.lines()).hasSize(6);
        assertThat(csv.lines().toList().get(1))
                .startsWith("vision,Cost,monthly,2026-11-01,2026-11-30,USD,100,,130.25,,Amortized cost,")
                .contains(
                        ",126.5,USD,EffectiveCost,",
                        ",Vision,,Actual above 87.5% (reached); Forecast above 100%,3 subscribers,Over,");
        assertThat(written("show=watches-nothing").lines().skip(1))
                .hasSize(2)
                .allMatch(line -> line.contains("Watches nothing"));
    }

    private String written(String question) throws IOException {
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table(question).write(file, Progress.NONE);
        file.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void leadsMayNotSeeThem() {
        read(BUDGETS);
        assertThatThrownBy(() -> service.all()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> export.table("")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> export.about("")).isInstanceOf(AccessDeniedException.class);
    }
}
