package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.LineLinks;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The lines of ten, as each role opens them, and what the page says where there are none. */
@ViewPackages(packages = "dev.bursar")
@BursarTest(
        properties = {"bursar.aws.charge-files=${user.dir}/target/test-data/lines-${PID}", "bursar.aws.team-tag=team"})
class LinesViewTest extends SpringBrowserlessTest {
    private static final String DAY = "from=2026-10-03&to=2026-10-04";

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @BeforeEach
    void delivery() throws IOException {
        new LinesFixture(portal).deliver();
    }

    private String open(String question) {
        workers.forget();
        UI.getCurrent().navigate(LineLinks.LINES, QueryParameters.fromString(question));
        for (int i = 0; i < 4; i++) {
            roundTrip();
            find(LinesView.class).single(); // what the page was told is run when it is looked at
            workers.run();
        }
        roundTrip();
        return Texts.of(find(LinesView.class).single());
    }

    private String state() {
        return find(EmptyState.class).all().stream()
                .map(state -> state.getElement().getAttribute("data-state"))
                .findFirst()
                .orElse("");
    }

    @SuppressWarnings("unchecked")
    private List<String> column(String name) {
        Grid<LinesAnswer.Row> grid = find(Grid.class).single();
        int at = grid.getColumns().indexOf(grid.getColumnByKey(name));
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> String.valueOf(test(grid).getRow(row).cell(at)))
                .toList();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesAllLinesBesideTheirCharges() {
        assertThat(open(DAY))
                .contains("3 Oct 2026", "EffectiveCost of the lines", "$20.00", "10 lines")
                .contains("The lines add up to the");
        assertThat(column("EffectiveCost"))
                .as("the dearest first")
                .containsExactly("4.0", "4.0", "3.0", "3.0", "2.0", "2.0", "1.0", "1.0", "0.0", "0.0");
        open(DAY + "&column=ChargeDescription&column=BilledCost&column=None&sort=ChargeDescription");
        assertThat(column("ChargeDescription")).startsWith("research in hour 0").hasSize(10);
        assertThat(find(Notification.class).all().stream().map(Texts::of))
                .anyMatch(text -> text.contains("Ignored the column \u201CNone\u201D: the files have no such column."));
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters())
                .contains("column=None", "sort=ChargeDescription", "from=2026-10-03", "to=2026-10-04");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void anotherOrderIsNotLookedUpAgain() throws IOException {
        open(DAY + "&column=ChargeDescription&column=BilledCost");
        List<String> dearest = column("BilledCost");
        Files.delete(LinesFixture.FILE);
        open(DAY + "&column=ChargeDescription&column=BilledCost&sort=BilledCost");
        assertThat(column("BilledCost")).isEqualTo(dearest.reversed());
        open(DAY + "&column=ChargeDescription&column=BilledCost&sort=-ChargeDescription");
        assertThat(column("ChargeDescription"))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .hasSize(10);
        assertThat(open(DAY + "&column=ChargeDescription&sort=BilledCost")).contains("The lines could not be opened");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesTheLinesOfTheirTeamAlsoByAnothersAddress() {
        assertThat(open(DAY + "&column=ChargeDescription")).contains("5 lines", "$10.00");
        assertThat(column("ChargeDescription")).allMatch(text -> text.startsWith("research"));
        for (int team = 0; team < 5; team++) {
            String page = open(DAY + "&f=team.is." + team + "&column=ChargeDescription");
            assertThat(page).doesNotContain("vision in");
            if (find(Grid.class).all().isEmpty()) {
                assertThat(state()).isEqualTo("no-match");
            } else {
                assertThat(column("ChargeDescription")).allMatch(text -> text.startsWith("research"));
            }
        }
    }

    @Test
    @SignedInAs(Role.LEAD)
    void whoLeadsNobodySeesNone() {
        assertThat(open(DAY)).doesNotContain("10 lines");
        assertThat(find(Grid.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatWasNotDeliveredIsAFactAndNotAnEmptyList() {
        assertThat(open("from=2026-11-02&to=2026-11-05"))
                .contains("Not delivered as files", "were read from Cost Explorer");
        assertThat(open(DAY + "&f=service.is.None")).contains("No charges match these filters");
        assertThat(state()).isEqualTo("no-match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-09-01&to=2026-11-01", "period=year-to-date"})
    @SignedInAs(Role.FINANCE)
    void moreThanAMonthIsNotOpened(String question) {
        assertThat(open(question)).contains("Choose at most 31 days");
        assertThat(find(Grid.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void daysInTheWrongOrderAreSaid() {
        open("from=2026-10-04&to=2026-10-03");
        assertThat(find(Notification.class).all().stream().map(Texts::of))
                .anyMatch(text -> text.contains("it must be after from=2026-10-04"));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void filesThatAreGoneOrReplacedAreSaid() throws IOException {
        Files.delete(LinesFixture.FILE);
        assertThat(open(DAY)).contains("The lines could not be opened", "1.parquet, which is missing");
        assertThat(find(Button.class).withCondition(Texts.are("Try again")).all())
                .hasSize(1);
        Files.writeString(
                LinesFixture.ROOT.resolve("metadata/BILLING_PERIOD=2026-10/team-Manifest.json"),
                "{\"dataFiles\":[\"s3://b/data/BILLING_PERIOD=2026-10/2.parquet\"]}");
        assertThat(open(DAY))
                .contains(
                        "The lines could not be opened",
                        "AWS has delivered 2026-10 again since its charges were read.");
    }
}
