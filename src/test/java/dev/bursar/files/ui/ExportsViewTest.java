package dev.bursar.files.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

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

    @BeforeEach
    @AfterEach
    void none() {
        workers.forget();
        database.jdbc().sql("delete from export_job").update();
    }

    private UUID stored(String title, String state, String more) {
        UUID id = UUID.randomUUID();
        boolean ended = !state.equals("waiting") && !state.equals("running");
        database.jdbc()
                .sql("""
                        insert into export_job (id, person_id, kind, format, question, title, file_name, state, asked_at,
                               ended_at, expires_at, visible, file_size, rows_all, rows_done, problem, what_to_do)
                        select :id, :person, 'spend', 'CSV', '', :title, 'x.csv', :state, timestamptz '2026-11-24 09:00Z',
                               case when :ended then timestamptz '2026-11-24 09:10Z' end, more.expires_at, more.visible,
                               more.file_size, more.rows_all, coalesce(more.rows_done, 0), more.problem, more.what_to_do
                          from jsonb_to_record(cast(:more as jsonb)) as more (expires_at timestamptz, visible text,
                               file_size bigint, rows_all bigint, rows_done bigint, problem text, what_to_do text)
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
                + "\",\"file_size\":1400000,\"rows_done\":52000}";
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
        assertThat(open()).contains("No exports", "made in the background");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void everyStateIsSaidWithWhatToDo() {
        stored("Waiting one", "waiting", "{}");
        stored("Running one", "running", "{\"rows_all\":200000,\"rows_done\":84000}");
        UUID ready = stored("Ready one", "ready", file("2026-11-25 09:10Z", EVERYTHING));
        stored(
                "Failed one",
                "failed",
                "{\"problem\":\"The file could not be made.\",\"what_to_do\":\"Export it once more.\"}");
        stored("Cancelled one", "cancelled", "{}");
        stored("Expired one", "expired", file("2026-11-24 09:20Z", EVERYTHING));
        String page = open();
        assertThat(page)
                .contains("begins within a few seconds")
                .contains("Running, 42%", "84,000 of 200,000 rows")
                .contains("Ready", "52,000 rows, 1.4 MB, kept until 25 Nov, 09:10 UTC")
                .contains("Failed", "The file could not be made. Export it once more.")
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
        test(button("Delete: Ready one, CSV")).click();
        assertThat(look()).doesNotContain("Ready one", "begins within");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aFileMadeWithMoreRightsIsWithdrawn() {
        stored("All teams", "ready", file("2026-11-25 09:10Z", EVERYTHING));
        assertThat(open()).contains("Withdrawn", "Export it once more").doesNotContain("Download", "52,000");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void thePageFollowsWhatHappens() {
        UUID id = stored("Spend by team", "waiting", "{}");
        assertThat(open()).contains("Waiting");
        database.jdbc()
                .sql("update export_job set state = 'running', rows_all = 10, rows_done = 5 where id = ?")
                .param(id)
                .update();
        assertThat(look()).contains("Running, 50%", "5 of 10 rows");
        database.jdbc()
                .sql("update export_job set state = 'failed', ended_at = asked_at, problem = 'No room.' where id = ?")
                .param(id)
                .update();
        assertThat(look()).contains("Failed", "No room.").doesNotContain("Cancel");
    }
}
