package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.spend.Breakdowns;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTableLines;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class BreakdownViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    Breakdowns breakdowns;

    @Autowired
    BreakdownExport file;

    @Autowired
    SpendExport spendFile;

    @Autowired
    TestDatabase database;

    private int id;

    @BeforeEach
    void stored() {
        ChargeFixture.load(portal);
        id = database.jdbc()
                .sql("insert into cost_breakdown (tag_key, dimension) values ('env', 'SERVICE') returning id")
                .query(Integer.class)
                .single();
        database.jdbc().sql("""
            insert into breakdown_cost (breakdown_id, granularity, period, tag_value, value, currency, effective_cost)
            select ?, 'DAILY', day::date, tag, service, currency, cost
              from generate_series(timestamp '2026-11-01', timestamp '2026-11-23', interval '1 day') day,
                   (values ('prod', 'Amazon SageMaker', 'USD', 10.123456789), ('prod', 'Amazon EC2', 'USD', 5.5),
                           ('dev', 'Amazon S3', 'USD', 2), ('', 'Amazon S3', 'USD', 1.5),
                           ('', 'AWS Glue', 'CNY', 7)) as cost (tag, service, currency, cost)
            """).param(id).update();
    }

    @AfterEach
    void forget() {
        workers.forget();
        database.jdbc().sql("delete from cost_breakdown").update();
    }

    private void open(String query) {
        UI.getCurrent().navigate(BreakdownView.class, QueryParameters.fromString(query));
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String page() {
        return Texts.of(find(BreakdownView.class).single());
    }

    @SuppressWarnings("unchecked")
    private DropDown<GroupChoice> groupBy() {
        return find(DropDown.class).all().getFirst();
    }

    private List<String> offered() {
        return test(groupBy()).getSuggestions();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aBreakdownIsAChoiceOfItsOwnAndSaysWhetherItAgrees() {
        UI.getCurrent().navigate(SpendView.class);
        finish();
        open("");
        assertThat(offered()).contains("env \u00D7 service", "Choose a tag key\u2026");
        assertThat(find(H1.class).single().getText()).isEqualTo("env \u00D7 service");
        assertThat(page())
                .contains("1\u201323 Nov 2026", "EffectiveCost", "USD and CNY", "21\u201323 Nov estimated")
                .contains("The total equals the charges for the same days.");
        HtmlTable table =
                find(HtmlTable.class).withClassName("spend-table").all().getFirst();
        assertThat(table.lines()).hasSize(3);
        assertThat(HtmlTableLines.toggle(table, table.lines().getFirst().key(), 0))
                .hasSize(5);
        test(groupBy()).selectItem("Service");
        finish();
        assertThat(find(H1.class).single().getText()).isEqualTo("Spend");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void tagKeysAreListedWithTheirSpendAndLeadToIt() {
        open("");
        test(groupBy()).selectItem("Choose a tag key\u2026");
        finish();
        finish(); // it asks once it is part of the page
        var list = find(TagKeysList.class).single();
        assertThat(Texts.of(list))
                .contains("$416.84names teams, from all sources94.8% of spend")
                .contains("Tag: env$405.34from a breakdown92.2% of spend");
        assertThat(list.getElement().getOuterHTML()).contains("by=tag-value", "by=tag");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theExplorerGroupsAndFiltersByItsTagWithTheChargesTotal() throws IOException {
        spend("by=tag:env");
        assertThat(rows()).containsExactly("prod $359.34", "dev $46.00", "No env tag $34.50");
        assertThat(Texts.of(find(SpendView.class).single()))
                .contains("$439.84", "CNY 161.00", "The tag values of 1\u201323 Nov come from a breakdown.")
                .doesNotContain("Not known");
        assertThat(offered()).contains("Tag: env", "Choose a tag key\u2026");
        assertThat(csv())
                .containsSubsequence("prod,yes,USD,359.339506147", "dev,yes,USD,46", "No env tag,no,USD,34.500000000");
        HtmlTable table =
                find(HtmlTable.class).withClassName("spend-table").all().getFirst();
        assertThat(table.lines().getFirst().name().address()).contains("by=service", "env.is.prod");
        spend("by=tag:env&then=account");
        assertThat(rows()).as("it is read by service").containsExactly("Not known $439.84");
        assertThat(Texts.of(find(SpendView.class).single()))
                .contains(
                        "Not known: the costs of 1\u201323 Nov come from Cost Explorer",
                        "A breakdown has EffectiveCost by this tag and service only.");
        spend("by=tag:env&period=last-month");
        assertThat(rows()).containsExactly("Not known $592.83");
        spend("by=account&f=tag:env.is.prod");
        assertThat(find(EmptyState.class).single().getElement().getAttribute("data-state"))
                .isEqualTo("no-match");
        assertThat(Texts.of(find(SpendView.class).single()))
                .contains(
                        "No known spend matches these filters",
                        "CNY 161.00 and $439.84 are not included because the tag env isn\u2019t known");
        spend("by=tag:env&f=tag:env.is.prod");
        assertThat(rows()).containsExactly("prod $359.34");
    }

    /** What the page offers as a file, without the days. */
    private List<String> csv() throws IOException {
        var question = new CostQuery(
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-24"),
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                new Dimension.Tag("env"),
                List.of());
        var bytes = new ByteArrayOutputStream();
        spendFile
                .answer(
                        new SpendFile(SpendFile.Content.TABLE, question, SpendUrl.View.MONTHLY).stored(),
                        ExportFormat.CSV)
                .write(bytes, ExportSource.Progress.NONE);
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst(",[^,]*$", ""))
                .toList();
    }

    private void spend(String query) {
        UI.getCurrent().navigate(SpendView.class, QueryParameters.fromString(query));
        finish();
    }

    private List<String> rows() {
        return find(HtmlTable.class).withClassName("spend-table").all().getFirst().lines().stream()
                .map(line -> line.name().text() + " " + line.figures().getFirst())
                .toList();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutChargeFilesReconciliationStillSaysWhetherTheLastMonthMatches() {
        UI.getCurrent().navigate(ReconciliationView.class);
        finish();
        assertThat(Texts.of(find(ReconciliationView.class).single()))
                .contains("October 2026 has no invoice yet", "No documents yet", "Open October 2026 in Chargeback");
        assertThat(find(EmptyState.class).single().getElement().getAttribute("data-state"))
                .isEqualTo("not-set-up");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatDiffersIsSaidAndFiltersAreItsOwn() {
        database.jdbc()
                .sql("update breakdown_cost set effective_cost = 3 where tag_value = 'dev'")
                .update();
        open("id=" + id + "&month=2026-11&f=tag-value.is.dev&f=account.is.1");
        assertThat(page())
                .contains(
                        "$69.00", "$23.00 more than Spend shows ($439.84), because they were read at different times.");
        assertThat(find(dev.bursar.ui.FilterChip.class).all()).hasSize(1);
        open("id=" + id + "&month=2026-11&f=tag-value.is.nothing");
        assertThat(page()).contains("No spend matches these filters");
        assertThat(state()).isEqualTo("no-match");
        open("id=" + id + "&month=2026-10");
        assertThat(page()).contains("Not read yet");
        assertThat(state()).isEqualTo("not-read");
        open("id=999&month=x");
        assertThat(page()).contains("Breakdown not found").doesNotContain("New breakdown");
        assertThat(state()).isEqualTo("missing");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void itsFileHasTheSumsOfThePageAndIsAskedAgainWithTheRightsOfWhoeverFetchesIt() throws IOException {
        open("id=" + id + "&month=2026-11&f=tag-value.is.prod,dev");
        String question =
                "{\"id\":%d,\"month\":\"2026-11\",\"filters\":[{\"dimension\":\"TAG_VALUE\",\"operator\":\"IS\",\"values\":[\"prod\",\"dev\"]}]}"
                        .formatted(id);
        assertThat(file.about(question).file()).isEqualTo("spend-by-tag-and-service-2026-11");
        var bytes = new ByteArrayOutputStream();
        file.answer(question, ExportFormat.CSV).write(bytes, ExportSource.Progress.NONE);
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst())
                .endsWith("Tag: env,Tagged,Service,Currency,EffectiveCost 2026-11-01 to 2026-11-23");
        assertThat(lines)
                .containsSubsequence(
                        "prod,yes,Amazon SageMaker,USD,232.839506147",
                        "prod,yes,Amazon EC2,USD,126.5",
                        "dev,yes,Amazon S3,USD,46");
        assertThat(lines).noneMatch(line -> line.contains("AWS Glue"));
        assertThat(page()).contains("$405.34");
        breakdownsGone();
        assertThatThrownBy(() -> file.table(question)).isInstanceOf(StaleEdit.class);
    }

    private String state() {
        return find(EmptyState.class).single().getElement().getAttribute("data-state");
    }

    private void breakdownsGone() {
        database.jdbc().sql("delete from cost_breakdown").update();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadNeverSeesOne() {
        UI.getCurrent().navigate(SpendView.class);
        finish();
        assertThat(offered()).hasSize(6).noneMatch(choice -> choice.contains("breakdown") || choice.contains("env"));
        spend("by=tag:env");
        assertThat(rows()).as("only their own charges, as if nothing were kept").containsExactly("Not known $126.50");
        assertThatThrownBy(breakdowns::all).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> breakdowns.ask(id, YearMonth.of(2026, 11), List.of()))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> breakdowns.price(Dimension.SERVICE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> file.table("{\"id\":%d,\"month\":\"2026-11\",\"filters\":[]}".formatted(id)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> navigate(BreakdownView.class)).isInstanceOf(Throwable.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void onlyAnAdminTurnsOneOnOrOff() {
        assertThatThrownBy(() -> breakdowns.turnOn("x", Dimension.SERVICE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> breakdowns.turnOff(id)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminIsToldThePriceBeforeItIsTurnedOn() {
        database.jdbc().sql("delete from cost_breakdown").update();
        open("");
        finish();
        assertThat(Texts.of(find(EmptyState.class).single())).contains("Break costs down by another tag");
        assertThat(state()).isEqualTo("not-set-up");
        assertThat(page()).contains("Tag keys, November 2026", "Tag that names teams");
        test(find(Button.class)
                        .withCondition(Texts.are("New breakdown\u2026"))
                        .all()
                        .getFirst())
                .click();
        var dialog = find(BreakdownDialog.class).single();
        assertThat(Texts.of(dialog)).contains("requests for the first read ($0.0", "a month");
        test(find(Button.class).withCondition(Texts.are("Turn on")).single()).click();
        assertThat(find(TextField.class).withLabel("Tag key").single().getErrorMessage())
                .isEqualTo("Enter a tag key");
        find(TextField.class).withLabel("Tag key").single().setValue("cost-centre");
        test(find(Button.class).withCondition(Texts.are("Turn on")).single()).click();
        finish();
        assertThat(breakdowns.all())
                .singleElement()
                .satisfies(one -> assertThat(one.label()).isEqualTo("cost-centre \u00D7 service"));
        assertThat(page()).contains("Not read yet");
    }
}
