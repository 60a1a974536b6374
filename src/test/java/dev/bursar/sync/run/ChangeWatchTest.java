package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that work on what other jobs read are due soon after it, not at the next full hour. */
class ChangeWatchTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private SyncRig rig;
    private ChangeWatch watch;

    @BeforeEach
    void start() {
        rig = new SyncRig(clock, Organisation.seeded(7, clock, new Organisation.Size(3, 1, 9)), Map.of());
        watch = rig.bean(ChangeWatch.class);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private List<String> due() {
        return rig.database.jdbc().sql("""
                        select split_part(task_instance, ':', 1) from scheduled_tasks
                         where task_name = 'sync-now' and task_instance ~ '^(resource-costs|efficiency):' order by 1
                        """).query(String.class).list();
    }

    private void version() {
        rig.database
                .jdbc()
                .sql("update charge_month set version = gen_random_uuid()")
                .update();
    }

    @Test
    void whatHasChangedIsWorkedOnOnceItStaysAsItIs() {
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        watch.look();
        assertThat(due()).as("it may still be changing").isEmpty();
        version();
        watch.look();
        assertThat(due()).as("it was").isEmpty();
        watch.look();
        assertThat(due()).containsExactly("efficiency", "resource-costs");
        watch.look();
        assertThat(due()).as("once for each change").hasSize(2);

        assertThat(rig.run("resource-costs").state()).isEqualTo(RunState.DONE);
        assertThat(rig.run("efficiency").state()).isEqualTo(RunState.DONE);
        watch.look();
        watch.look();
        assertThat(due()).hasSize(2);

        version();
        watch.look();
        watch.look();
        assertThat(due()).hasSize(4);
    }
}
