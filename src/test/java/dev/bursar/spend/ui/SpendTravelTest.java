package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.list.Preset;
import dev.bursar.spend.SavedViews;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Travel;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a person chose goes along from page to page of a tab, and an address that says anything wins. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class SpendTravelTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void charges() {
        ChargeFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    /** Opens a page as the menu does, or by an address. */
    private String open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
        Component page = find(PageHeader.class).single().getParent().orElseThrow();
        return Texts.of(page);
    }

    private List<String> chips() {
        return List.of(find(FilterBar.class).single().toString());
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private String shownPeriod() {
        return Texts.of(find(PeriodControl.class).single());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void periodCostAndTeamGoAlongAndAnAddressWins() {
        int vision = team("Vision");
        open("spend", "period=last-month&cost=billed&by=service&f=team.is." + vision);
        assertThat(open("", "")).contains("1\u201331 Oct 2026", "BilledCost");
        // the Overview knows no teams, and takes none away
        assertThat(open("spend", "")).contains("1\u201331 Oct 2026", "BilledCost");
        assertThat(chips().getFirst()).startsWith("Team is ");
        assertThat(find(HtmlTable.class).withClassName("spend-table").single().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.name().text()).isEqualTo("Vision"));

        // an address that says anything is taken as it is, and is what goes along from then on
        assertThat(open("", "month=2026-11")).contains("Nov 2026", "EffectiveCost");
        assertThat(open("spend", "by=service")).contains("1\u201323 Nov 2026", "EffectiveCost");
        assertThat(chips()).containsExactly("");
        assertThat(open("", "")).contains("EffectiveCost").doesNotContain("Oct 2026 \u00B7");
        assertThat(Travel.in(UI.getCurrent())).isEqualTo(Travel.NOTHING);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aMonthOfTheOverviewGoesToSpendAndBackToTheMenu() {
        open("", "month=2026-10&cost=billed");
        assertThat(open("spend", "")).contains("1\u201331 Oct 2026", "BilledCost");
        // a click on the menu while one is there leads to the plain page
        assertThat(open("spend", "")).contains("1\u201323 Nov 2026", "EffectiveCost");
        assertThat(open("", "")).contains("EffectiveCost");
        // other days than a month are shown as their month, and aren't forgotten
        open("spend", "from=2026-10-05&to=2026-10-09");
        assertThat(open("", "")).contains("1\u201331 Oct 2026");
        assertThat(open("spend", "")).contains("5\u20138 Oct 2026");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void anotherTabBeginsWithoutIt() {
        open("spend", "period=last-month&f=team.is." + team("Vision"));
        assertThat(Travel.in(UI.getCurrent())).isEqualTo(new Travel(Preset.LAST_MONTH, null, null, team("Vision")));
        assertThat(Travel.in(new UI())).isEqualTo(Travel.NOTHING);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aTeamThatALeadMayNotSeeDoesNotGoAlong() {
        assertThat(open("spend", "period=last-month&f=team.is." + team("Research")))
                .contains("No spend matches these filters");
        assertThat(Travel.in(UI.getCurrent()).team()).isNull();
        open("", "");
        // nor where it was seen before
        Travel.in(UI.getCurrent()).withTeam(team("Fraud")).keepIn(UI.getCurrent());
        assertThat(open("spend", "")).contains("1\u201331 Oct 2026", "Vision").doesNotContain("Fraud", "Research");
        assertThat(chips()).containsExactly("");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theViewThatAPersonBeginsWithKeepsWhatDoesNotGoAlong() {
        SavedViews views = portal.getBean(SavedViews.class);
        int id = views.save("Services", "by=service&period=last-7-days", List.of(), false);
        views.openFirst(id, 0, true);
        assertThat(open("spend", "")).contains("17\u201323 Nov 2026", "By service");
        open("", "month=2026-10");
        assertThat(open("spend", "")).contains("1\u201331 Oct 2026", "By service");
        assertThat(shownPeriod()).contains("October 2026");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void oneMeasureOverManyDaysIsALineUnlessTheAddressSaysBars() {
        String one = "from=2026-09-20&to=2026-11-24&by=service&f=service.is.Amazon EC2";
        open("spend", one);
        assertThat(pressed()).isEqualTo("Lines");
        open("spend", one + "&chart=bars");
        assertThat(pressed()).isEqualTo("Bars");
        open("spend", "from=2026-09-20&to=2026-11-24");
        assertThat(pressed()).as("the height of bars is the whole").isEqualTo("Bars");
        open("spend", "");
        assertThat(pressed()).isEqualTo("Bars");
        open("spend", "chart=lines");
        assertThat(pressed()).isEqualTo("Lines");
    }

    private String pressed() {
        return find(NativeButton.class)
                .withCondition(button -> List.of("Bars", "Lines").contains(button.getText())
                        && "true".equals(button.getElement().getAttribute("aria-pressed")))
                .all()
                .getFirst() // of the largest currency
                .getText();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theOrderOfTheAddressWinsOverOnesOwnAndIsNotKept() {
        open("spend", "sort=name");
        assertThat(names()).startsWith("Fraud", "Research");
        open("spend", "");
        assertThat(names()).startsWith("Research", "Vision", "Fraud");
        open("spend", "sort=total");
        assertThat(names()).startsWith("Fraud", "Vision", "Research");
    }

    private List<String> names() {
        return find(HtmlTable.class).withClassName("spend-table").all().getFirst().lines().stream()
                .map(line -> line.name().text())
                .toList();
    }
}
