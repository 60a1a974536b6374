package dev.bursar.files.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class ExportsViewTest extends SpringBrowserlessTest {
    private static final String EVERYTHING = "{\"everything\":true,\"spans\":[]}";

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    Scope scope;

    @Autowired
    ExportsLine line;

    @BeforeEach
    @AfterEach
    void none() {
        workers.forget();
        database.jdbc().sql("delete from background_work").update();
    }

    private UUID stored(String title, String state, String more) {
        UUID id = UUID.randomUUID();
        boolean ended = !state.equals("waiting") && !state.equals("running");
        database.jdbc()
                .sql("""
                    with more as (
                      select * from jsonb_to_record(cast(:more as jsonb)) as more (expires_at timestamptz, visible text,
                             file_size bigint, total bigint, done bigint, problem text, what_to_do text)),
                    work as (
                      insert into background_work (id, kind, person_id, person, state, asked_at, ended_at, total, done,
                             problem, what_to_do)
                      select :id, 'export', :person, 'Somebody', :state, timestamptz '2026-11-24 09:00Z',
                             case when :ended then timestamptz '2026-11-24 09:10Z' end, total, coalesce(done, 0), problem,
                             what_to_do
                        from more)
                    insert into export_job (id, kind, format, question, title, file_name, expires_at, visible, file_size)
                    select :id, 'spend', 'CSV', '', :title, 'x.csv', expires_at, visible, file_size from more
                    """)
                .param("id", id)
                .param("person", scope.actor().id().value())
                .param("title", title)
                .param("state", state)
                .param("ended", ended)
                .param("more", more)
                .update();
        return id;
    }

    private static String file(String expires, String visible) {
        return "{\"expires_at\":\"" + expires + "\",\"visible\":\"" + visible.replace("\"", "\\\"")
                + "\",\"file_size\":1400000,\"done\":52000}";
    }

    private String open() {
        navigate(ExportsView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(ExportsView.class).single());
    }

    private Stream<Button> buttons() {
        return within(find(ExportsView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast);
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(ExportsViewTest::within));
    }

    private Button button(String label) {
        return buttons()
                .filter(one -> one.getAriaLabel().filter(label::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @SignedInAs(Role.LEAD)
    void withoutAnyThePageSaysWhatComesHere() {
        assertThat(open()).contains("Large exports appear here", "run in the background");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void everyStateIsSaidWithWhatToDo() {
        stored("Waiting one", "waiting", "{}");
        stored("Running one", "running", "{\"total\":200000,\"done\":84000}");
        stored("Adding one", "running", "{}");
        UUID ready = stored("Ready one", "done", file("2026-11-25 09:10Z", EVERYTHING));
        stored(
                "Failed one",
                "failed",
                "{\"problem\":\"The file could not be created.\",\"what_to_do\":\"Export it again.\"}");
        stored("Cancelled one", "cancelled", "{}");
        stored("Expired one", "done", file("2026-11-24 09:20Z", EVERYTHING));
        String page = open();
        assertThat(page)
                .contains("starts within a few seconds")
                .contains("Running, 42%", "84,000 of 200,000 rows", "adding up")
                .contains("Ready", "52,000 rows, 1.4 MB, kept until 25 Nov, 09:10 UTC")
                .contains("Failed", "The file could not be created. Export it again.")
                .contains("Cancelled")
                .contains("Expired", "since 24 Nov, 09:20 UTC");
        assertThat(find(Anchor.class).withAttribute("download").all())
                .extracting(Anchor::getHref)
                .containsExactly("exports/" + ready + "/file");
        assertThat(find(ProgressBar.class).all())
                .filteredOn(bar -> bar.isVisible())
                .singleElement()
                .satisfies(bar -> assertThat(bar.getValue()).isEqualTo(42));
        test(button("Cancel: Waiting one, CSV")).click();
        test(button("Remove: Ready one, CSV")).click();
        assertThat(look()).doesNotContain("Ready one", "starts within");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aFileMadeWithMoreRightsIsWithdrawn() {
        stored("All teams", "done", file("2026-11-25 09:10Z", EVERYTHING));
        assertThat(open()).contains("Withdrawn", "Export it again").doesNotContain("Download", "52,000");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatCanNotBeLoadedIsTriedAgain() {
        stored("Spend by team", "waiting", "{}");
        assertThat(open()).contains("Spend by team");
        asOwner("revoke select on export_job from " + LocalPostgres.APP);
        try {
            assertThat(look())
                    .contains("Your exports could not be loaded", "Exports continue in the background.")
                    .doesNotContain("Spend by team");
        } finally {
            asOwner("grant select on export_job to " + LocalPostgres.APP);
        }
        buttons()
                .filter(button -> button.getText().equals("Try again"))
                .toList()
                .forEach(Button::click);
        assertThat(look()).contains("Spend by team").doesNotContain("could not be loaded");
    }

    private void asOwner(String statement) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(statement).update();
        }
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void thePageFollowsWhatHappens() {
        UUID id = stored("Spend by team", "waiting", "{}");
        assertThat(open()).contains("Waiting");
        database.jdbc()
                .sql("update background_work set state = 'running', total = 10, done = 5 where id = ?")
                .param(id)
                .update();
        assertThat(look()).contains("Running, 50%", "5 of 10 rows");
        database.jdbc()
                .sql("update background_work set state = 'failed', ended_at = asked_at, problem = 'No room.' where"
                        + " id = ?")
                .param(id)
                .update();
        assertThat(look()).contains("Failed", "No room.").doesNotContain("Cancel");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whoIsOnAnotherPageIsToldOnceWhenAnExportIsReadyOrHasFailed() {
        UUID good = stored("Statements, October 2026", "running", file("2026-11-25 09:10Z", EVERYTHING));
        UUID bad = stored("Spend by team", "waiting", "{}");
        UI.getCurrent().navigate("glossary");
        assertThat(line.forCurrentPerson().orElseThrow().words()).isEqualTo("Exports (2)");
        assertThat(notices()).isEmpty();
        database.jdbc()
                .sql("update background_work set state = 'done', ended_at = asked_at where id = ?")
                .param(good)
                .update();
        database.jdbc()
                .sql("update background_work set state = 'failed', ended_at = asked_at, problem = 'No room.' where"
                        + " id = ?")
                .param(bad)
                .update();
        workers.run();
        roundTrip();
        assertThat(notices())
                .containsExactlyInAnyOrder(
                        "Your export is ready: Statements, October 2026, CSVDownload",
                        "Your export failed: Spend by team, CSV. No room.See exports");
        assertThat(find(Notification.class).all())
                .extracting(Notification::getDuration)
                .containsOnly(0);
        assertThat(find(Anchor.class).withAttribute("download").all())
                .extracting(Anchor::getHref)
                .containsExactly("exports/" + good + "/file");
        workers.run();
        roundTrip();
        assertThat(notices()).as("not told again").hasSize(2);
        open();
        line.forCurrentPerson();
        roundTrip();
        assertThat(notices()).as("the page says it").isEmpty();
    }

    private List<String> notices() {
        return find(Notification.class).all().stream()
                .filter(Notification::isOpened)
                .map(Texts::of)
                .toList();
    }
}
