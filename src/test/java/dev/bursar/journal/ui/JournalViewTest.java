package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.bursar.access.SignedInAs;
import dev.bursar.journal.JournalLinks;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.ui.JournalView.JournalCsv;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Toggle;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.security.access.AccessDeniedException;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class JournalViewTest extends SpringBrowserlessTest {
    /** A day that no other test writes of. */
    private static final String DAY = "from=2026-06-01&to=2026-06-02";

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    JournalService service;

    @Autowired
    ActionNames actions;

    @BeforeEach
    void someEntries() {
        workers.forget();
        if (count("select count(*) from journal where at < '2026-06-02'") == 0) {
            database.jdbc().sql("""
                            insert into journal (at, actor_id, actor_name, action, subject, before, after, repeated) values
                            ('2026-06-01T08:00:00Z', 3, 'Zoë', 'roles-changed', 'person:3',
                             '{"roles": ["LEAD"], "note": "same"}', '{"roles": ["LEAD", "FINANCE"], "note": "same"}', 1),
                            ('2026-06-01T09:00:00Z', -1, '=cmd()', 'sign-in-refused', '<b>unknown</b> from 10.0.0.1', null, null, 499),
                            ('2026-06-01T10:00:00Z', 0, 'Bursar', 'not-in-the-table', 'job:costs', null, '{"run": 7}', 1)
                            """).update();
        }
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    private long entry(String action) {
        return count("select id from journal where at < '2026-06-02' and action = '" + action + "'");
    }

    private String open(String query) {
        UI.getCurrent().navigate(JournalLinks.JOURNAL, QueryParameters.fromString(query));
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return within(find(JournalView.class).single().getElement())
                .map(Texts::own)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    @SuppressWarnings("unchecked")
    private Grid<EntryPages.Row> grid() {
        return find(Grid.class).single();
    }

    private String row(int row) {
        var text = new StringBuilder();
        for (int column = 0; column < grid().getColumns().size(); column++) {
            text.append(((com.vaadin.flow.component.Component) test(grid()).getCellComponent(row, column))
                            .getElement()
                            .getTextRecursively())
                    .append('|');
        }
        return text.toString();
    }

    private static Stream<Element> within(Element element) {
        var details = element.isTextNode()
                ? Stream.<Element>empty()
                : element
                        .getComponent()
                        .filter(MasterDetailLayout.class::isInstance)
                        .map(layout -> ((MasterDetailLayout) layout).getDetail())
                        .map(com.vaadin.flow.component.Component::getElement)
                        .stream();
        return Stream.of(
                        Stream.of(element),
                        element.getChildren().flatMap(JournalViewTest::within),
                        details.flatMap(JournalViewTest::within))
                .flatMap(part -> part);
    }

    private <T> Stream<T> all(Class<T> type) {
        return within(find(JournalView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private void click(String words) {
        all(Button.class)
                .filter(button -> button.getText().equals(words))
                .findFirst()
                .orElseThrow()
                .click();
    }

    @Test
    void nothingThatIsDoneFromTimeToTimeKeepsTheSealerWaiting(
            @Autowired List<ScheduledTaskHolder> holders, @Autowired ThreadPoolTaskScheduler scheduler) {
        assertThat(holders.stream()
                        .mapToInt(holder -> holder.getScheduledTasks().size())
                        .sum())
                .isBetween(2, scheduler.getScheduledThreadPoolExecutor().getCorePoolSize());
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void entriesStandNewestFirstInPlainWords() {
        assertThat(open(DAY + "&jobs=1")).contains("1 Jun 2026", "3 entries", "times are UTC");
        assertThat(test(grid()).size()).isEqualTo(3);
        assertThat(row(0))
                .contains("10:00:00", "Bursar", "not-in-the-table", "Run: 7", "Job \u201CRefresh costs\u201D");
        assertThat(row(1)).contains("Sign-in failed", "499 times", "<b>unknown</b> from 10.0.0.1");
        assertThat(row(2))
                .contains("Zo\u00EB", "Roles changed", "Roles: lead \u2192 lead, finance")
                .doesNotContain("same");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatPeopleDidStandsAloneUntilJobsAreAskedFor() {
        assertThat(open(DAY)).contains("2 entries");
        assertThat(all(Toggle.class).map(Toggle::getLabel)).containsExactly("Bursar\u2019s own jobs (1 hidden)");
        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(open(DAY + "&f=action.is.not-in-the-table"))
                .contains("No entry matches these filters", "1 entry of Bursar\u2019s own jobs is hidden.");
        click("Show Bursar\u2019s own jobs");
        assertThat(look()).contains("1 entry").doesNotContain("hidden");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aManyTimesLongerJournalIsReadPieceByPiece() {
        database.jdbc().sql("""
                        insert into journal (at, actor_id, actor_name, action, subject)
                        select '2026-05-01T00:00:00Z'::timestamptz + (n / 2) * interval '1 second', 1, 'Someone', 'done', 'thing:' || n
                          from generate_series(1, 3000) n
                        """).update();
        open("from=2026-05-01&to=2026-05-02");
        assertThat(test(grid()).size()).isEqualTo(3_000);
        for (int row : List.of(0, 2_999, 1_500, 1_501, 40, 2_000)) {
            assertThat(test(grid()).getRow(row).entry().subject()).isEqualTo("thing:" + (3_000 - row));
        }
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void theAddressSaysWhatIsShownAndWhatItCantSay() {
        assertThat(open(DAY + "&f=person.is.Zo%C3%AB")).contains("1 entry", "Person", "Zo\u00EB");
        assertThat(open(DAY + "&f=action.is-not.roles-changed&f=subject.contains.refresh&jobs=1"))
                .contains("1 entry");
        assertThat(open(DAY + "&f=person.is.Nobody")).contains("No entry matches these filters", "Clear filters");
        assertThat(state()).isEqualTo("no-match");
        assertThat(open("from=2020-01-01&to=2020-01-02")).contains("Nobody changed anything in 1 Jan 2020");
        assertThat(state()).isEqualTo("nothing-found");
    }

    private String state() {
        return find(EmptyState.class).single().getElement().getAttribute("data-state");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void detailsSayBeforeAndAfterFieldByField() {
        assertThat(open(DAY + "&entry=" + entry("roles-changed")))
                .contains(
                        "Roles changed",
                        "1 Jun 2026, 08:00:00 UTC",
                        "person 3",
                        "person:3",
                        "Before",
                        "Roles",
                        "changed",
                        "lead, finance",
                        "unchanged");
        assertThat(open(DAY + "&entry=" + entry("sign-in-refused")))
                .contains("Refused 499 times", "not signed in", "No other details were recorded");
        assertThat(open(DAY + "&entry=999999999")).contains("Entry not found");
        all(Button.class)
                .filter(button -> button.getAriaLabel().equals(java.util.Optional.of("Close details")))
                .findFirst()
                .orElseThrow()
                .click();
        assertThat(look()).doesNotContain("Entry not found");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anEntryIsSealedOrWaitsForIt() {
        database.jdbc().sql("""
                        insert into journal (at, actor_id, actor_name, action, subject)
                        values ('2026-06-03T08:00:00Z', 1, 'Someone', 'done', 'thing:1')
                        """).update();
        service.verify(List.of(), (done, all) -> {});
        long id = count("select max(id) from journal where action = 'done'");
        long place = count("select position from journal_seal where entry_id = " + id);
        assertThat(open("from=2026-06-03&to=2026-06-04&entry=" + id))
                .contains("sealed, position " + String.format(java.util.Locale.ENGLISH, "%,d", place));
        database.jdbc().sql("""
                        insert into journal (at, actor_id, actor_name, action, subject)
                        values ('2026-06-04T08:00:00Z', 1, 'Someone', 'waits', 'thing:1')
                        """).update();
        assertThat(open("from=2026-06-04&to=2026-06-05")).contains("1 entry");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void verifyingSaysUpToWhereItIsIntactOrWhereItIsBrokenAndWhatToDo() {
        assertThat(open(DAY)).contains("Integrity", "Check again", "entries are sealed");
        click("Check again");
        assertThat(look()).contains("Intact up to position", "24 Nov 2026, ", "The activity log is intact");

        long id = entry("roles-changed");
        long place = count("select position from journal_seal where entry_id = " + id);
        var owner = database.owner();
        try {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("update journal set actor_name = 'Somebody else' where id = ?")
                    .param(id)
                    .update();
            click("Check again");
            assertThat(look())
                    .contains("Broken at position " + String.format(java.util.Locale.ENGLISH, "%,d", place))
                    .contains("differs from what was sealed", "What to do:", "Show entry")
                    .doesNotContain("Intact up to");
            jdbc.sql("update journal set actor_name = 'Zoë' where id = ?")
                    .param(id)
                    .update();
        } finally {
            owner.destroy();
        }
        click("Check again");
        assertThat(look()).contains("Intact up to position").doesNotContain("Broken");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void theFileHoldsWhatIsShownAndNoFormula() throws IOException {
        var question = new JournalQuestion(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 2), List.of());
        var out = new ByteArrayOutputStream();
        JournalCsv.write(out, service, actions, question);
        var lines = CsvReader.builder().ofCsvRecord(out.toString(StandardCharsets.UTF_8)).stream()
                .map(line -> line.getFields())
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2))
                .contains("2026-06-01T09:00:00Z", "'=cmd()", "-1", "sign-in-refused", "Sign-in failed", "499");
        assertThat(lines.get(3)).contains("Zo\u00EB", "{\"note\": \"same\", \"roles\": [\"LEAD\"]}");
        assertThat(JournalCsv.fileName(question)).isEqualTo("activity-log-2026-06-01-to-2026-06-01.csv");
        open(DAY);
        assertThat(all(Anchor.class).filter(link -> Texts.of(link).contains("Export CSV")))
                .hasSize(1);
    }

    @Test
    @SignedInAs({Role.FINANCE, Role.LEAD})
    void financeAndLeadsAreNotLetInAndGetNoFile() {
        assertThatThrownBy(() -> navigate(JournalView.class)).isInstanceOf(Throwable.class);
        var question = new JournalQuestion(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 2), List.of());
        assertThatThrownBy(() -> service.exported(question, 1)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> JournalCsv.write(new ByteArrayOutputStream(), service, actions, question))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.verify(List.of(), (done, all) -> {}))
                .isInstanceOf(AccessDeniedException.class);
    }
}
