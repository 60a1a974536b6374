package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.spend.TableLayouts;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTableLines;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Toggle;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class SpendViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @BeforeEach
    void charges() {
        ChargeFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
        clock.forward(Duration.between(clock.instant(), TestClock.START));
    }

    private void open(String query) {
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString(query));
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String page() {
        return Texts.of(find(SpendView.class).single());
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private List<String> rows(int table) {
        return tables().get(table).lines().stream().map(SpendViewTest::row).toList();
    }

    private static String row(Line line) {
        return line.name().text() + " " + line.figures().getFirst();
    }

    private List<HtmlTable> tables() {
        return find(HtmlTable.class).withClassName("spend-table").all();
    }

    private HtmlTable table() {
        return tables().getFirst();
    }

    /** Follows the line's link. */
    private void look(Line line) {
        String address = line.name().address();
        assertThat(address).startsWith("spend?");
        open(address.substring("spend?".length()));
    }

    private String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesEveryTeamAndWhatNobodyOwns() {
        open("");
        assertThat(rows(0)).containsExactly("Research $232.84", "Vision $126.50", "Fraud $46.00", "Unallocated $34.50");
        assertThat(Texts.of(find(KeyFigure.class).all().getFirst()))
                .contains("Spend, 3 teams and Unallocated")
                .contains("$439.84");
        assertThat(page()).contains("1\u201323 Nov 2026", "EffectiveCost", "USD and CNY", "21\u201323 Nov estimated");
        assertThat(page()).as("the days left of November").contains("Projected");
        open("period=last-month");
        assertThat(page()).doesNotContain("Projected");
        open("from=2026-11-01&to=2026-11-11");
        assertThat(page()).doesNotContain("Projected");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void monthsToComeAreAForecastAndHoldNoCosts() {
        open("period=next-quarter&by=service");
        assertThat(page())
                .contains("No forecast for Jan\u2013Mar 2027 yet", "A forecast needs eight weeks of costs.")
                .doesNotContain("$");
        assertThat(find(DropDown.class).all().stream().filter(DropDown::isVisible))
                .as("a forecast isn't grouped or compared")
                .hasSize(1);
        open("period=next-month&f=region.is.eu-west-1");
        assertThat(page()).contains("Costs aren\u2019t forecast by region");
        find(Button.class).all().stream()
                .filter(button -> button.getText().equals("Remove the filter"))
                .findFirst()
                .orElseThrow()
                .click();
        finish();
        assertThat(address()).isEqualTo("spend?period=next-month");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aYearIsShownByQuarterWithTheSumsOfItsMonths() {
        open("period=year-to-date&view=quarterly");
        assertThat(rows(0).getFirst()).startsWith("Research");
        List<String> year = rows(0);
        open("period=year-to-date&view=monthly");
        assertThat(rows(0)).isEqualTo(year);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void beforeTheFirstCostsOfAMonthTheMonthBeforeIsShown() {
        clock.forward(Duration.ofDays(7));
        open("");

        assertThat(rows(0)).containsExactly("Research $232.84", "Vision $126.50", "Fraud $46.00", "Unallocated $34.50");
        assertThat(page()).contains("Nov 2026");
        open("period=this-month");
        assertThat(page()).as("who asks for it").contains("Costs of 1 Dec 2026 haven\u2019t arrived yet");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatNobodyOwnsStaysLastHoweverTheTableIsSorted() {
        open("");
        assertThat(sorted("TOTAL"))
                .containsExactly("Fraud $46.00", "Vision $126.50", "Research $232.84", "Unallocated $34.50");
        assertThat(sorted("-NAME,TOTAL"))
                .containsExactly("Vision $126.50", "Research $232.84", "Fraud $46.00", "Unallocated $34.50");
        assertThat(sorted("no column,-,,WHY"))
                .containsExactly("Research $232.84", "Vision $126.50", "Fraud $46.00", "Unallocated $34.50");
        assertThat(HtmlTableLines.from(table(), Integer.MAX_VALUE, "")).isEmpty();
        assertThat(HtmlTableLines.from(table(), -1, "")).hasSize(4);
    }

    private List<String> sorted(String by) {
        return HtmlTableLines.from(table(), 0, by).stream()
                .map(SpendViewTest::row)
                .toList();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void currenciesAreNeverAddedTogether() {
        open("");
        assertThat(rows(1)).containsExactly("Research CNY 161.00");
        assertThat(Texts.of(find(KeyFigure.class).all().get(1))).contains("CNY 161.00");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesOwnRowsOnlyWhateverTheAddressAsks() {
        for (String query : List.of("", "by=service", "by=tag-value", "by=account", "view=cumulative&by=record-type")) {
            open(query);
            assertThat(page()).doesNotContain("Research", "Fraud", "Unallocated", "439.84", "CNY", "SageMaker");
            assertThat(rows(0)).hasSize(1).first().asString().endsWith(" $126.50");
        }
        open("f=team.is." + team("Research"));
        assertThat(page()).doesNotContain("Research").contains("No spend matches these filters");
        open("f=team.is.0");
        assertThat(page()).doesNotContain("Unallocated").contains("No spend matches these filters");
        open("f=team.contains.esear");
        assertThat(page()).contains("No spend matches these filters");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aFilterOnATeamThatALeadCanNotSeeSaysSoAndShowsNoNumber() {
        for (String unseen : List.of(String.valueOf(team("Fraud")), "99999")) {
            open("f=team.is." + unseen);
            assertThat(page()).as(unseen).contains("a team you can\u2019t see").doesNotContain("is " + unseen, "Fraud");
        }
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void untaggedAndHostileTextsAreRowsLikeTheOthers() {
        open("by=tag-value");
        assertThat(rows(0)).contains("Untagged $23.00", PlainText.cut(ChargeFixture.HOSTILE, 120) + " $11.50");
        var hostile = QueryParameters.of(
                "f", "tag-value.is." + ChargeFixture.HOSTILE.replace("%", "%25").replace(",", "%2C"));
        UI.getCurrent().navigate(SpendView.class, hostile);
        finish();
        assertThat(rows(0)).containsExactly("Unallocated $11.50");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aControlChangesTheAddressAndTheAddressIsLoaded() {
        open("");
        test(find(DropDown.class).withAriaLabel("Group by").single()).selectItem("Service");
        finish();
        assertThat(address()).isEqualTo("spend?by=service");
        assertThat(rows(0)).contains("Amazon SageMaker $232.84");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aClickOnARowLooksIntoIt() {
        open("");
        look(table().lines().get(2));
        assertThat(address()).contains("by=service", "f=team.is." + team("Fraud"));
        assertThat(rows(0)).containsExactly("Amazon S3 $46.00");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aFilterThatEmptiesThePageIsNamedAndCanBeRemoved() {
        open("f=service.contains.S3&f=record-type.is.Tax");
        assertThat(Texts.of(find(EmptyState.class).single()))
                .contains("No spend matches these filters", "Record type is Tax");
        Button remove = find(Button.class)
                .withCondition(Texts.are("Remove \u201CRecord type is Tax\u201D"))
                .single();
        test(remove).click();
        finish();
        assertThat(address()).isEqualTo("spend?f=service.contains.S3");
        assertThat(rows(0)).containsExactly("Fraud $46.00", "Unallocated $23.00");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whyNamesTheRuleAndWhatItMatched() {
        open("");
        Line vision = table().lines().get(1);
        assertThat(vision.question()).contains("Why is this Vision\u2019s?");
        HtmlTableLines.ask(table(), vision.key());
        HtmlTableLines.ask(table(), 99);
        roundTrip(); // the panel asks once it is there
        finish();
        assertThat(Texts.of(find(WhyPanel.class).single()))
                .contains("Rule 2", "Tag value is vision \u2192 Vision", "Vision", "$126.50");
    }

    /** Asks why nobody owns what a row without a team costs. */
    private WhyPanel whyUnallocated(String query) {
        find(WhyPanel.class).all().forEach(WhyPanel::close);
        roundTrip();
        open(query);
        HtmlTable table = tables().stream()
                .filter(one -> String.valueOf(one.lines().getLast().question()).contains("Why is this Unallocated?"))
                .findFirst()
                .orElseThrow();
        HtmlTableLines.ask(table, table.lines().getLast().key());
        roundTrip();
        finish();
        return find(WhyPanel.class).single();
    }

    private static Optional<String> createRule(WhyPanel panel) {
        return within(panel.getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .filter(link -> link.getText().equals("New rule"))
                .map(Anchor::getHref)
                .findFirst();
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(SpendViewTest::within));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whyUnallocatedEndsInARuleThatIsFilledIn() {
        assertThat(createRule(whyUnallocated(""))).contains("admin/rules/new?account=012345678901");
        assertThat(filledIn("account=012345678901")).containsExactly(Set.of("012345678901"));
        assertThat(createRule(whyUnallocated("f=service.is.Amazon+S3")))
                .contains("admin/rules/new?account=012345678901&service=Amazon+S3");
        assertThat(filledIn("account=012345678901&service=Amazon+S3"))
                .containsExactlyInAnyOrder(Set.of("012345678901"), Set.of("Amazon S3"));
        String byTag = createRule(whyUnallocated("f=service.is.AWS+Glue")).orElseThrow();
        assertThat(byTag).startsWith("admin/rules/new?tag=").endsWith("&service=AWS+Glue");
        assertThat(filledIn(byTag.substring(byTag.indexOf('?') + 1)))
                .containsExactlyInAnyOrder(Set.of(ChargeFixture.HOSTILE), Set.of("AWS Glue"));
    }

    /** What the page that adds a rule has chosen already. */
    private List<Object> filledIn(String query) {
        UI.getCurrent().navigate("admin/rules/new", QueryParameters.fromString(query));
        finish();
        return find(MultiSelectComboBox.class).all().stream()
                .map(field -> (Object) field.getValue())
                .filter(values -> !Set.of().equals(values))
                .toList();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whoCanAddNoRuleIsToldWhoCan() {
        WhyPanel panel = whyUnallocated("");
        assertThat(createRule(panel)).isEmpty();
        assertThat(Texts.of(panel)).contains("No rule claims these costs", "An admin can add a rule for them.");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aNewerQuestionOvertakesAnOlderOne() {
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString("by=account"));
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString("by=service"));
        assertThat(find(Skeleton.class).all()).hasSize(1);
        assertThat(tables()).isEmpty();
        finish();
        assertThat(rows(0)).contains("Amazon EC2 $126.50");
        assertThat(find(Skeleton.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aBadAddressShowsTheNearestViewAndSaysWhatWasLeftOut() {
        open("from=tomorrow&by=colour&f=x&zzz=1");
        assertThat(rows(0)).hasSize(4);
        assertThat(Texts.of(find(Notification.class).single())).contains("zzz", "from=tomorrow", "And 1 more.");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aDayWithoutChargesSaysSo() {
        open("");
        open("from=2025-01-01&to=2025-02-01");
        assertThat(page())
                .contains("Costs of January 2025 haven\u2019t been read")
                .doesNotContain("$0.00");
        assertThat(exportMenu().isEnabled()).isFalse();
        export("Charges as CSV"); // crafted: the browser lets nobody press it
        assertThat(exports()).isEmpty();
    }

    @Test
    @SignedInAs({})
    void whoHasNoRoleIsNotLetIn() {
        assertThatThrownBy(() -> navigate(SpendView.class)).isInstanceOf(Throwable.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theFirstDaysOfAMonthAreComparedWithTheSameDaysOfTheMonthBefore() {
        open("from=2026-11-01&to=2026-11-11&compare=previous");
        assertThat(Texts.of(find(KeyFigure.class).all().getFirst()))
                .contains("$191.23", "$0.00", "vs $191.23 in 1\u201310 Oct");
        assertThat(table().lines().getFirst().figures())
                .containsExactly("$101.23", "$101.23", "$0.00", "0.0%", "52.9%");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void daysOfWhichNothingWasReadAreNoZeroes() {
        open("from=2026-10-01&to=2026-10-11&compare=previous");
        assertThat(Texts.of(find(Notification.class).single()))
                .contains("No comparison with 1\u201310 Sep", "there is no data before ");
        assertThat(table().lines().getFirst().figures()).hasSize(2);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatIsLeftOutIsSaidAndGone() {
        open("without=credits");
        assertThat(page()).contains("without credits");
        assertThat(rows(0)).contains("Fraud $51.75");
        Toggle credits = find(Toggle.class).withLabel("Credits").single();
        assertThat(credits.getValue()).isFalse();
        test(credits).click();
        finish();
        assertThat(address()).isEqualTo("spend");
        open("f=record-type.is.Credit&without=credits");
        assertThat(page()).contains("All spend is excluded");
        test(find(Button.class).withCondition(Texts.are("Include all charges")).single())
                .click();
        finish();
        assertThat(rows(0)).containsExactly("Fraud \u2212$5.75");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aRowOpensIntoItsPartsAndClosesAgain() {
        open("then=service");
        assertThat(table().lines().get(2).opener()).isEqualTo("Open Fraud");
        toggle(2);
        assertThat(rows(0)).contains("Fraud $46.00", "Amazon S3 $46.00").hasSize(5);
        toggle(2);
        assertThat(rows(0)).hasSize(4);
        look(table().lines().getFirst());
        assertThat(address()).contains("by=service").doesNotContain("then=");
    }

    private void toggle(int row) {
        HtmlTableLines.toggle(table(), table().lines().get(row).key(), 0);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesNothingOfOthersInPartsComparisonOrDifference() {
        open("then=tag-value&compare=previous&without=tax");
        toggle(0);
        assertThat(rows(0)).containsExactly("Vision $126.50", "Vision $126.50");
        test(find(Button.class)
                        .withCondition(Texts.are("Why does this differ from Cost Explorer?"))
                        .single())
                .click();
        roundTrip();
        finish();
        String panel = Texts.of(find(DifferencePanel.class).single());
        assertThat(panel)
                .contains("Bursar, EffectiveCost$126.50", "Cost Explorer, net amortized costs$126.50", "your own teams")
                .doesNotContain("accounts were read", "Research", "Fraud", "439.84");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void aTableIsArrangedAsThePersonLeftIt() {
        portal.getBean(TableLayouts.class)
                .keep(new TableLayouts.TableLayout(
                        java.util.Set.of("SHARE", "no such column"), List.of("NAME", "-TOTAL", "colour")));
        UI.getCurrent().navigate("sync"); // comes back to a new page
        open("compare=previous");
        assertThat(rows(0)).first().asString().startsWith("Fraud");
        database.jdbc().sql("delete from table_layout").update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aBrowserThatLostAMessageGetsThePageAnew() {
        open("");
        var before = find(SpendBlock.class).all();
        UI.getCurrent().getInternals().getStateTree().prepareForResync();
        roundTrip();
        finish();
        assertThat(rows(0)).hasSize(4);
        assertThat(find(SpendBlock.class).all()).doesNotContainAnyElementsOf(before);
    }

    private MenuBar exportMenu() {
        return find(MenuBar.class).withClassName("export-menu").single();
    }

    private Stream<MenuItem> exportItems() {
        return exportMenu().getItems().getFirst().getSubMenu().getItems().stream();
    }

    private void export(String words) {
        exportItems()
                .filter(item -> item.getText().equals(words))
                .forEach(item -> ComponentUtil.fireEvent(item, new ClickEvent<>(item)));
        roundTrip();
    }

    private List<String> exports() {
        return database.jdbc()
                .sql("select title || ' ' || format from export_job join background_work using (id) order by number")
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aSmallTableComesAtOnceAndChargesAreMadeInTheBackground() {
        open("from=2026-11-01&to=2026-11-11&f=team.is." + team("Fraud"));
        export("Table as CSV");
        assertThat(exports()).isEmpty();
        export("Charges as XLSX");
        assertThat(Texts.of(find(Notification.class).single()))
                .contains("Export started. The link will be in your menu.");
        assertThat(exports()).containsExactly("Charges, 1\u201310 Nov 2026, 1 filter XLSX");
        database.jdbc().sql("delete from background_work").update();
        database.jdbc().sql("delete from scheduled_tasks").update();
    }
}
