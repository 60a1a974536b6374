package dev.bursar.efficiency.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import dev.bursar.access.SignedInAs;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** Who may ask an endpoint's logs and traces, and who sees only that somebody did. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AskedQuestionsTest extends SpringBrowserlessTest {
    @Autowired
    LogService logs;

    @Autowired
    TraceService traces;

    @Autowired
    TestDatabase database;

    private WorkloadRows rows;

    @BeforeEach
    void noWorkloads() {
        var owner = database.owner();
        WorkloadRows.clear(JdbcClient.create(owner));
        owner.destroy();
        rows = new WorkloadRows(database.jdbc());
        rows.judged();
    }

    private long asked(long workload) {
        database.jdbc().sql("""
                        insert into ml_log_question (workload_id, question, hours, asked_by, asked_at, cost_usd, bytes_scanned, traces,
                               matched, complete)
                        values (:id, 'errors', 24, 'Ada', '2026-11-24T07:00:00Z', 0.01, 2097152, null, 312, false),
                               (:id, 'traces', 6, 'Ada', '2026-11-24T06:00:00Z', 0.02, null, 1204, 17, true),
                               (:id, 'slowest', 1, 'Ada', '2026-11-24T05:00:00Z', 0.5, null, null, null, null)
                        """).param("id", workload).update();
        return workload;
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesWhatWasAnsweredAndMayNotAsk() {
        long id = asked(rows.endpoint("tide").add());
        assertThat(logs.questions(id)).isEmpty();
        assertThat(traces.offered(id)).isFalse();
        assertThatThrownBy(() -> logs.ask(id, LogQuestion.ERRORS, 1)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> traces.ask(id, 1)).isInstanceOf(AccessDeniedException.class);
        assertThat(logs.answered(id))
                .extracting(
                        AskedQuestion::title,
                        AskedQuestion::hours,
                        AskedQuestion::bytes,
                        AskedQuestion::traces,
                        AskedQuestion::matched,
                        AskedQuestion::complete)
                .containsExactly(
                        tuple("Errors by message", 24, 2_097_152L, null, 312L, false),
                        tuple("Slowest traces", 6, null, 1_204L, 17L, true));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminMayAsk() {
        long id = rows.endpoint("tide").add();
        assertThat(logs.questions(id)).containsExactly(LogQuestion.ERRORS, LogQuestion.SLOWEST);
        assertThat(traces.offered(id)).isTrue();
        assertThat(logs.answered(id)).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadSeesNothingOfTracesOfAnAccountThatOthersUseToo() {
        int team = database.jdbc()
                .sql("select id from team where name = 'Research'")
                .query(Integer.class)
                .single();
        long own = asked(rows.endpoint("own").ownedBy(team).add());
        assertThat(logs.questions(own)).isNotEmpty();
        assertThat(traces.offered(own)).isFalse();
        assertThat(logs.answered(own)).extracting(AskedQuestion::title).containsExactly("Errors by message");
        assertThat(logs.answered(asked(rows.endpoint("tide").add()))).isEmpty();
    }
}
