package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.spend.SpendFixture;
import dev.bursar.spend.TableLayouts;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.DomEvents;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.DropMenu;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Toggles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

@ViewPackages(packages = "dev.bursar")
@BursarTest(properties = "bursar.sync.scheduled=false")
@Import({TestClock.class, HandWorkers.class})
class SpendViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void charges() {
        SpendFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
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

    @SuppressWarnings("unchecked")
    private List<String> rows(int table) {
        var grid = (Grid<SpendLine>)
                find(Grid.class).withClassName("spend-table").all().get(table);
        var rows = new ArrayList<String>();
        for (int i = 0; i < test(grid).size(); i++) {
            SpendLine line = test(grid).getRow(i);
            rows.add(line.label() + " " + line.total().stripTrailingZeros().toPlainString());
        }
        return rows;
    }

    private String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesEveryTeamAndWhatNobodyOwns() {
        open("");
        assertThat(rows(0)).containsExactly("Research 232.839506147", "Vision 126.5", "Fraud 46", "Unallocated 34.5");
        assertThat(Texts.of(find(KeyFigure.class).all().getFirst()))
                .contains("Spend, 3 teams and Unallocated")
                .contains("$439.84");
        assertThat(page()).contains("1\u201323 Nov 2026", "EffectiveCost", "USD and CNY", "21\u201323 Nov estimated");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    @SuppressWarnings("unchecked")
    void whatNobodyOwnsStaysLastHoweverTheTableIsSorted() {
        open("");
        var grid = (Grid<SpendLine>)
                find(Grid.class).withClassName("spend-table").all().getFirst();
        grid.sort(List.of(new GridSortOrder<>(grid.getColumnByKey("TOTAL"), SortDirection.ASCENDING)));
        assertThat(rows(0)).containsExactly("Fraud 46", "Vision 126.5", "Research 232.839506147", "Unallocated 34.5");
        grid.sort(List.of(new GridSortOrder<>(grid.getColumnByKey("NAME"), SortDirection.DESCENDING)));
        assertThat(rows(0)).containsExactly("Vision 126.5", "Research 232.839506147", "Fraud 46", "Unallocated 34.5");
        grid.sort(List.of());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void currenciesAreNeverAddedTogether() {
        open("");
        assertThat(rows(1)).containsExactly("Research 161");
        assertThat(Texts.of(find(KeyFigure.class).all().get(1))).contains("CNY 161.00");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesOwnRowsOnlyWhateverTheAddressAsks() {
        for (String query : List.of("", "by=service", "by=tag-value", "by=account", "view=cumulative&by=record-type")) {
            open(query);
            assertThat(page()).doesNotContain("Research", "Fraud", "Unallocated", "439.84", "CNY", "SageMaker");
            assertThat(rows(0)).hasSize(1).first().asString().endsWith(" 126.5");
        }
        open("f=team.is." + team("Research"));
        assertThat(page()).doesNotContain("Research").contains("No spend matches these filters");
        open("f=team.is.0");
        assertThat(page()).doesNotContain("Unallocated").contains("No spend matches these filters");
        open("f=team.contains.esear");
        assertThat(page()).contains("No spend matches these filters");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void untaggedAndHostileTextsAreRowsLikeTheOthers() {
        open("by=tag-value");
        assertThat(rows(0)).contains("Untagged 23", SpendFixture.HOSTILE + " 11.5");
        var hostile = QueryParameters.of(
                "f", "tag-value.is." + SpendFixture.HOSTILE.replace("%", "%25").replace(",", "%2C"));
        UI.getCurrent().navigate(SpendView.class, hostile);
        finish();
        assertThat(rows(0)).containsExactly("Unallocated 11.5");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aControlChangesTheAddressAndTheAddressIsLoaded() {
        open("");
        DomEvents.choose(find(DropDown.class).all().getFirst(), "Service");
        finish();
        assertThat(address()).isEqualTo("spend?by=service");
        assertThat(rows(0)).contains("Amazon SageMaker 232.839506147");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aClickOnARowLooksIntoIt() {
        open("");
        @SuppressWarnings("unchecked")
        var grid = (Grid<SpendLine>)
                find(Grid.class).withClassName("spend-table").all().getFirst();
        test(grid).clickRow(2);
        finish();
        assertThat(address()).contains("by=service", "f=team.is." + team("Fraud"));
        assertThat(rows(0)).containsExactly("Amazon S3 46");
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
        assertThat(rows(0)).containsExactly("Fraud 46", "Unallocated 23");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whyNamesTheRuleAndWhatItMatched() {
        open("");
        @SuppressWarnings("unchecked")
        var grid = (Grid<SpendLine>)
                find(Grid.class).withClassName("spend-table").all().getFirst();
        assertThat(test(grid).getLitRendererPropertyValue(1, "WHY", "why", String.class))
                .contains("Why is this Vision\u2019s?");
        test(grid).invokeLitRendererFunction(1, "WHY", "why");
        roundTrip(); // the panel asks once it is there
        finish();
        assertThat(Texts.of(find(WhyPanel.class).single()))
                .contains("Rule 2", "Tag value is vision, any case \u2192 Vision", "Vision", "$126.50");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aNewerQuestionOvertakesAnOlderOne() {
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString("by=account"));
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString("by=service"));
        assertThat(find(Skeleton.class).all()).hasSize(1);
        assertThat(find(Grid.class).withClassName("spend-table").all()).isEmpty();
        finish();
        assertThat(rows(0)).contains("Amazon EC2 126.5");
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
        open("from=2025-01-01&to=2025-02-01");
        assertThat(page()).contains("No spend in 1\u201331 Jan 2025").doesNotContain("$0.00");
        assertThat(find(DropMenu.class).withClassName("export-menu").all()).isEmpty();
    }

    @Test
    @SignedInAs({})
    void whoHasNoRoleIsNotLetIn() {
        assertThatThrownBy(() -> navigate(SpendView.class)).isInstanceOf(Throwable.class);
    }

    @SuppressWarnings("unchecked")
    private Grid<SpendLine> table() {
        return (Grid<SpendLine>)
                find(Grid.class).withClassName("spend-table").all().getFirst();
    }

    private static String cells(Grid<SpendLine> grid, SpendLine line) {
        return line.label() + " " + plain(line.total()) + " " + plain(line.before()) + " " + plain(line.change());
    }

    private static String plain(java.math.BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPeriodIsComparedWithAsManyDaysBefore() {
        open("from=2026-11-01&to=2026-11-11&compare=previous");
        assertThat(Texts.of(find(KeyFigure.class).all().getFirst()))
                .contains("$191.23", "$0.00", "vs $191.23 in 1\u201310 Oct");
        assertThat(cells(table(), test(table()).getRow(0))).isEqualTo("Research 101.23456789 101.23456789 0");
        assertThat(table().getColumnByKey("BEFORE").getFooterText()).isEqualTo("$191.23");
        assertThat(table().getColumnByKey("CHANGE").getFooterText()).isEqualTo("$0.00");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void daysOfWhichNothingWasReadAreNoZeroes() {
        open("from=2026-10-01&to=2026-10-11&compare=previous");
        assertThat(Texts.of(find(Notification.class).single())).contains("there are no costs of 1\u201310 Sep");
        assertThat(table().getColumnByKey("BEFORE")).isNull();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatIsLeftOutIsSaidAndGone() {
        open("without=credits");
        assertThat(page()).contains("without credits");
        assertThat(rows(0)).contains("Fraud 51.75");
        Toggles toggles = find(Toggles.class).single();
        assertThat(toggles.boxes())
                .filteredOn(box -> !box.checked())
                .extracting(Toggles.Box::label)
                .contains("Credits");
        DomEvents.click(toggles, "Credits");
        finish();
        assertThat(address()).isEqualTo("spend");
        open("f=record-type.is.Credit&without=credits");
        assertThat(page()).contains("All of it is left out");
        test(find(Button.class).withCondition(Texts.are("Leave nothing out")).single())
                .click();
        finish();
        assertThat(rows(0)).containsExactly("Fraud -5.75");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aRowOpensIntoItsPartsAndClosesAgain() {
        open("then=service");
        assertThat(test(table()).getLitRendererPropertyValue(2, "NAME", "opener", String.class))
                .isEqualTo("Open Fraud");
        toggle(2);
        assertThat(rows(0)).contains("Fraud 46", "Amazon S3 46").hasSize(5);
        toggle(2);
        assertThat(rows(0)).hasSize(4);
        test(table()).clickRow(0);
        finish();
        assertThat(address()).contains("by=service").doesNotContain("then=");
    }

    private void toggle(int row) {
        test(table()).invokeLitRendererFunction(row, "NAME", "toggle");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesNothingOfOthersInPartsComparisonOrDifference() {
        open("then=tag-value&compare=previous&without=tax");
        toggle(0);
        assertThat(rows(0)).containsExactly("Vision 126.5", "Vision 126.5");
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
        assertThat(table().getColumnByKey("SHARE").isVisible()).isFalse();
        assertThat(table().getColumnByKey("CHANGE").isVisible()).isTrue();
        assertThat(rows(0)).first().asString().startsWith("Fraud");
        assertThat(table().getSortOrder()).hasSize(2);
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

    private void export(String words) {
        DomEvents.choose(find(DropMenu.class).withClassName("export-menu").single(), words);
        roundTrip();
    }

    private List<String> exports() {
        return database.jdbc()
                .sql("select title || ' ' || format from export_job order by asked_at")
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
        database.jdbc().sql("delete from export_job").update();
        database.jdbc().sql("delete from scheduled_tasks").update();
    }
}
