package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.causes.ChangeRow;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.FreshPortal;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.testing.WhoMayOpen;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.KeyFigure;
import module java.base;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * All pages on days on which less is known than in the middle of a month. Costs are read to the last day of November; days that follow
 * are read, where a test says so, of three teams only.
 */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CalendarTest extends OpenedPages {
    private static final LocalDate OPENED = LocalDate.parse("2026-09-01");
    private static final String LEADS = "search";
    /** So many rows of a table say what its cells are like. */
    private static final int MOST_ROWS = 8;

    private static final Pattern ZERO = Pattern.compile("(?<![\\d.,])\\$0\\.00(?!\\d)");
    private static final Pattern NONSENSE = Pattern.compile("NaN|Infinity|0\\.0% of \\$0\\.00");

    /** Amounts that were really counted to be 0, and why; by route. */
    private static final Map<String, Pattern> COUNTED = Map.of(
            "sync", // what requests cost today, and each run
            ZERO,
            "admin/settings",
            Pattern.compile("Spent today: \\$0\\.00, this month: \\$0\\.00"),
            "admin/set-up",
            Pattern.compile("\\$0\\.00 spent (today|this month)"),
            "budgets/aws", // AWS's own figures
            Pattern.compile("Actual in AWS: \\$0\\.00|\\$0\\.00 of \\$"),
            "efficiency", // what no proposal would save
            ZERO,
            "chargeback", // parts and differences of months whose costs are read
            ZERO,
            "chargeback/:month",
            ZERO,
            "chargeback/:month/:team",
            Pattern.compile("difference \\$0\\.00"));

    /** Pages of which no day decides anything: opened on the first day only. */
    private static final Set<String> TIMELESS = Set.of(
            "account",
            "admin/imports",
            "admin/journal",
            "admin/people",
            "admin/reach",
            "admin/reach/regions",
            "admin/rules/new",
            "admin/set-up",
            "admin/settings",
            "admin/sign-in",
            "chargeback/pools/new",
            "efficiency/prices",
            "exports",
            "glossary",
            "guide",
            "spend/views",
            "tags/exemptions",
            "tags/keys",
            "tags/policies",
            "tags/policies/new");

    /** Whether the last days are read of three teams: the others' costs of them are 0. */
    private static boolean threeTeamsOnly;

    @Autowired
    ConfigurableApplicationContext portal;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Autowired
    BudgetEdits budgets;

    @Autowired
    BackgroundScope background;

    @Autowired
    CutWatch cuts;

    @BeforeAll
    static void read(@Autowired ConfigurableApplicationContext portal, @Autowired TestDatabase database) {
        FreshPortal.has(
                portal,
                SyncRig.read(
                        Instant.parse("2026-12-01T06:00:00Z"),
                        OPENED,
                        List.of("accounts", "costs", "ownership", "forecast", "aws-budgets", "documents")));
        var workloads = new WorkloadRows(database.jdbc());
        workloads.judged();
        workloads.endpoint("tide").ownedBy(1).add();
    }

    private void budget(String team, String limit) {
        int id = database.jdbc()
                .sql("select id from team where name = ?")
                .param(team)
                .query(Integer.class)
                .single();
        budgets.create(new BudgetDraft(
                new BudgetScope.OfTeam(new TeamId(id)),
                Cadence.MONTH,
                "USD",
                LocalDate.parse("2026-11-01"),
                List.of(new BigDecimal(limit)),
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                false,
                Set.of()));
    }

    private Stream<String> addresses(String route, LocalDate day) {
        int team = database.jdbc()
                .sql("select id from team where name = ?")
                .param(LEADS)
                .query(Integer.class)
                .single();
        String month = day.toString().substring(0, 7);
        String address = route.replace(":month", "2026-11")
                .replace(":team", String.valueOf(team))
                .replaceAll(":(budget|workload|change)", "1");
        return switch (route) {
            case "" -> Stream.of(address, "?month=" + month);
            case "spend" -> Stream.of(address, address + "?period=this-quarter", within(address, day));
            case "changes-in-cost" -> Stream.of(address, within(address, day));
            case "chargeback/:month" -> Stream.of(address, "chargeback/" + month);
            default -> Stream.of(address);
        };
    }

    private static String within(String address, LocalDate month) {
        LocalDate first = month.withDayOfMonth(1);
        return address + "?from=" + first + "&to=" + first.plusMonths(1);
    }

    private void walk(Role role, String... days) {
        var wrong = new TreeMap<String, String>();
        for (String day : days) {
            clock.set(Instant.parse(day + "T09:30:00Z"));
            WhoMayOpen.ROUTES.forEach((route, roles) -> {
                if (roles.contains(role) && (!TIMELESS.contains(route) || day.equals("2026-12-01"))) {
                    addresses(route, LocalDate.parse(day))
                            .forEach(address -> look(route, address)
                                    .forEach(text -> wrong.merge(
                                            day + " " + address, text, (one, other) -> one + "; " + other)));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** What is wrong on a page. */
    private List<String> look(String route, String address) {
        String states = states(address);
        List<String> texts = texts();
        var wrong = new ArrayList<>(texts.stream()
                .filter(text -> NONSENSE.matcher(text).find()
                        || !threeTeamsOnly
                                && ZERO.matcher(text).find()
                                && !COUNTED.getOrDefault(route, NONSENSE)
                                        .matcher(text)
                                        .find())
                .toList());
        if (states.contains("failed")) {
            wrong.add(states);
        }
        if (route.equals("budgets")) {
            find(KeyFigure.class).all().stream()
                    .map(Texts::of)
                    .filter(tile -> tile.startsWith("Projected over")
                            && !tile.startsWith("Projected over"
                                    + texts.stream()
                                            .filter("State: Projected over"::equals)
                                            .count()))
                    .forEach(wrong::add);
        }
        return wrong;
    }

    /** What a person reads in each element of the page and in each cell of its tables. */
    private List<String> texts() {
        var texts = new ArrayList<String>();
        within(page()).filter(Element::isTextNode).map(Element::getText).forEach(texts::add);
        find(KeyFigure.class).all().forEach(figure -> texts.add(Texts.of(figure)));
        find(HtmlTable.class).all().stream()
                .flatMap(table -> table.lines().stream().limit(MOST_ROWS))
                .forEach(line -> texts.addAll(line.figures()));
        find(Grid.class).all().forEach(grid -> cells(grid, texts));
        return texts;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void cells(Grid any, List<String> texts) {
        Grid<Object> grid = any;
        var tester = test(grid);
        int rows = Math.min(tester.size(), MOST_ROWS);
        List<Grid.Column<Object>> columns =
                grid.getColumns().stream().filter(Grid.Column::isVisible).toList();
        for (int column = 0; column < columns.size(); column++) {
            String head = columns.get(column).getHeaderText() + ": ";
            texts.add(head + columns.get(column).getFooterText());
            boolean component = columns.get(column).getRenderer() instanceof ComponentRenderer<?, ?>;
            for (int row = 0; row < rows; row++) {
                texts.add(head
                        + (component
                                ? Texts.of(tester.getCellComponent(row, column))
                                : Objects.requireNonNullElse(tester.getCellText(row, column), "")));
            }
        }
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void onTheFirstAnAdminReadsNoZeroForWhatIsNotRead() {
        clock.set(Instant.parse("2026-11-30T23:40:00Z"));
        budget(LEADS, "60000");
        budget("fraud", "9000000");
        var admin = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        background.run(cuts::cutWhatChanged);
        SecurityContextHolder.setContext(admin);
        walk(Role.ADMIN, "2026-12-01");
    }

    @Test
    @Order(2)
    @SignedInAs(Role.FINANCE)
    void norDoesFinance() {
        walk(Role.FINANCE, "2026-12-01");
    }

    @Test
    @Order(2)
    @SignedInAs(Role.AUDITOR)
    void norDoesAnAuditor() {
        walk(Role.AUDITOR, "2026-12-01");
    }

    @Test
    @Order(2)
    @SignedInAs(value = Role.LEAD, leads = LEADS)
    void norDoesALead() {
        walk(Role.LEAD, "2026-12-01");
    }

    @Test
    @Order(2)
    @SignedInAs(Role.FINANCE)
    void onTheFirstTheMonthsToComeAreForecast() {
        clock.set(Instant.parse("2026-12-01T09:30:00Z"));
        open("");
        assertThat(texts()).anyMatch(text -> text.matches("December 2026, projected\\$[0-9,]+80% range: .*"));
        open("spend?period=this-quarter");
        List<HtmlTable.Line> months = find(HtmlTable.class).all().stream()
                .flatMap(table -> table.lines().stream())
                .filter(line -> line.name().text().endsWith("ber 2026"))
                .toList();
        assertThat(months)
                .extracting(line -> line.name().text())
                .containsExactly("October 2026", "November 2026", "December 2026");
        assertThat(months.getFirst().figures())
                .element(0)
                .isEqualTo(months.getFirst().figures().get(1));
        assertThat(months.getLast().figures()).first().isEqualTo("Not yet");
        assertThat(months.getLast().figures()).last().asString().contains(" to $");
    }

    @Test
    @Order(2)
    @SignedInAs(Role.FINANCE)
    void novemberIsNoLessUseThanOctober() {
        clock.set(Instant.parse("2026-12-01T09:30:00Z"));
        open("changes-in-cost?from=2026-11-01&to=2026-12-01");
        assertThat(texts())
                .anyMatch(text -> text.matches("November 2026\\$[0-9,.]+30 days, the last may be there in part"))
                .anyMatch(text -> text.matches("October 2026\\$[0-9,.]+31 days, \\$[0-9,.]+ a day"))
                .anyMatch(text -> text.startsWith("Change") && text.contains("a day: "))
                .contains("Days", "estimated");
        assertThat(test(find(Grid.class).single()).size()).isEqualTo(ChangeRow.MOST + 1);
        open("changes-in-cost?from=2026-11-01&to=2026-12-01&rows=" + ChangeRow.restId("USD"));
        assertThat(texts())
                .contains("All changes")
                .anyMatch(text -> text.matches("Everything else, \\d+ parts"))
                .noneMatch(text -> text.contains("From another owner"));
    }

    @Test
    @Order(3)
    @SignedInAs(value = Role.LEAD, leads = LEADS)
    void nothingOfTheFirstDaysIsReadForALead() {
        walk(Role.LEAD, "2026-12-02", "2026-12-03", "2026-12-05");
    }

    @Test
    @Order(3)
    @SignedInAs(Role.ADMIN)
    void norForAnAdmin() {
        walk(Role.ADMIN, "2026-12-03");
    }

    @Test
    @Order(4)
    @SignedInAs(value = Role.LEAD, leads = LEADS)
    void aMonthGoesOn() {
        costs("2026-12-01", "2026-12-14");
        walk(Role.LEAD, "2026-12-15", "2026-12-31");
    }

    @Test
    @Order(5)
    @SignedInAs(Role.FINANCE)
    void aMonthGoesOnForFinance() {
        walk(Role.FINANCE, "2026-12-28");
    }

    @Test
    @Order(6)
    @SignedInAs(Role.ADMIN)
    void aYearBegins() {
        costs("2026-12-15", "2026-12-31");
        walk(Role.ADMIN, "2027-01-01");
    }

    @Test
    @Order(7)
    @SignedInAs(value = Role.LEAD, leads = LEADS)
    void aYearBeginsForALead() {
        walk(Role.LEAD, "2027-01-01", "2027-01-02");
    }

    @Test
    @Order(8)
    @SignedInAs(Role.AUDITOR)
    void aQuarterEnds() {
        costs("2027-01-01", "2027-03-30");
        walk(Role.AUDITOR, "2027-03-31");
    }

    @Test
    @Order(9)
    @SignedInAs(Role.FINANCE)
    void aLeapDayIsADay() {
        walk(Role.FINANCE, "2028-02-29");
    }

    private void costs(String first, String last) {
        ChargeFixture.load(portal, LocalDate.parse(first), LocalDate.parse(last));
        threeTeamsOnly = true;
    }
}
