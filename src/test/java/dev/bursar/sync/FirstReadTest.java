package dev.bursar.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstReadTest {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void noRuns() {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("delete from sync_run").update();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // state and rows of each run, in order
        "'', false",
        "running 0, true",
        "failed 0, false",
        "failed 5, true",
        "stopped 5, true",
        "stopped-at-cap 5, true",
        "done 5, false",
        "done-with-failures 0, false",
        "failed 5;done 7, false",
        "done 7;running 0, false",
        "done 7;failed 5, false"
    })
    void aFirstReadIsUnderWayUntilARunHasComeToItsEnd(String runs, boolean underWay) {
        for (String run : runs.split(";")) {
            if (!run.isEmpty()) {
                database.jdbc()
                        .sql("""
                                insert into sync_run (job, started_by, started_at, ended_at, state, rows_changed)
                                values ('costs', 'schedule', '2026-11-24T09:00:00Z',
                                        case when :state <> 'running' then timestamptz '2026-11-24T09:10:00Z' end, :state, :rows)
                                """)
                        .param("state", run.split(" ")[0])
                        .param("rows", Integer.valueOf(run.split(" ")[1]))
                        .update();
            }
        }
        var reads = new FirstRead.Jobs(database.jdbc());
        assertThat(reads.areUnderWay(List.of("costs", "exports"))).isEqualTo(underWay);
        assertThat(reads.areUnderWay(List.of("exports", "inventory"))).isFalse();
    }
}
