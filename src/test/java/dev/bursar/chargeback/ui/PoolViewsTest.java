package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ledger.LedgerRows;
import dev.bursar.chargeback.pools.MetricProblem;
import dev.bursar.chargeback.pools.MetricRefused;
import dev.bursar.chargeback.pools.MetricService;
import dev.bursar.chargeback.pools.MetricService.MonthNumbers;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.text.PoolNotes;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Texts;
import module java.base;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shared pools: the list, the form with its preview, usual pools, and who may do what there. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class PoolViewsTest extends ChargebackPages {
    private static final PoolSelection NOBODYS = new PoolSelection(Kind.ANY, Set.of(), Set.of(), Set.of(), true);

    @Autowired
    PoolService service;

    @Autowired
    MetricService metrics;

    private static PoolDraft draft(String name) {
        return new PoolDraft(name, NOBODYS, new PoolSplit.Even(Set.of()), 0, OCTOBER);
    }

    private int pool(String name) {
        return service.create(List.of(draft(name))).getFirst();
    }

    private TextField field(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return find(Select.class).withCaption(label).single();
    }

    private String error(String label) {
        return select(label).getErrorMessage();
    }

    private void choose(String label, String words) {
        test(select(label)).selectItem(words);
        finish();
    }

    private void enter(String label, String text) {
        test(field(label)).setValue(text);
        finish();
    }

    private void nobodysCharges() {
        test(find(Checkbox.class).single()).click();
        finish();
    }

    private void newPool() {
        cut();
        go(ChargebackLinks.NEW_POOL);
    }

    private String sharesNote() {
        return Texts.of(find(Div.class).withClassName("shares").single());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutCostsOrPoolsThePageSaysWhatPoolsAreFor() {
        go(ChargebackLinks.POOLS);
        assertThat(told(PoolsView.class)).contains("Costs have not been read yet", "once costs have been read");
        assertThat(offers("Choose usual pools")).isFalse();
        go(ChargebackLinks.NEW_POOL);
        assertThat(told(PoolFormView.class)).contains("Costs have not been read yet");
        cut();
        go(ChargebackLinks.POOLS);
        assertThat(told(PoolsView.class))
                .contains(
                        "Shared pools split Support, tax and fees over teams",
                        "October 2026 has none.",
                        "most of them in Unallocated",
                        "Choose usual pools",
                        "New pool");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminIsToldWhoSetsPools() {
        cut();
        go(ChargebackLinks.POOLS);
        assertThat(told(PoolsView.class))
                .contains("People with the role Finance set pools up. You can give the role, also to yourself");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whoIsNotFinanceSeesPoolsAndChangesNone() {
        cut();
        go(ChargebackLinks.POOLS);
        assertThat(offers("New pool")).isFalse();
        assertThat(offers("Choose usual pools")).isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void poolsStandInTheirOrderWithWhatTheyTook() {
        cut();
        int first = pool("Untagged");
        service.create(List.of(new PoolDraft(
                "Storage",
                new PoolSelection(Kind.ANY, Set.of(), Set.of("Amazon S3"), Set.of(), false),
                new PoolSplit.Fixed(
                        Map.of(team("Vision"), new BigDecimal("60"), team("Research"), new BigDecimal("40"))),
                first,
                OCTOBER.plusMonths(1))));
        go(ChargebackLinks.POOLS);
        assertThat(rows("Shared pools"))
                .containsExactly("1. Untagged | Any charge that no team owns | Evenly | Oct 2026 | $46.50 | 3");
        go(ChargebackLinks.POOLS + "?month=2026-11");
        assertThat(rows("Shared pools"))
                .containsExactly(
                        "1. Untagged | Any charge that no team owns | Evenly | Oct 2026 | $34.50 | 3",
                        "2. Storage | Any charge of Amazon S3 | Fixed shares | Nov 2026 | $46.00 | 2");
        assertThat(told(PoolsView.class)).contains("-> chargeback/pools/" + first);
        go(ChargebackLinks.POOLS + "?month=2026-12");
        assertThat(rows("Shared pools")).as("nothing of another month").allMatch(row -> row.contains("| nothing |"));
        go(ChargebackLinks.POOLS + "?month=soon");
        assertThat(told(PoolsView.class)).contains("Untagged");
        assertThat(notices()).contains("expected a month");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatIsWrongIsSaidAtItsFieldAndNothingIsSaved() {
        newPool();
        click("Preview");
        assertThat(field("Name").isInvalid()).isTrue();
        assertThat(field("Name").getErrorMessage()).isEqualTo("Enter a name.");
        enter("Name", "Untagged");
        click("Preview");
        assertThat(field("Name").isInvalid()).isFalse();
        assertThat(select("Takes").isInvalid()).isTrue();
        assertThat(error("Takes")).contains("Choose what the pool takes");
        choose("Takes", "Tax");
        click("Preview");
        assertThat(error("Takes")).contains("No charge from October 2026 to November 2026 matches these choices.");
        choose("Takes", "Any charge");
        nobodysCharges();
        choose("Split", "By usage covered by commitments");
        click("Preview");
        assertThat(error("Split"))
                .isEqualTo(
                        "No team has usage covered by commitments, so the pool can’t be split this way. Choose another"
                                + " split.");
        choose("Split", "By EffectiveCost of chosen services");
        click("Preview");
        assertThat(error("Split")).contains("Choose the services");
        assertThat(offers("Save pool")).isFalse();
        assertThat(service.page(Optional.empty()).rows()).isEmpty();
        assertThat(field("Name").getValue()).as("nothing is lost").isEqualTo("Untagged");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void sharesThatDoNotAddUpSaySo() {
        newPool();
        enter("Name", "Untagged");
        nobodysCharges();
        choose("Split", "Fixed shares");
        click("Preview");
        assertThat(sharesNote()).contains("Enter a share for at least one team.");
        enter("Vision", "60");
        enter("Fraud", "much");
        click("Preview");
        assertThat(field("Fraud").getErrorMessage()).isEqualTo("Enter a percent such as 12.5.");
        assertThat(offers("Save pool")).isFalse();
        enter("Fraud", "39,5");
        assertThat(sharesNote()).contains("Sum 99.5% of 100%");
        click("Preview");
        assertThat(sharesNote()).contains("The shares add up to 99.5%. Change them so that they add up to 100%.");
        assertThat(offers("Save pool")).isFalse();
        enter("Fraud", "40");
        click("Preview");
        assertThat(rows("What changes in October 2026"))
                .contains("Vision | $170.50 | $198.40 | +$27.90", "Fraud | $62.00 | $80.60 | +$18.60");
        click("Save pool");
        assertThat(rows("Shared pools")).singleElement().asString().contains("Fixed shares", "$34.50 | 2");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPoolIsSavedAfterItsPreviewAndNotBefore() {
        newPool();
        assertThat(offers("Save pool")).isFalse();
        assertThat(told(PoolFormView.class)).contains("Preview it before you save.");
        enter("Name", "Untagged");
        nobodysCharges();
        choose("Split", "Evenly over all teams");
        click("Preview");
        assertThat(rows("What it takes of October 2026")).containsExactly("Untagged | Evenly | 3 | $46.50");
        assertThat(rows("What changes in October 2026"))
                .containsExactlyInAnyOrder(
                        "Unallocated | $46.50 | $0.00 | −$46.50",
                        "Research | $313.83 | $329.33 | +$15.50",
                        "Vision | $170.50 | $186.00 | +$15.50",
                        "Fraud | $62.00 | $77.50 | +$15.50");
        assertThat(offers("Save pool")).isTrue();
        enter("Name", "Without tags");
        assertThat(offers("Save pool")).as("something else was previewed").isFalse();
        assertThat(service.page(Optional.empty()).rows()).isEmpty();
        click("Preview");
        click("Save pool");
        assertThat(notices()).contains("Pool saved.");
        // it holds from the newest month with costs on, where nothing else was chosen: that month is shown
        assertThat(rows("Shared pools")).singleElement().asString().startsWith("1. Without tags");
        assertThat(service.page(Optional.of(OCTOBER)).rows()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void twoPeopleAtOnceLoseNothing() {
        cut();
        int id = pool("Untagged");
        go(ChargebackLinks.pool(id));
        assertThat(told(PoolFormView.class)).startsWith("Untagged").contains("In effect since October 2026");
        finish();
        assertThat(rows("Taken of October 2026"))
                .as("what it takes stands there before anything is asked")
                .containsExactlyInAnyOrder("Research | $15.50", "Vision | $15.50", "Fraud | $15.50");
        assertThat(field("Name").getValue()).isEqualTo("Untagged");
        enter("Name", "Mine");
        click("Preview");
        service.change(id, 0, draft("Theirs"));
        click("Save pool");
        assertThat(notices()).contains("Someone else changed this pool in the meantime. Nothing was saved");
        assertThat(field("Name").getValue()).isEqualTo("Mine");
        assertThat(service.find(id).orElseThrow().pool().name()).isEqualTo("Theirs");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPoolIsEndedAfterAQuestion() {
        cut();
        int id = pool("Untagged");
        go(ChargebackLinks.pool(id));
        click("End pool…");
        var question = find(ConfirmDialog.class).single();
        assertThat(question.getElement().getProperty("header")).isEqualTo("End the pool Untagged?");
        assertThat(question.getElement().getProperty("message")).contains("From November 2026 on it takes no charges");
        test(question).cancel();
        assertThat(service.find(id)).isPresent();
        click("End pool…");
        test(find(ConfirmDialog.class).single()).confirm();
        finish();
        assertThat(notices()).contains("Pool ended.");
        assertThat(told(PoolsView.class)).contains("November 2026 has none.");
        assertThat(service.page(Optional.of(OCTOBER)).rows())
                .as("October stays as it is")
                .hasSize(1);
        assertThat(service.page(Optional.of(OCTOBER.plusMonths(1))).rows()).isEmpty();
        go(ChargebackLinks.pool(id));
        assertThat(told(PoolFormView.class)).contains("Pool not found", "or it has ended");
        go(ChargebackLinks.POOLS + "/x");
        assertThat(told(PoolFormView.class)).contains("Pool not found");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aHostileNameIsAText() {
        cut();
        String hostile = "=cmd|'/C calc'!A0,<img src=x onerror=alert(1)>\u202E";
        int id = pool(hostile);
        go(ChargebackLinks.POOLS);
        assertThat(told(PoolsView.class))
                .contains("<img src=x onerror=alert(1)>")
                .doesNotContain("\u202E");
        go(ChargeLinks.charges(OCTOBER, id, "USD"));
        assertThat(Texts.of(find(ChargesView.class).single())).doesNotContain("\u202E");
        go(ChargebackLinks.statement(OCTOBER, team("Vision")));
        assertThat(told(StatementView.class)).contains("<img").doesNotContain("\u202E");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void poolsAskToConfirmTeamsWhileNobodyHasConfirmedOne() {
        ChargeFixture.load(portal, "2026-10-02", "222233334444", "AWS Support (Business)", "", "31.00");
        cut();
        database.jdbc().sql("update team set confirmed = false").update();
        try {
            go(ChargebackLinks.POOLS);
            assertThat(told(PoolsView.class)).contains("Confirm your teams first", "-> admin/teams");
            assertThat(offers("Choose usual pools")).isFalse();
            go(ChargebackLinks.USUAL_POOLS);
            assertThat(told(UsualPoolsView.class))
                    .contains("Confirm your teams first", "-> admin/teams")
                    .doesNotContain("reference", "could not be");
            assertThat(offers("Save these pools")).isFalse();
        } finally {
            database.jdbc().sql("update team set confirmed = true").update();
        }
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void usualPoolsArePreviewedAndAddedTogether() {
        ChargeFixture.load(portal, "2026-10-02", "222233334444", "AWS Support (Business)", "", "31.00");
        ChargeFixture.load(portal, "2026-11-02", "222233334444", "AWS Support (Business)", "", "31.00");
        cut();
        go(ChargebackLinks.POOLS);
        click("Choose usual pools");
        String told = told(UsualPoolsView.class);
        assertThat(told).contains("Previewed, not saved yet", "AWS Support");
        assertThat(rows("What it takes of October 2026"))
                .containsExactly("AWS Support | By EffectiveCost of usage | 3 | $31.00");
        assertThat(rows("What changes in October 2026")).hasSize(4);
        assertThat(service.page(Optional.empty()).rows()).isEmpty();
        click("Save these pools");
        assertThat(notices()).contains("1 pool added.");
        assertThat(rows("Shared pools")).singleElement().asString().startsWith("1. AWS Support | AWS Support |");
        go(ChargebackLinks.USUAL_POOLS);
        assertThat(told(UsualPoolsView.class)).contains("No usual pool is missing", "Already there: AWS Support.");
        assertThat(find(Button.class).withText("Save these pools").all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aTeamCanBeLeftOut() {
        newPool();
        enter("Name", "Untagged");
        nobodysCharges();
        choose("Split", "Evenly over all teams");
        @SuppressWarnings("unchecked")
        MultiSelectComboBox<Integer> leftOut =
                find(MultiSelectComboBox.class).withCaption("Excluded teams").single();
        leftOut.setValue(Set.of(team("Research")));
        click("Preview");
        assertThat(rows("What it takes of October 2026"))
                .containsExactly("Untagged | Evenly, 1 team left out | 2 | $46.50");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPoolIsSplitByNumbersThatFinanceEnters() {
        newPool();
        enter("Name", "Gateway");
        nobodysCharges();
        choose("Split", "By numbers that you enter");
        choose("From", "October 2026");
        click("Preview");
        assertThat(field("What is counted").getErrorMessage()).startsWith("Enter what is counted");
        enter("What is counted", "Requests");
        click("Preview");
        assertThat(told(PoolFormView.class)).contains("this month has no numbers of Requests");
        click("Save pool");
        int pool = database.jdbc()
                .sql("select id from shared_pool")
                .query(Integer.class)
                .single();
        go(ChargebackLinks.month(OCTOBER));
        assertThat(told(MonthView.class)).contains("Gateway isn\u2019t split: this month has no numbers of Requests.");
        go(ChargebackLinks.pool(pool));
        TextArea numbers = find(TextArea.class).single();
        assertThat(select("Month of the numbers").getValue())
                .asInstanceOf(InstanceOfAssertFactories.type(MonthNumbers.class))
                .extracting(MonthNumbers::month)
                .isEqualTo(OCTOBER);
        assertThat(numbers.getValue()).isEqualTo("Fraud; \nResearch; \nVision; ");
        numbers.setValue("Fraud; 1\nResearch; 2\nNobody; 3");
        click("Save numbers");
        assertThat(numbers.getErrorMessage()).isEqualTo("Line 3: no team of the month is called \u201CNobody\u201D.");
        numbers.setValue("Fraud\t1\nResearch\t2\nVision\t0");
        click("Save numbers");
        assertThat(notices()).contains("Numbers of October 2026 saved.");
        go(ChargeLinks.charges(OCTOBER, pool, "USD"));
        assertThat(rows("How it is split"))
                .containsExactlyInAnyOrder("Fraud | 33.33% | $15.50", "Research | 66.67% | $31.00");
        assertThatThrownBy(() -> metrics.save(pool, 0, OCTOBER, "Fraud; 1\nResearch; 2\nVision; 3"))
                .isInstanceOf(StaleEdit.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void numbersOfSeveralMonthsComeInAFile() {
        cut();
        int pool = service.create(List.of(new PoolDraft(
                        "Gateway", NOBODYS, new PoolSplit.Metric("Requests", Map.of(), Set.of()), 0, OCTOBER)))
                .getFirst();
        go(ChargebackLinks.pool(pool));
        upload("Team;Month;Requests\nFraud;2026-10;1\nNobody;2026-10;2\nFraud;2027-10;3");
        assertThat(told(PoolFormView.class))
                .contains("Line 3: no team of the month is called \u201CNobody\u201D. October 2027 has no charges yet."
                        + " Leave it out until it does. Nothing was saved.");
        assertThat(metrics.page(pool).orElseThrow().months())
                .allSatisfy(month -> assertThat(month.numbers()).isEmpty());
        upload("Fraud;2026-11;9");
        assertThat(told(PoolFormView.class)).contains("November 2026: Add a line for Research, Vision.");

        upload("Team;Month;Requests\nFraud;2026-10;1\nResearch;2026-10;2\nVision;2026-10;0\n"
                + "Fraud;2026-11;1\nResearch;2026-11;1\nVision;2026-11;\"1,000\"");
        assertThat(notices()).contains("Numbers of 2 months saved.");
        assertThat(metrics.page(pool).orElseThrow().months())
                .extracting(month ->
                        month.month() + " " + month.numbers().get("Vision").stripTrailingZeros())
                .containsExactly("2026-11 1E+3", "2026-10 0");
        assertThatThrownBy(() -> metrics.upload(pool, 0, "Fraud;2026-10;1".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MetricRefused.class);
        assertThatThrownBy(() -> metrics.upload(
                        pool,
                        0,
                        "Fraud;2026-10;1\nResearch;2026-10;2\nVision;2026-10;0".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StaleEdit.class);
    }

    private void report(String text) {
        test(find(Upload.class).all().getFirst())
                .upload("usage.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String usage(YearMonth month, String team) {
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .filter(day -> day.getDayOfMonth() != 5)
                .map(day -> day + "," + team + ",m,2,1.5\n")
                .collect(Collectors.joining());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void numbersOfAMonthComeFromAReport() {
        cut();
        int pool = service.create(List.of(new PoolDraft(
                        "Gateway", NOBODYS, new PoolSplit.Metric("Tokens", Map.of(), Set.of()), 0, OCTOBER)))
                .getFirst();
        go(ChargebackLinks.pool(pool));
        report("Date,Team,Model,Total Tokens,Spend\n" + usage(OCTOBER.minusMonths(1), "fraud"));
        assertThat(told(PoolFormView.class))
                .contains("The report is of September 2026, not of October 2026. Choose that month, or another report."
                        + " Nothing was saved.");
        report("Date,Team,Model,Total Tokens,Spend\n" + usage(OCTOBER, "fraud") + usage(OCTOBER, "<b>Recsys</b>")
                + "2026-10-31,hackathon,m,NaN,1\n");
        assertThat(told(PoolFormView.class))
                .contains(
                        "usage.csv: 30 days of October 2026. No data of 5 Oct 2026.",
                        "No team is called \u201C<b>Recsys</b>\u201D, \u201Chackathon\u201D. Choose a team for each name, or"
                                + " leave it out.");
        assertThat(select("Column to split by").getValue()).isEqualTo("Total Tokens");
        click("Save report\u2019s numbers");
        assertThat(told(PoolFormView.class)).contains("\u201CNaN\u201D isn\u2019t a number");
        choose("Column to split by", "Spend");
        click("Save report\u2019s numbers");
        assertThat(told(PoolFormView.class)).contains("leave it out. Nothing was saved.");
        assertThat(metrics.page(pool).orElseThrow().months())
                .allSatisfy(month -> assertThat(month.numbers()).isEmpty());
        means("\u201C<b>Recsys</b>\u201D", team("Research"));
        means("\u201Chackathon\u201D", 0);
        click("Save report\u2019s numbers");
        assertThat(notices()).contains("Numbers of October 2026 saved.");
        assertThat(metrics.page(pool).orElseThrow().months().getLast().numbers())
                .hasToString("{Fraud=45.0, Research=45.0, Vision=0}");
        assertThat(told(PoolFormView.class))
                .contains("From usage.csv, column Spend. No data of 5 Oct 2026. Left out: \u201Chackathon\u201D.");
        go(ChargeLinks.charges(OCTOBER, pool, "USD"));
        assertThat(rows("How it is split"))
                .containsExactlyInAnyOrder("Fraud | 50.00% | $23.25", "Research | 50.00% | $23.25");

        go(ChargebackLinks.pool(pool));
        find(TextArea.class).single().setValue("Fraud; 1\nResearch; 2\nVision; 0");
        click("Save numbers");
        assertThat(told(PoolFormView.class)).as("people entered them").doesNotContain("usage.csv");
    }

    private void means(String name, int team) {
        this.<Integer>select("Team of " + name).setValue(team);
        finish();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPoolTakesWhatATeamOwns() {
        newPool();
        enter("Name", "Fraud for all");
        MultiSelectComboBox<Integer> owners = find(MultiSelectComboBox.class)
                .withCaption("Teams that own the charges")
                .single();
        owners.setValue(Set.of(team("Fraud")));
        finish();
        choose("From", "October 2026");
        choose("Split", "Evenly over all teams");
        click("Preview");
        assertThat(rows("What it takes of October 2026")).containsExactly("Fraud for all | Evenly | 3 | $62.00");
        click("Save pool");
        assertThat(rows("Shared pools"))
                .containsExactly("1. Fraud for all | Any charge that Fraud owns | Evenly | Oct 2026 | $62.00 | 3");
        assertThat(service.find(service.page(Optional.of(OCTOBER))
                                .rows()
                                .getFirst()
                                .pool()
                                .id())
                        .orElseThrow()
                        .pool()
                        .selection()
                        .teams())
                .containsExactly(team("Fraud"));
    }

    private void upload(String text) {
        test(find(Upload.class).all().getLast())
                .upload("numbers.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void numbersOfClosedMonthsStay() {
        cut();
        int pool = service.create(List.of(new PoolDraft(
                        "Gateway", NOBODYS, new PoolSplit.Metric("Requests", Map.of(), Set.of()), 0, OCTOBER)))
                .getFirst();
        metrics.save(pool, 0, OCTOBER, "Fraud; 1\nResearch; 2\nVision; 3");
        var ledger = new LedgerRows(database);
        ledger.start(OCTOBER);
        ledger.open(OCTOBER);
        ledger.close(OCTOBER);
        assertThatThrownBy(() -> metrics.save(pool, 1, OCTOBER, "Fraud; 9\nResearch; 2\nVision; 3"))
                .isInstanceOfSatisfying(
                        MetricRefused.class,
                        refused -> assertThat(refused.problems()).containsExactly(new MetricProblem.Closed(OCTOBER)));
        for (String change : List.of(
                "update shared_pool_number set number = 9",
                "delete from shared_pool_number",
                "insert into shared_pool_number values (" + pool + ", '2026-09-01', " + team("Fraud") + ", 1)")) {
            assertThatThrownBy(() -> database.jdbc().sql(change).update()).isInstanceOf(DataAccessException.class);
        }
        assertThat(metrics.page(pool).orElseThrow().months())
                .extracting(MonthNumbers::month)
                .containsExactly(OCTOBER.plusMonths(1));
    }

    private void chosen(String label, String... values) {
        MultiSelectComboBox<String> field =
                find(MultiSelectComboBox.class).withCaption(label).single();
        field.setValue(Set.of(values));
        finish();
    }

    /** Cost Explorer gives no unit for Glue, which Research pays in CNY. */
    private void usage() {
        var owner = database.owner();
        JdbcClient.create(owner).sql("""
                        update charge c set usage_quantity = case s.value when 'Amazon S3' then 2 else 6 end,
                               usage_unit = case s.value when 'AWS Glue' then null else 'GB-Mo' end
                          from term s, term r
                         where s.id = c.service_id and r.id = c.record_type_id and r.value = 'Usage'
                           and s.value in ('Amazon S3', 'Amazon EC2', 'AWS Glue')
                        """).update();
        owner.destroy();
        cut();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPoolIsSplitByUsageQuantity() {
        usage();
        go(ChargebackLinks.NEW_POOL);
        enter("Name", "Untagged");
        nobodysCharges();
        choose("From", "October 2026");
        choose("Split", "By usage quantity of chosen services");
        click("Preview");
        assertThat(error("Split")).isEqualTo("Choose the services to split by.");
        chosen("Services to split by", "AWS Glue", "Amazon S3");
        assertThat(select("Unit of usage").getValue()).as("the only one").isEqualTo("GB-Mo");
        click("Preview");
        assertThat(error("Split"))
                .isEqualTo(
                        "Cost Explorer gives no single unit for a part of the usage of AWS Glue, Amazon S3 in GB-Mo. Load a"
                                + " Data Export of the month, or choose another split.");
        chosen("Services to split by", "Amazon EC2", "Amazon S3");
        click("Preview");
        assertThat(rows("What it takes of October 2026"))
                .containsExactly("Untagged | By usage in GB-Mo (Amazon EC2, Amazon S3) | 2 | $46.50");
        click("Save pool");
        int pool = service.page(Optional.of(OCTOBER)).rows().getFirst().pool().id();
        go(ChargeLinks.charges(OCTOBER, pool, "USD"));
        assertThat(rows("How it is split"))
                .as("Vision has 6 GB a day, Fraud 2")
                .containsExactly("Vision | 75.00% | $34.88", "Fraud | 25.00% | $11.62");
        go(ChargebackLinks.statement(OCTOBER, team("Fraud")));
        assertThat(told(StatementView.class)).contains("By usage in GB-Mo (Amazon EC2, Amazon S3), 25.00%");
        go(ChargebackLinks.pool(pool));
        assertThat(select("Unit of usage").getValue()).isEqualTo("GB-Mo");

        var stored = service.find(pool).orElseThrow();
        var requests = new PoolSplit.Quantity(Set.of("Amazon S3"), "Requests", Set.of());
        assertThatThrownBy(() -> service.change(
                        pool, stored.version(), new PoolDraft("Untagged", NOBODYS, requests, 0, OCTOBER)))
                .isInstanceOfSatisfying(
                        PoolRefused.class,
                        refused -> assertThat(PoolNotes.refused(refused.reason()))
                                .isEqualTo(
                                        "No team has usage of Amazon S3 in Requests, so the pool can\u2019t be split this"
                                                + " way. Choose another split."));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPartOfAPoolFallsToALaterOne() {
        cut();
        int untagged = pool("Untagged");
        go(ChargebackLinks.NEW_POOL);
        enter("Name", "Storage");
        choose("From", "October 2026");
        chosen("Services", "Amazon S3");
        choose("Split", "Evenly over all teams");
        choose("Part for a later pool", "Untagged");
        enter("Part of this pool", "100");
        click("Preview");
        assertThat(field("Part of this pool").getErrorMessage())
                .isEqualTo("Enter a percent above 0 and below 100, with at most four decimals.");
        enter("Part of this pool", "10");
        click("Preview");
        assertThat(error("Part for a later pool"))
                .isEqualTo("Untagged must come after this pool to get a part of it. Choose a pool that comes later.");
        choose("Order", "First");
        click("Preview");
        // S3 comes to 93.00: 31 days of 2.25 - 0.25 + 1
        assertThat(rows("What it takes of October 2026"))
                .containsExactly("Storage | Evenly, after 10% for Untagged | 3 | $83.70");
        click("Save pool");
        var both = service.page(Optional.of(OCTOBER)).rows();
        int storage = both.getFirst().pool().id();
        go(ChargebackLinks.POOLS + "?month=2026-10");
        assertThat(rows("Shared pools"))
                .containsExactly(
                        "1. Storage | Any charge of Amazon S3 | Evenly, after 10% for Untagged | Oct 2026 | $83.70 | 3",
                        "2. Untagged | Any charge that no team owns | Evenly, with 10% of Storage | Oct 2026 | $24.80 | 3");
        go(ChargeLinks.charges(OCTOBER, storage, "USD"));
        assertThat(told(ChargesView.class)).contains("It passes on $9.30 to Untagged.");
        go(ChargeLinks.charges(OCTOBER, untagged, "USD"));
        assertThat(told(ChargesView.class)).contains("It gets $9.30 of Storage.");
        go(ChargebackLinks.statement(OCTOBER, team("Vision")));
        assertThat(told(StatementView.class))
                .contains("Evenly over 3 teams, after 10% for Untagged", "Evenly over 3 teams, with 10% of Storage");
        go(ChargebackLinks.pool(storage));
        assertThat(field("Part of this pool").getValue()).isEqualTo("10");

        String first =
                "Storage passes a part on to this pool, so this pool has to come after it. Change Storage first.";
        int version = service.find(untagged).orElseThrow().version();
        assertThatThrownBy(() -> service.end(untagged, version, OCTOBER))
                .isInstanceOfSatisfying(
                        PoolRefused.class,
                        refused ->
                                assertThat(PoolNotes.refused(refused.reason())).isEqualTo(first));
        assertThatThrownBy(() -> service.change(untagged, version, draft("Untagged")))
                .isInstanceOfSatisfying(
                        PoolRefused.class,
                        refused ->
                                assertThat(PoolNotes.refused(refused.reason())).isEqualTo(first));
        service.change(
                storage,
                0,
                new PoolDraft("Storage", both.getFirst().pool().selection(), new PoolSplit.Even(Set.of()), 0, OCTOBER));
        service.end(untagged, version, OCTOBER);
        assertThat(service.page(Optional.of(OCTOBER)).rows()).hasSize(1);
    }
}
