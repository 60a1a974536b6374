package dev.bursar.budgets.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.ItemState;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.Awaited;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** A node that dies between a request and its answer leaves no budget that another one creates twice. */
class BudgetChangeCrashTest extends BudgetChanges {
    /** Much longer than a request is under way, on a busy machine too: it ends as soon as what was sent is seen. */
    @Override
    String settled() {
        return "20s";
    }

    /** It dies as soon as it has waited for the database so long. */
    @Override
    String patience() {
        return "1500";
    }

    private boolean isAny(String sql) {
        return rig.database
                .jdbc()
                .sql("select exists (" + sql + ")")
                .query(Boolean.class)
                .single();
    }

    @Test
    void killedBetweenRequestAndAnswer() {
        int id = search("60000");
        long change = writes.publish(id, NAME, List.of("finops@example.com"), "Has to be in AWS too");
        work();
        changes.approve(change, change(change).version());
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofMillis(500)).on("CreateBudget").times(Fault.FOR_EVER));
        UUID work = underWay().getFirst();
        var node =
                CompletableFuture.runAsync(() -> rig.bean(BackgroundTasks.class).run(task(), work));
        Awaited.until(() -> isAny("select from aws_change_item where state = 'writing'"));
        rig.database.open(false);
        assertThat(node.handle((done, died) -> died != null).join())
                .as("it died")
                .isTrue();
        rig.database.open(true);
        connected();
        assertThat(change(change).count(ItemState.WRITING)).isEqualTo(1);

        work();
        assertThat(change(change).state()).isEqualTo(AwsChange.State.DONE);
        assertThat(change(change).count(ItemState.VERIFIED)).isEqualTo(1);
        assertThat(rig.simulator.requests().count("CreateBudget")).isEqualTo(1);
        assertThat(inAws(NAME).path("NotificationsWithSubscribers")).hasSize(4);
        assertThat(drift(id)).isEqualTo(Drift.NONE);
    }

    /** The pool gives out connections that work again. */
    private void connected() {
        int working = 0;
        while (working < 20) {
            try {
                isAny("select");
                working++;
            } catch (DataAccessException broken) {
                // the next one is another connection
                working = 0;
            }
        }
    }
}
