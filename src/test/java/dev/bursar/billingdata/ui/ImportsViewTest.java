package dev.bursar.billingdata.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.dom.Element;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class ImportsViewTest extends SpringBrowserlessTest {
    private static final String DONE = """
            {"stored": {"format": "FOCUS", "parts": [
               {"provider": "AWS", "billingAccount": "123456789012", "billingPeriod": "2026-10", "accounts": 3,
                "from": "2026-09-29", "to": "2026-11-01", "lines": 1000, "charges": 900,
                "sums": {"USD": {"billed": 20.52022672899, "effective": 19.5}, "EUR": {"billed": 1, "effective": 2}}}]},
             "totals": {"USD": {"BilledCost": 20.52022672899}}}
            """;

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
        var owner = database.owner();
        try {
            JdbcClient.create(owner)
                    .sql("truncate background_work, cost_export cascade")
                    .update();
        } finally {
            owner.destroy();
        }
    }

    private UUID stored(String state, String more) {
        UUID id = UUID.randomUUID();
        boolean ended = !state.equals("waiting") && !state.equals("running");
        database.jdbc()
                .sql("""
                        with more as (
                          select * from jsonb_to_record(cast(:more as jsonb)) as more (done bigint, total bigint, detail text,
                                 outcome text, result text, file text, file_row bigint, file_column text, problem text,
                                 what_to_do text)),
                        work as (
                          insert into background_work (id, kind, alone, person_id, person, state, asked_at, started_at, ended_at,
                                 done, total, detail, problem, what_to_do)
                          select :id, 'import', 'import', :person, 'Mia Admin', :state, timestamptz '2026-11-24 08:59:00Z',
                                 timestamptz '2026-11-24 08:59:30Z',
                                 case when :ended then timestamptz '2026-11-24 09:10Z' end, coalesce(done, 0), total, detail,
                                 problem, what_to_do
                            from more)
                        insert into cost_import (id, files, outcome, result, file, file_row, file_column)
                        select :id, '[{"name":"october.csv","bytes":1400000,"stored":"x"}]', outcome, result, file, file_row,
                               file_column
                          from more
                        """)
                .param("id", id)
                .param("person", scope.actor().id().value())
                .param("state", state)
                .param("ended", ended)
                .param("more", more)
                .update();
        return id;
    }

    private static String stored(String result) {
        return "{\"outcome\": \"stored\", \"result\": \"" + quoted(result) + "\"}";
    }

    private static String quoted(String json) {
        return json.replace("\"", "\\\"").replace("\n", " ");
    }

    private String open() {
        navigate(ImportsView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(ImportsView.class).single());
    }

    private static Stream<Element> within(Element element) {
        return element.isTextNode() || element.isVisible()
                ? Stream.concat(Stream.of(element), element.getChildren().flatMap(ImportsViewTest::within))
                : Stream.empty();
    }

    private <T> Stream<T> all(Class<T> type) {
        return within(find(ImportsView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private String links() {
        return all(Anchor.class).map(Anchor::getHref).collect(Collectors.joining("\n"));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutAnyThePageSaysWhoBegins() {
        assertThat(open()).contains("Nothing has been imported yet. An admin of your organisation can");
        assertThat(all(Upload.class)).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminIsToldWhatMayBeUploaded() {
        assertThat(open())
                .contains(
                        "All files of one delivery",
                        "at most 1.0 MB",
                        "No requests are sent to AWS",
                        "Nothing has been imported yet");
        assertThat(all(Upload.class)).hasSize(1);
        assertThat(all(Button.class).filter(button -> button.getText().equals("Import")))
                .as("there is nothing to import yet")
                .isEmpty();
        assertThat(find(EmptyState.class).single().getElement().getAttribute("data-state"))
                .isEqualTo("not-set-up");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theRunningImportOfAnybodyIsShownUntilItHasEnded() {
        UUID id = stored(
                "running",
                "{\"done\": 40000, \"total\": 100000, \"detail\": \""
                        + quoted("{\"step\":\"HANDING_OVER\",\"files\":1,\"ofFiles\":1,\"charges\":3200}") + "\"}");
        assertThat(open())
                .contains(
                        "Importing october.csv",
                        "59%",
                        "Storing, step 3 of 4",
                        "40,000 of 100,000",
                        "3,200",
                        "Mia Admin")
                .contains("left");
        assertThat(find(UploadCard.class).single().hasClassName("away"))
                .as("nobody begins another meanwhile")
                .isTrue();
        assertThat(all(ProgressBar.class))
                .singleElement()
                .satisfies(bar -> assertThat(bar.getValue()).isEqualTo(59));
        all(Button.class)
                .filter(button -> button.getText().equals("Cancel"))
                .findFirst()
                .orElseThrow()
                .click();
        assertThat(look()).contains("Cancelling: nothing will be stored");
        database.jdbc()
                .sql("update background_work set state = 'cancelled', ended_at = now() where id = ?")
                .param(id)
                .update();
        assertThat(look())
                .contains("Cancelled by test admin", "Nothing was stored")
                .doesNotContain("Importing");
        assertThat(all(Upload.class)).hasSize(1);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void othersWatchAndCanNotCancel() {
        stored("waiting", "{}");
        assertThat(open()).contains("Waiting", "starts within a few seconds");
        assertThat(all(Button.class)).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatCameOfItHasItsSumsAndTheWayOn() {
        stored("done", stored(DONE));
        assertThat(open())
                .contains(
                        "Imported",
                        "FOCUS, October 2026",
                        "EUR 1.00 and $20.52",
                        "EUR 2.00 and $19.50",
                        "1,000",
                        "900 charges")
                .contains("BilledCost 20.52022672899, EffectiveCost 19.5 USD", "1234-5678-9012")
                .contains("In the files: BilledCost 20.52022672899 USD")
                .contains("Choose the tag that identifies teams");
        assertThat(links()).contains("spend?from=2026-09-29&to=2026-11-01&by=service", "admin/set-up");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whoCanNotChooseTheTagIsNotSentThere() {
        stored("done", stored(DONE));
        assertThat(open()).contains("Imported").doesNotContain("Choose the tag");
        assertThat(links()).doesNotContain("admin/set-up");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRefusalIsShownInFull() {
        stored(
                "failed",
                "{\"outcome\": \"refused\", \"file\": \"october.csv\", \"file_row\": 1204, \"file_column\": \"BilledCost\","
                        + " \"problem\": \"The value is no number: 1,5.\", \"what_to_do\": \"Export the data again.\"}");
        assertThat(open())
                .contains("Rejected", "october.csv, row 1,204, column BilledCost", "The value is no number: 1,5.")
                .contains("What to do: ", "Export the data again.", "Stored data is unchanged.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theSameFilesAgainAreNothingToDo() {
        stored("done", "{\"outcome\": \"unchanged\"}");
        assertThat(open()).contains("Nothing to do", "The contents of these files are already stored.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aFailureSaysWhatToDo() {
        stored("failed", "{\"problem\": \"The import could not finish.\", \"what_to_do\": \"Import them once more.\"}");
        assertThat(open()).contains("Failed", "The import could not finish.", "Import them once more.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsUploadedWaitsForTheButton() {
        open();
        var upload = all(Upload.class).findFirst().orElseThrow();
        test(upload).upload("focus.csv", "text/csv", "nonsense".getBytes());
        look();
        var begin = all(Button.class)
                .filter(button -> button.getText().startsWith("Import"))
                .findFirst()
                .orElseThrow();
        assertThat(begin.getText()).isEqualTo("Import 1 file");
        begin.click();
        assertThat(look()).contains("Importing focus.csv", "Waiting");
        assertThat(find(Notification.class).all()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select state from background_work")
                        .query(String.class)
                        .single())
                .isEqualTo("waiting");
    }
}
