package dev.bursar.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A change is decided on once, as it was seen; proposals stand for all changes. */
class ChangeTableTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = database.jdbc();
    private final ChangeTable changes =
            new ChangeTable(jdbc, new MovableClock(NOW), "ml_proposal", List.of("workload_id", "variant", "action"));
    private long workload;
    private long id;

    @BeforeEach
    void propose() {
        var rows = new WorkloadRows(jdbc);
        workload = rows.endpoint("tide").add();
        id = rows.proposal(workload, "100");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Standing standing() {
        return standing(id);
    }

    private Standing standing(long which) {
        return jdbc.sql("select " + ChangeTable.COLUMNS + " from ml_proposal where id = :id")
                .param("id", which)
                .query((row, number) -> ChangeTable.standing(row))
                .single();
    }

    @Test
    void oneVersionIsDecidedOnOnce() {
        Standing seen = standing();
        assertThat(changes.approve(seen, "Ada")).isTrue();
        assertThat(changes.approve(seen, "Ben")).as("it was decided").isFalse();
        assertThat(changes.dismiss(standing(), "Ben", new Dismissal("why", LocalDate.parse("2026-12-01"))))
                .as("it isn't open")
                .isFalse();

        assertThat(standing().state()).isEqualTo(ChangeState.APPROVED);
        assertThat(standing().decidedBy()).isEqualTo("Ada");
        assertThat(standing().decidedAt()).isEqualTo(NOW);
        assertThat(standing().version()).isEqualTo(seen.version() + 1);
    }

    @Test
    void whatWasApprovedIsDoneOnceItIsSeen() {
        changes.done(List.of(id));
        assertThat(standing().state()).as("nobody approved it").isEqualTo(ChangeState.OPEN);
        changes.approve(standing(), "Ada");
        changes.exported(standing());
        changes.withdraw(List.of(id));
        assertThat(standing().state()).as("decided").isEqualTo(ChangeState.APPROVED);
        changes.done(List.of(id));

        assertThat(standing().state()).isEqualTo(ChangeState.DONE);
        assertThat(standing().doneAt()).isEqualTo(NOW);
        assertThat(standing().exportedAt()).isEqualTo(NOW);
        assertThat(standing().decidedBy()).isEqualTo("Ada");
        assertThat(changes.reopen(standing())).isFalse();
    }

    @Test
    void aDecisionIsTakenBackUnlessAnotherChangeOfTheThingStands() {
        changes.dismiss(standing(), "Ada", new Dismissal("a fallback", LocalDate.parse("2026-12-01")));
        assertThat(standing().reason()).isEqualTo("a fallback");
        assertThat(standing().dismissedTo()).isEqualTo("2026-12-01");
        long other = new WorkloadRows(jdbc).proposal(workload, "90");
        assertThat(changes.reopen(standing())).isFalse();

        changes.withdraw(List.of(other));
        assertThat(standing(other).state()).isEqualTo(ChangeState.WITHDRAWN);
        assertThat(changes.reopen(standing())).isTrue();
        assertThat(standing().state()).isEqualTo(ChangeState.OPEN);
        assertThat(standing().decidedBy()).isNull();
        assertThat(standing().dismissedTo()).isNull();
    }
}
