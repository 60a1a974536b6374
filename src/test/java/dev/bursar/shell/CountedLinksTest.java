package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.FooterRow;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.causes.watch.AnomalyWatch;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.FreshPortal;
import dev.bursar.testing.SyncRig.Has;
import dev.bursar.testing.TestDatabase;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A number that leads somewhere is on the page that it leads to: each amount and each count that stands beside a link of Overview, its
 * cards and Getting started is looked for there, as each role, in an organisation that was read.
 */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CountedLinksTest extends OpenedPages {
    private static final String OVERVIEW = "";
    private static final String GETTING_STARTED = "admin/getting-started";
    private static final Pattern MONEY = Pattern.compile("\\$[0-9,]+(\\.[0-9]{2})?");
    private static final Pattern COUNT = Pattern.compile(
            "^[0-9,]+(?= [a-z])|[0-9,]+ of [0-9,]+(?= [a-zA-Z])|[0-9,]+(?= teams? (?:is|are) new)|[0-9,]+(?= steps? left)");
    /** The table of teams has one link a line, all alike. */
    private static final int LINES = 3;

    @Autowired
    ConfigurableApplicationContext portal;

    @Autowired
    TestDatabase database;

    @Autowired
    BackgroundScope background;

    @Autowired
    SyncRunner runner;

    @Autowired
    List<SyncJob> jobs;

    @Autowired
    AnomalyWatch anomalies;

    @Autowired
    CutWatch cuts;

    @Autowired
    BudgetEdits budgets;

    /** What stands beside a link of a page. */
    private record Said(String words, String address) {
        Set<String> numbers() {
            return Stream.of(MONEY, COUNT)
                    .flatMap(pattern -> pattern.matcher(words).results())
                    .map(MatchResult::group)
                    .filter(number -> !number.equals("$0.00"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @BeforeAll
    void whatWasReadAndSetUp() {
        FreshPortal.has(portal, Has.FINDINGS);
        database.jdbc().sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made,
                                                from_day, grace_days)
                        values ('Team', 'team', false, 'team', '{}', false, false, '2026-01-01', 0),
                               ('Environment', 'environment', false, 'list', '{prod}', false, false, '2026-01-01', 0)
                        """).update();
        database.jdbc().sql("update team set confirmed = id > 2").update();
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        background.run(() -> {
            List.of("ownership", "resource-costs", "tag-check").forEach(this::run);
            anomalies.look();
            anomalies.look();
            cuts.cutWhatChanged();
        });
    }

    private void run(String name) {
        runner.run(
                jobs.stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow(), "test");
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

    private List<Said> said(String page) {
        open(page);
        var said = new ArrayList<Said>();
        find(ListItem.class).all().stream().flatMap(CountedLinksTest::of).forEach(said::add);
        find(HtmlTable.class)
                .withClassName("team-table")
                .all()
                .forEach(table -> table.lines().stream()
                        .limit(LINES)
                        .map(line -> new Said(
                                String.join(" ", line.figures().subList(0, 2)),
                                line.name().address()))
                        .forEach(said::add));
        said.removeIf(one -> one.numbers().isEmpty());
        return said;
    }

    private static Stream<Said> of(ListItem item) {
        return within(item.getElement())
                .filter(element -> !element.isTextNode() && element.getTag().equals("a"))
                .map(link -> new Said(beside(link, item), link.getAttribute("href")));
    }

    /** What stands in the link's line, where the item has several. */
    private static String beside(Element link, ListItem item) {
        for (Element line = link.getParent(); !line.equals(item.getElement()); line = line.getParent()) {
            if (line.getClassList().contains("fact-head") || line.getClassList().contains("fact-part")) {
                return text(line);
            }
        }
        return text(item.getElement());
    }

    private static String text(Element element) {
        return within(element).filter(Element::isTextNode).map(Element::getText).collect(Collectors.joining(" "));
    }

    /** What the opened page says, with its tables and what stands below them. */
    private String found() {
        var words = new ArrayList<String>();
        words.add(text(page()));
        find(DetailPanel.class).all().forEach(panel -> words.add(text(panel.getElement())));
        find(HtmlTable.class).all().stream()
                .flatMap(table -> table.lines().stream())
                .forEach(line -> words.add(line.name().text() + " " + String.join(" ", line.figures())));
        for (Grid<?> grid : find(Grid.class).all()) {
            long columns =
                    grid.getColumns().stream().filter(Component::isVisible).count();
            for (int row = 0; row < Math.min(test(grid).size(), LINES); row++) {
                for (int column = 0; column < columns; column++) {
                    words.add(test(grid).getCellText(row, column));
                }
            }
            for (FooterRow row : grid.getFooterRows()) {
                row.getCells().forEach(cell -> words.add(cell.getText()));
            }
        }
        return String.join(" ", words);
    }

    private static boolean says(String words, String number) {
        return Pattern.compile("(?<![0-9,.])" + Pattern.quote(number) + "(?![0-9,]*[0-9])")
                .matcher(words)
                .find();
    }

    /** @return how many links of the page have numbers beside them */
    private int followed(String page) {
        List<Said> said = said(page);
        var each = new SoftAssertions();
        for (Said one : said) {
            open(one.address());
            String found = found();
            each.assertThat(one.numbers())
                    .as("%s leads to %s: %s", one.words(), one.address(), found)
                    .allMatch(number -> says(found, number));
            if (one.address().contains("by=account")) {
                each.assertThat(find(HtmlTable.class).all().getFirst().lines())
                        .as("%s opens %s: one row says nothing", one.words(), one.address())
                        .hasSizeGreaterThan(1);
            }
        }
        each.assertAll();
        return said.size();
    }

    @Test
    @Order(1)
    @SignedInAs(Role.ADMIN)
    void anAdminFindsEachNumber() {
        budget("vision", "30000");
        budget("fraud", "30000");
        budget("research", "90000");
        assertThat(followed(OVERVIEW)).isGreaterThan(12);
        assertThat(followed(GETTING_STARTED)).isPositive();
    }

    @Test
    @Order(2)
    @SignedInAs(Role.FINANCE)
    void financeFindsEachNumber() {
        assertThat(followed(OVERVIEW)).isGreaterThan(12);
        followed(GETTING_STARTED);
    }

    @Test
    @Order(2)
    @SignedInAs(
            value = Role.LEAD,
            leads = {"vision", "fraud"})
    void aLeadFindsEachNumber() {
        assertThat(followed(OVERVIEW)).isGreaterThan(6);
    }

    @Test
    @Order(2)
    @SignedInAs(value = Role.LEAD, leads = "proto-x")
    void whatChangedInTheOnlyAccountOfATeamIsNotGroupedByAccount() {
        assertThat(said(OVERVIEW)).extracting(Said::address).noneMatch(address -> address.contains("by=account"));
        assertThat(followed(OVERVIEW)).isPositive();
    }

    @Test
    @Order(2)
    @SignedInAs(Role.AUDITOR)
    void anAuditorFindsEachNumber() {
        assertThat(followed(OVERVIEW)).isGreaterThan(12);
        followed(GETTING_STARTED);
    }
}
