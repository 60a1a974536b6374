package dev.bursar.sync.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Empties;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.Waiting;
import dev.bursar.ui.WaitingList;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class SyncViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    WaitingList waiting;

    @BeforeEach
    void noRuns() {
        workers.forget();
        database.jdbc()
                .sql("update sync_run set state = 'done', ended_at = started_at where state = 'running'")
                .update();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open() {
        navigate(SyncView.class);
        return look();
    }

    private String look() {
        workers.run();
        roundTrip();
        return Texts.of(find(SyncView.class).single());
    }

    /** The visible ones, those in cards' heads too, which are no children to Vaadin. */
    private Stream<Button> buttons() {
        return within(find(SyncView.class).single().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(Button::isVisible);
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(SyncViewTest::within));
    }

    private long running(int done) {
        database.jdbc().sql("""
                        insert into sync_lease (job, owner, heartbeat_at)
                        values ('costs', 'elsewhere/1/then', '2026-11-24T09:30:00Z')
                            on conflict (job) do update set owner = excluded.owner, heartbeat_at = excluded.heartbeat_at
                        """).update();
        return database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, state, now_doing, steps_all, steps_done,
                                              slices_all, slices_done, slices_failed)
                        values ('costs', 'schedule', '2026-11-24T09:28:00Z', 'running', 'Storing October', 56, :done, 60, 31, 4)
                        returning id
                        """).param("done", done).query(Long.class).single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void beforeTheFirstRunItSaysWhatItWillCost() {
        database.jdbc().sql("update sync_run set job = 'old'").update();
        assertThat(open())
                .contains("wait for Set-up", "No cost allocation tag has been chosen", "Go to Set-up")
                .doesNotContain("paid requests, $");
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        try {
            assertThat(open()).contains("Costs aren\u2019t read yet", "paid requests, $", "never");
        } finally {
            database.jdbc()
                    .sql("update team_key set tag_key = null, chosen_by = null, chosen_at = null")
                    .update();
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void progressFollowsWhatIsStoredAndStopAsks() {
        long run = running(35);
        assertThat(open())
                .contains("35 of 56", "35 of 56 steps", "31 of 60, 4 failed", "Storing October", "for 2 min 00 s");
        database.jdbc()
                .sql("update sync_run set steps_done = 40 where id = ?")
                .param(run)
                .update();
        assertThat(look()).contains("40 of 56").doesNotContain("35 of 56steps");
        buttons().filter(button -> button.getText().equals("Stop")).forEach(Button::click);
        assertThat(database.jdbc()
                        .sql("select stop_asked_by from sync_run where id = ?")
                        .param(run)
                        .query(String.class)
                        .single())
                .isEqualTo("test admin");
        assertThat(look()).contains("Stopping within seconds, asked by test admin");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRunThatNobodyWorksOnIsNotShownAsRunning() {
        running(35);
        database.jdbc().sql("update sync_lease set owner = ''").update();

        assertThat(open()).doesNotContain("Working", "Running", "35 of 56");
        assertThat(buttons().map(Button::getText)).doesNotContain("Stop");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesRunsButStartsAndStopsNone() {
        running(1);
        assertThat(open()).contains("Refresh costs", "Request meter", "of $25.00 cap");
        assertThat(buttons().map(Button::getText)).doesNotContain("Stop", "Run now");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void failedRunsSayWhatHappenedAndWhatToDoOnceForAllThatFailedAlike() {
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, problem, what_to_do)
                        values ('costs', 'schedule', '2026-11-24T09:29:00Z', '2026-11-24T09:30:00Z', 'failed',
                                'AWS refused to show costs.', 'Add <b>ce:GetCostAndUsage</b> to the role.'),
                               ('forecast', 'schedule', '2026-11-24T09:29:00Z', '2026-11-24T09:30:00Z', 'failed',
                                'AWS refused to show costs.', 'Add <b>ce:GetCostAndUsage</b> to the role.')
                        """).update();
        assertThat(open())
                .contains("What to do:", "Add <b>ce:GetCostAndUsage</b>", "Failed")
                .contains("Refresh costs, Read AWS's forecast: stored data is unchanged.")
                .containsOnlyOnce("AWS refused to show costs.");
    }

    private Optional<Waiting.Waits> failing() {
        return waiting.look().entries().stream()
                .filter(entry -> entry.kind().kind().equals("failed-jobs"))
                .findFirst()
                .map(WaitingList.Entry::waits);
    }

    private void ended(String job, String minute, String state) {
        database.jdbc()
                .sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, problem, what_to_do)
                        values (:job, 'schedule', cast(:minute as timestamptz), cast(:minute as timestamptz), :state,
                                case when :state <> 'done' then 'AWS refused to show costs.' end, '')
                        """)
                .param("job", job)
                .param("minute", minute)
                .param("state", state)
                .update();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @Empties("failed-jobs")
    void aFailedJobWaitsForAnAdminUntilItsRunSucceeds() {
        database.jdbc().sql("update sync_run set job = 'old'").update();
        ended("costs", "2026-11-24T09:10:00Z", "failed");
        ended("forecast", "2026-11-24T09:10:00Z", "done-with-failures");
        ended("accounts", "2026-11-24T09:10:00Z", "failed");
        ended("accounts", "2026-11-24T09:11:00Z", "done");
        assertThat(failing()).hasValueSatisfying(waits -> {
            assertThat(waits.count()).isEqualTo(2);
            assertThat(waits.first()).isEqualTo("Refresh costs: AWS refused to show costs.");
            assertThat(waits.address()).isEqualTo("sync?state=failed");
        });
        UI.getCurrent().navigate("sync", QueryParameters.of("state", "failed"));
        assertThat(rows()).containsExactly("Refresh costs", "Read AWS's forecast");
        ended("costs", "2026-11-24T09:12:00Z", "done");
        ended("forecast", "2026-11-24T09:12:00Z", "done");
        assertThat(failing()).isEmpty();
        look();
        assertThat(rows()).isEmpty();
        assertThat(look()).contains("No job failed");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aFailedJobIsNoTaskOfFinance() {
        ended("costs", "2026-11-24T09:13:00Z", "failed");
        assertThat(failing()).isEmpty();
    }

    private List<String> rows() {
        look();
        return within(find(SyncView.class).single().getElement())
                .filter(element -> element.getClassList().contains("job-title"))
                .map(Element::getText)
                .toList();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatARunStoredBesideItsFailuresIsSaid() {
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, problem, what_to_do, slices_all,
                                              slices_done, slices_failed)
                        values ('accounts', 'schedule', '2026-11-24T09:29:30Z', '2026-11-24T09:30:30Z', 'done-with-failures',
                                'AWS refused the role.', 'Create the role.', 13, 12, 1)
                        """).update();
        assertThat(open()).contains("Read accounts: the other 12 parts were stored.", "Done, 1 part failed");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void leavingThePageEndsItsLooking() {
        open();
        find(SyncView.class).single().removeFromParent();
        workers.run();
        roundTrip();
        workers.run();
        assertThat(find(SyncView.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadIsNotLetIn() {
        assertThatThrownBy(() -> navigate(SyncView.class)).isInstanceOf(Throwable.class);
    }
}
