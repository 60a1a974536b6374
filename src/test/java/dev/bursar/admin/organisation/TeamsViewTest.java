package dev.bursar.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.event.SortEvent;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.local.LocalPostgres;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Departments;
import dev.bursar.org.Organisation;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.org.spi.AccountSource;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Empties;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.Waiting.Waits;
import dev.bursar.ui.WaitingList;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** As in TeamChangesTest: in November Research costs 10.123456789 and CNY 7 a day, Vision 5.5, Fraud 2, nobody 1.5. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class TeamsViewTest extends SpringBrowserlessTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final LocalDate START = LocalDate.of(2000, 1, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    Teams teams;

    @Autowired
    Departments departments;

    @Autowired
    WaitingList waiting;

    @Autowired
    Organisation organisation;

    @Autowired
    OwnershipRules rules;

    @Autowired
    People people;

    @BeforeEach
    void load() {
        TeamsFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void asOwner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    private void finish() {
        // a dialog is there only after it was sent, and a month's answer asks for the next month
        for (int i = 0; i < 6; i++) {
            roundTrip();
            find(Component.class).all(); // what the page was told is run when it is looked at
            workers.run();
        }
        roundTrip();
    }

    private String list(String query) {
        UI.getCurrent().navigate(TeamsView.class, QueryParameters.fromString(query));
        finish();
        return page(TeamsView.class);
    }

    private String team(String name) {
        UI.getCurrent().navigate(TeamsView.ROUTE + "/" + sheet(name).id().value());
        finish();
        return page(TeamView.class);
    }

    private String page(Class<? extends Component> view) {
        return Texts.of(find(view).single());
    }

    private TeamHistory sheet(String name) {
        return teams.all().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String card(String title) {
        return find(Section.class).all().stream()
                .map(Texts::of)
                .filter(text -> text.startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private List<String> rows() {
        Grid<TeamLine> grid =
                (Grid<TeamLine>) find(Grid.class).withClassName("teams-table").single();
        var rows = new ArrayList<String>();
        for (int i = 0; i < test(grid).size(); i++) {
            TeamLine line = test(grid).getRow(i);
            rows.add("-".repeat(line.depth())
                    + test(grid).getCellComponent(i, 0).getElement().getTextRecursively() + "|"
                    + test(grid).getCellText(i, 1) + "|" + test(grid).getCellText(i, 2));
        }
        return rows;
    }

    private String dialog() {
        return Texts.of(find(ChangeDialog.class).single());
    }

    /** All buttons, those in the heads of cards too. */
    private Stream<Button> buttons() {
        Stream<Button> inHeads = find(Section.class).all().stream()
                .flatMap(section -> below(section.getElement()))
                .flatMap(element -> element.getComponent().stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast);
        return Stream.concat(inHeads, find(Button.class).all().stream());
    }

    private static Stream<Element> below(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(TeamsViewTest::below));
    }

    private void press(String words) {
        press(buttons()
                .filter(button -> button.getText().equals(words))
                .toList()
                .getLast());
    }

    private void press(Button button) {
        button.click();
        finish();
    }

    private void choose(String item) {
        find(MenuBar.class).withClassName("change-menu").single().getItems().getFirst().getSubMenu().getItems().stream()
                .filter(one -> one.getText().equals(item))
                .forEach(one -> ComponentUtil.fireEvent(one, new ClickEvent<>(one)));
        finish();
    }

    private TextField text(String label) {
        return find(TextField.class)
                .withPropertyValue(TextField::getLabel, label)
                .single();
    }

    private void type(String label, String value) {
        test(text(label)).setValue(value);
        finish();
    }

    private void from(LocalDate day) {
        find(DatePicker.class).single().setValue(day);
        finish();
    }

    @SuppressWarnings("unchecked")
    private void pick(String item) {
        ComboBox<Object> box = find(ComboBox.class).single();
        test(box).selectItem(item);
        finish();
    }

    private static String error(HasValidation field) {
        return field.isInvalid() ? field.getErrorMessage() : "";
    }

    private String notice() {
        return Texts.of(find(Notification.class).all().getLast());
    }

    private DepartmentId department(String name) {
        return departments.create(name, START, null);
    }

    private PersonId person(String name) {
        return people.create(new NewPerson("viewed" + COUNTER.incrementAndGet(), name, Set.of(Role.LEAD)));
    }

    private void arrange() {
        var learning = department("Machine Learning");
        for (String name : List.of("Research", "Vision")) {
            teams.move(sheet(name).id(), sheet(name).version(), START, learning);
        }
        teams.setCostCentre(sheet("Vision").id(), sheet("Vision").version(), START, "4114");
        people.assignLead(person("Ada Example"), new LedTeam(sheet("Vision").id(), START, null));
    }

    private Optional<Waits> undecided() {
        return waiting.look().entries().stream()
                .filter(entry -> entry.kind().kind().equals("new-teams"))
                .findFirst()
                .map(WaitingList.Entry::waits);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @Empties("new-teams")
    void newTeamsWaitForAnAdminUntilTheyAreDecidedOn() {
        assertThat(undecided()).isEmpty();
        for (String name : List.of("phantom", "typo")) {
            organisation.teamOfUnseen(name);
        }
        assertThat(undecided()).hasValueSatisfying(waits -> {
            assertThat(waits.count()).isEqualTo(2);
            assertThat(waits.first()).isEqualTo("phantom");
            assertThat(waits.address()).isEqualTo("admin/teams?new=true");
        });
        assertThat(list("new=true")).contains("2 teams").doesNotContain("Research");
        assertThat(find(Button.class).withText("Confirm").all()).hasSize(2);
        find(Button.class).withText("Confirm").all().getFirst().click();
        finish();
        assertThat(undecided().orElseThrow().count()).isEqualTo(1);
        find(Button.class).withText("Confirm").single().click();
        finish();
        assertThat(undecided()).isEmpty();
        assertThat(page(TeamsView.class)).contains("No new team waits for a decision");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void newTeamsAreNoTaskOfFinance() {
        organisation.teamOfUnseen("phantom");
        assertThat(undecided()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void newTeamsAreMarkedAndConfirmedAllAtOnce() {
        for (String name : List.of("phantom", "typo")) {
            organisation.teamOfUnseen(name);
        }
        assertThat(list("")).contains("New teams", "2 teams", "typo", "Join to a team");
        assertThat(team("typo")).contains("new, created from a tag value");
        list("");
        find(Button.class).withText("Confirm all 2").single().click();
        finish();
        assertThat(page(TeamsView.class)).doesNotContain("New teams");
        assertThat(organisation.unconfirmed()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void teamsStandInTheirDepartmentsWithSums() {
        arrange();
        assertThat(list("")).contains("3 teams", "1 department", "EffectiveCost", "as of 24 Nov 2026");
        assertThat(rows())
                .containsExactly(
                        "Machine Learning|CNY 161.00 and $359.34|CNY 217.00 and $484.33",
                        "-Researchno leads|CNY 161.00 and $232.84|CNY 217.00 and $313.83",
                        "-Vision4114, Ada Example|$126.50|$170.50",
                        "No department|$46.00|$62.00",
                        "-Fraudno leads|$46.00|$62.00",
                        "Unallocated|$34.50|$46.50");
    }

    private void search(String words) {
        // in the head of a card, which find does not look into
        test(find(Section.class).all().stream()
                        .flatMap(section -> below(section.getElement()))
                        .flatMap(element -> element.getComponent().stream())
                        .filter(SearchField.class::isInstance)
                        .map(SearchField.class::cast)
                        .findFirst()
                        .orElseThrow())
                .setValue(words);
        finish();
    }

    private static String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    private static void sort(Grid<?> grid, int column, SortDirection direction) {
        sortBy(grid, column, direction);
    }

    /** As a browser does. */
    private static <T> void sortBy(Grid<T> grid, int column, SortDirection direction) {
        fire(grid, List.of(new GridSortOrder<>(grid.getColumns().get(column), direction)));
    }

    private static <T> void fire(Grid<T> grid, List<GridSortOrder<T>> order) {
        ComponentUtil.fireEvent(grid, new SortEvent<>(grid, order, true));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void teamsAreSearchedAndTheAddressSaysForWhat() {
        arrange();
        list("q=4114");
        assertThat(rows()).containsExactly("Vision4114, Ada Example|$126.50|$170.50");
        for (String words : List.of("ADA", "vis")) {
            search(words);
            assertThat(rows()).as(words).singleElement().asString().startsWith("Vision");
            assertThat(address()).isEqualTo("admin/teams?q=" + words);
        }
        search("no such team");
        assertThat(page(TeamsView.class)).contains("0 teams found", "No team matches \u201Cno such team\u201D.");
        search("");
        assertThat(address()).isEqualTo("admin/teams");
        assertThat(rows()).first().asString().startsWith("Machine Learning");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void sortedTeamsLeaveTheirDepartments() {
        arrange();
        list("");
        var grid = find(Grid.class).withClassName("teams-table").single();
        sort(grid, 1, SortDirection.DESCENDING);
        finish();
        assertThat(rows())
                .extracting(row -> row.replaceFirst("\\|.*", ""))
                .containsExactly("Researchno leads", "Vision4114, Ada Example", "Fraudno leads");
        sort(grid, 0, SortDirection.ASCENDING);
        finish();
        assertThat(rows()).first().asString().startsWith("Fraud");
        sort(grid, 0, SortDirection.DESCENDING);
        finish();
        assertThat(rows()).first().asString().startsWith("Vision");
        sort(grid, 0, SortDirection.ASCENDING);
        finish();
        assertThat(rows()).as("the third click").first().asString().startsWith("Machine Learning");
        sort(grid, 1, SortDirection.ASCENDING);
        finish();
        assertThat(rows()).as("a measure descends first").first().asString().startsWith("Research");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void threeHundredAccountsAreSearchedAndSorted() {
        organisation.observed(IntStream.range(0, 300)
                .mapToObj(i -> new AccountSource.Found(
                        String.format("5%011d", i), "Account " + i, "500000000000", i == 7 ? "SUSPENDED" : "ACTIVE"))
                .toList());
        UI.getCurrent().navigate(AccountsView.class, QueryParameters.of("q", "5000-0000-0299"));
        finish();
        @SuppressWarnings("unchecked")
        Grid<Object> grid =
                (Grid<Object>) find(Grid.class).withClassName("accounts-table").single();
        assertThat(test(grid).size()).isEqualTo(1);
        assertThat(accountRow(grid, 0)).startsWith("Account 299|");
        assertThat(page(AccountsView.class)).contains("1 of 301 accounts");
        search("vision");
        assertThat(address()).isEqualTo("admin/accounts?q=vision");
        assertThat(accountRow(grid, 0)).as("by a team with costs in it").startsWith("012345678901|");
        search("");
        assertThat(address()).isEqualTo("admin/accounts");
        assertThat(test(grid).size()).isEqualTo(301);
        assertThat(accountRow(grid, 0)).startsWith("012345678901|");
        sort(grid, 5, SortDirection.ASCENDING);
        finish();
        assertThat(accountRow(grid, 300)).startsWith("012345678901|");
        sort(grid, 2, SortDirection.ASCENDING);
        sort(grid, 2, SortDirection.DESCENDING);
        finish();
        assertThat(accountRow(grid, 1)).startsWith("Account 7|");
        search("account 29");
        assertThat(test(grid).size()).isEqualTo(11);
        search("no such account");
        assertThat(test(grid).size()).isZero();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesTeamsAndIsOfferedNoChange() {
        list("");
        assertThat(rows()).contains("Visionno leads|$126.50|$170.50");
        assertThat(buttons().map(Button::getText)).noneMatch(words -> words.startsWith("New"));
        assertThat(team("Vision")).contains("Tag value is vision", "$126.50");
        assertThat(buttons().map(Button::getText)).doesNotContain("Move\u2026", "Set\u2026", "New lead\u2026");
        assertThat(find(MenuBar.class).withClassName("change-menu").all()).isEmpty();
        assertThatThrownBy(() -> navigate(AccountsView.class)).isInstanceOf(Throwable.class);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesTeamsAndAccountsAndIsOfferedNoChange() {
        list("");
        assertThat(rows()).contains("Visionno leads|$126.50|$170.50");
        assertThat(buttons().map(Button::getText)).noneMatch(words -> words.startsWith("New"));
        organisation.observed(List.of(
                new AccountSource.Found("012345678901", "Sandbox", "111111111111", "ACTIVE"),
                new AccountSource.Found("111111111111", "Payer", "111111111111", "SUSPENDED")));
        UI.getCurrent().navigate(AccountsView.class);
        finish();
        assertThat(page(AccountsView.class)).contains("2 accounts", "names from AWS");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadIsNotLetIn() {
        assertThatThrownBy(() -> navigate(TeamsView.class)).isInstanceOf(Throwable.class);
        assertThatThrownBy(() -> navigate(AccountsView.class)).isInstanceOf(Throwable.class);
        UI.getCurrent().navigate(TeamsView.ROUTE + "/1");
        assertThat(find(TeamView.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTeamThatThereIsNotIsNotAvailable() {
        for (String id : List.of("999999", "x", "99999999999999")) {
            UI.getCurrent().navigate(TeamsView.ROUTE + "/" + id);
            finish();
            assertThat(find(TeamView.class).all()).as(id).isEmpty();
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTeamIsMadeAndBadInputIsSaidAtItsFieldAndKept() {
        list("");
        press("New team\u2026");
        press("Save team");
        assertThat(error(text("Name"))).isEqualTo("Enter a name.");
        type("Name", "VISION");
        type("Cost centre", "4711");
        press("Save team");
        assertThat(error(text("Name"))).isEqualTo("A team with this name already exists. Choose another name.");
        type("Name", "x".repeat(101));
        press("Save team");
        assertThat(error(text("Name"))).isEqualTo("A name can have at most 100 characters. Shorten it.");
        assertThat(text("Cost centre").getValue()).isEqualTo("4711");
        type("Name", "Robotics");
        from(LocalDate.of(1999, 12, 31));
        press("Save team");
        assertThat(error(find(DatePicker.class).single())).isEqualTo("Choose a date from 1 Jan 2000 to 31 Dec 2199.");
        from(null);
        press("Save team");
        assertThat(error(find(DatePicker.class).single())).isEqualTo("Choose a date, such as 1 Nov 2026.");
        from(NOVEMBER);
        press("Save team");
        assertThat(find(ChangeDialog.class).all()).isEmpty();
        assertThat(page(TeamView.class)).contains("Robotics", "cost centre 4711", "since 1 Nov 2026");
        assertThat(notice()).contains("Robotics was created");
        assertThat(sheet("Robotics").costCentres().at(NOVEMBER)).contains("4711");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aMergeSaysWhatMovesBeforeItIsMade() {
        arrange();
        team("Vision");
        choose("Merge into another team\u2026");
        press("Merge Vision");
        assertThat(error(find(ComboBox.class).single())).isEqualTo("Choose the team to merge into.");
        pick("Research");
        assertThat(dialog())
                .contains(
                        "From 1 Nov 2026, $126.50 of November 2026 moves from Vision to Research.",
                        "1 rule moves to Research:",
                        "Tag value is vision",
                        "Lead assignments of Ada Example end on the same day.");
        from(LocalDate.of(2026, 10, 31));
        assertThat(dialog())
                .contains(
                        "From 31 Oct 2026",
                        "$126.50 of November 2026 moves from Vision to Research",
                        "$5.50 of October 2026 moves from Vision to Research");
        from(LocalDate.of(2027, 1, 1));
        assertThat(dialog())
                .contains(
                        "From 1 Jan 2027. None of the costs read so far move.",
                        "$126.50 of November 2026 would move from Vision to Research");
        from(NOVEMBER);
        press("Merge Vision into Research");
        assertThat(find(ChangeDialog.class).all()).isEmpty();
        assertThat(notice()).contains("Vision ends on 31 Oct 2026.");
        assertThat(page(TeamView.class)).contains("until 31 Oct 2026");
        assertThat(card("Leads")).contains("Ada Example", "until 31 Oct 2026");
        TeamsFixture.applyRules(portal);
        list("");
        assertThat(rows())
                .contains(
                        "-Vision4114, Ada Example|$0.00|$170.50",
                        "-Researchno leads|CNY 161.00 and $359.34|CNY 217.00 and $313.83");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anEndSaysWhichRulesEndAndWhereTheCostsGo() {
        team("Vision");
        choose("End\u2026");
        assertThat(dialog())
                .contains(
                        "$126.50 of November 2026 moves from Vision to Unallocated",
                        "1 rule ends. Costs that no later rule claims become Unallocated:",
                        "Tag value is vision")
                .doesNotContain("Lead assignments");
        pick("Fraud");
        assertThat(dialog()).contains("moves from Vision to Fraud", "1 rule moves to Fraud:");
        from(START);
        press("End Vision");
        assertThat(error(find(DatePicker.class).single()))
                .isEqualTo("The team starts on or after this date. Choose a later date.");
        from(NOVEMBER);
        press("End Vision");
        assertThat(sheet("Vision").to()).isEqualTo(NOVEMBER);
        assertThat(rules.all())
                .anyMatch(rule ->
                        rule.team().equals(sheet("Fraud").id()) && rule.from().equals(NOVEMBER));
        list("");
        assertThat(find(Checkbox.class).single().getLabel()).isEqualTo("Show 1 ended team");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aSplitTakesChosenTagValues() {
        database.jdbc()
                .sql("update ownership_rule set tag_values = '{vision,robots}' where 'vision' = any (tag_values)")
                .update();
        team("Vision");
        choose("Split\u2026");
        type("Name of the new team", "Robotics");
        press("Save team");
        @SuppressWarnings("unchecked")
        CheckboxGroup<Object> its = find(CheckboxGroup.class).single();
        assertThat(error(its)).isEqualTo("Choose what moves to the new team.");
        test(its).selectItem("Tag value vision");
        finish();
        assertThat(dialog()).contains("$126.50 of November 2026 moves from Vision to Robotics");
        press("Save team");
        assertThat(find(ChangeDialog.class).all()).isEmpty();
        assertThat(rules.all())
                .filteredOn(rule -> rule.team().equals(sheet("Robotics").id()))
                .singleElement()
                .satisfies(rule -> assertThat(rule.tagValues()).containsExactly("vision"));
        TeamsFixture.applyRules(portal);
        list("");
        assertThat(rows()).contains("Roboticsno leads|$126.50|$0.00", "Visionno leads|$0.00|$170.50");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aMoveSaysWhatGoesFromDepartmentToDepartment() {
        arrange();
        department("Commerce");
        team("Vision");
        press("Move\u2026");
        pick("Commerce");
        assertThat(dialog()).contains("$126.50 of November 2026 moves from Machine Learning to Commerce");
        press("Move team");
        assertThat(card("Department"))
                .contains("Commerce", "since 1 Nov 2026", "Machine Learning", "until 31 Oct 2026");
        press("Move\u2026");
        from(LocalDate.of(2026, 10, 1));
        assertThat(dialog()).contains("This replaces later changes: Commerce from 1 Nov 2026.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void ofTwoAdminsTheSecondSeesBothVersions() {
        teams.setCostCentre(sheet("Vision").id(), sheet("Vision").version(), START, "1");
        team("Vision");
        press("Set\u2026");
        type("Cost centre", "3");
        teams.setCostCentre(sheet("Vision").id(), sheet("Vision").version(), START, "2");
        press("Set cost centre");
        assertThat(dialog())
                .contains(
                        "test admin changed this at 24 Nov, 09:30 UTC. Load theirs or keep yours.",
                        "Theirs: 2, always",
                        "Yours: 3 from 1 Nov 2026");
        assertThat(text("Cost centre").getValue()).isEqualTo("3");
        press("Load theirs");
        assertThat(text("Cost centre").getValue()).isEqualTo("2");
        type("Cost centre", "4");
        teams.setCostCentre(sheet("Vision").id(), sheet("Vision").version(), START, "5");
        press("Set cost centre");
        press("Keep yours");
        assertThat(find(ChangeDialog.class).all()).isEmpty();
        assertThat(sheet("Vision").costCentres().at(LocalDate.of(2026, 10, 31))).contains("5");
        assertThat(sheet("Vision").costCentres().at(NOVEMBER)).contains("4");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRenameIsShownEverywhereAndKeptInTheJournal() {
        team("Vision");
        choose("Rename\u2026");
        type("Name", "Computer Vision");
        press("Rename team");
        assertThat(page(TeamView.class)).contains("Computer Vision");
        assertThat(organisation.teams()).anyMatch(team -> team.name().equals("Computer Vision"));
        assertThat(TeamsFixture.journal(
                        portal, "team:" + sheet("Computer Vision").id().value()))
                .last()
                .asString()
                .contains("team-renamed");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void leadsComeAndGoByDate() {
        var ada = person("Ada Example");
        team("Vision");
        assertThat(card("Leads")).contains("No lead.");
        press("New lead\u2026");
        press("Save lead");
        assertThat(error(find(ComboBox.class).single())).isEqualTo("Choose a person.");
        pick("Ada Example (" + people.find(ada).orElseThrow().userName() + ")");
        press("Save lead");
        assertThat(card("Leads"))
                .as("without days where it is all days")
                .contains("Ada Example")
                .doesNotContain("always");
        press("New lead\u2026");
        pick("Ada Example (" + people.find(ada).orElseThrow().userName() + ")");
        press("Save lead");
        assertThat(error(find(ComboBox.class).single()))
                .isEqualTo("This person already leads Vision on some of these days.");
        press("Cancel");
        press(buttons()
                .filter(button -> button.getAriaLabel().orElse("").startsWith("End lead assignment of Ada Example"))
                .findFirst()
                .orElseThrow());
        press("End assignment");
        assertThat(people.led(ada))
                .containsExactly(new LedTeam(sheet("Vision").id(), START, LocalDate.of(2026, 11, 24)));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void endedTeamsAreShownWhenAskedFor() {
        TeamHistory idle = sheet("Fraud");
        asOwner("truncate charge, charge_slice, spend_by_service, spend_by_account, spend_by_team, spend_by_month");
        teams.end(idle.id(), idle.version(), NOVEMBER);
        assertThat(list("")).contains("2 teams");
        assertThat(rows())
                .containsExactly(
                        "Researchno leads|Not read|Not read",
                        "Visionno leads|Not read|Not read",
                        "Unallocated|Not read|Not read");
        Checkbox box = find(Checkbox.class).single();
        test(box).click();
        finish();
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("admin/teams?ended=true");
        assertThat(rows()).contains("Fraudno leads|Not read|Not read");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void withoutTeamsThePageSaysWhatTheyAreFor() {
        TeamsFixture.empty(portal);
        assertThat(list("")).contains("Teams own your costs", "Ownership rules assign costs to a team");
        UI.getCurrent().navigate(AccountsView.class);
        finish();
        assertThat(page(AccountsView.class)).contains("Accounts have not been read yet");
        finish();
        assertThat(page(AccountsView.class)).contains("Accounts have not been read yet");
        asOwner("insert into account (id, name, payer, state, observed_at, seen_at) values ('111122223333',"
                + " 'fraud-prod', '', 'ACTIVE', now(), now())");
        finish();
        assertThat(page(AccountsView.class))
                .as("fills itself")
                .contains("1 account")
                .doesNotContain("Accounts have not been read yet");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aFailureSaysSoWithAReferenceAndLoadsAgain() {
        asOwner("revoke select on department from " + LocalPostgres.APP);
        try {
            list("");
        } finally {
            asOwner("grant select on department to " + LocalPostgres.APP);
        }
        assertThat(Texts.of(find(EmptyState.class).single()))
                .contains("The teams could not be loaded", "Nothing was lost.")
                .doesNotContain("department");
        press("Try again");
        assertThat(rows()).isNotEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void accountsSayWhoPaysAndWhoseCostsAreInThem() {
        organisation.observed(List.of(
                new AccountSource.Found("111111111111", "Payer", "111111111111", "SUSPENDED"),
                new AccountSource.Found("222222222222", "Idle", "111111111111", "ACTIVE")));
        UI.getCurrent().navigate(AccountsView.class);
        finish();
        @SuppressWarnings("unchecked")
        Grid<Object> grid =
                (Grid<Object>) find(Grid.class).withClassName("accounts-table").single();
        assertThat(accountRow(grid, 0))
                .as("the largest first")
                .isEqualTo("012345678901|0123-4567-8901|Not listed|1 Oct 2026|Research, Vision and 2 more|"
                        + "CNY 161.00 and $439.84");
        assertThat(accountRow(grid, 1)).isEqualTo("Idle|2222-2222-2222|Not checked|24 Nov 2026|none in Nov 2026|$0.00");
        assertThat(accountRow(grid, 2)).isEqualTo("Payer|1111-1111-1111|Suspended|24 Nov 2026|none in Nov 2026|$0.00");
        assertThat(page(AccountsView.class)).contains("3 accounts", "paid by Payer");
        assertThat(test(grid).size()).isEqualTo(3);
        test(find(com.vaadin.flow.component.html.NativeButton.class, test(grid).getCellComponent(0, 0))
                        .single())
                .click();
        finish();
        assertThat(test(grid).size()).isEqualTo(7);
        assertThat(accountRow(grid, 1)).isEqualTo("Research|||||CNY 161.00 and $232.84");
        assertThat(accountRow(grid, 4)).isEqualTo("Unallocated|||||$34.50");
    }

    private String accountRow(Grid<Object> grid, int row) {
        var cells = new ArrayList<String>();
        for (int column = 0; column < grid.getColumns().size(); column++) {
            cells.add(
                    !(grid.getColumns().get(column).getRenderer() instanceof ComponentRenderer<?, ?>)
                            ? test(grid).getCellText(row, column)
                            : column == 0
                                    ? firstLine(test(grid).getCellComponent(row, column))
                                    : test(grid)
                                            .getCellComponent(row, column)
                                            .getElement()
                                            .getTextRecursively());
        }
        return String.join("|", cells);
    }

    private static String firstLine(Component cell) {
        return (cell.getChildren().findFirst().isPresent()
                        ? cell.getChildren().findFirst().orElseThrow()
                        : cell)
                .getElement()
                .getTextRecursively();
    }
}
