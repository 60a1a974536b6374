package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.Awaited;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** A node that dies at any point of a change, or is taken for dead, leaves nothing that another one writes twice or loses. */
class TagChangeCrashTest extends TagChanges {
    private static final Duration LONG = Duration.ofMillis(300);

    /** Longer than a request is under way. */
    @Override
    String settled() {
        return "1200ms";
    }

    /** It dies as soon as it has waited for the database so long. */
    @Override
    String patience() {
        return "800";
    }

    private CompletableFuture<Void> begun() {
        UUID id = underWay().getFirst();
        return CompletableFuture.runAsync(() -> rig.bean(BackgroundTasks.class).run(task(), id));
    }

    private boolean isAny(String sql) {
        return rig.database
                .jdbc()
                .sql("select exists (" + sql + ")")
                .query(Boolean.class)
                .single();
    }

    /** Has the node lose the database for good once this is so: whatever it does from then on, nothing of it is stored. */
    private void dies(String once) {
        var node = begun();
        Awaited.until(() -> isAny(once));
        rig.database.open(false);
        assertThat(node.handle((done, died) -> died != null).join())
                .as("it died")
                .isTrue();
        rig.database.open(true);
        rig.simulator.faults().clear();
        connected();
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

    /** How often AWS took a request for each resource to set or remove a tag, by its own record. */
    private Map<String, Integer> taken() {
        Map<String, Integer> taken = new HashMap<>();
        rig.simulator.events().all().stream()
                .filter(event -> event.name().matches("(T|Unt)agResources")
                        && event.record().toString().contains("bursar-change-"))
                .forEach(event -> event.record()
                        .path("requestParameters")
                        .path("resourceARNList")
                        .forEach(arn -> taken.merge(event.name() + " " + arn.asString(""), 1, Integer::sum)));
        return taken;
    }

    private void assertWrittenOnce(long id, int planned) {
        List<ChangeItem> items = items(change(id));
        assertThat(change(id).state().isOpen()).isFalse();
        assertThat(items.stream().map(ChangeItem::state).collect(Collectors.toSet()))
                .isSubsetOf(ItemState.VERIFIED, ItemState.FAILED, ItemState.SKIPPED, ItemState.UNKNOWN);
        Set<String> unknown = items.stream()
                .filter(item -> item.state() == ItemState.UNKNOWN)
                .map(ChangeItem::subject)
                .collect(Collectors.toSet());
        List<ChangeItem> left = items.stream()
                .filter(item -> item.why() == ItemWhy.OTHER_MISSING)
                .toList();
        assertThat(left)
                .as("removed only once the other tag is there")
                .allMatch(item -> unknown.contains(item.subject()));
        assertThat(items.stream()
                        .filter(item -> item.state() == ItemState.SKIPPED && !left.contains(item))
                        .map(item -> item.subject() + " " + item.why() + " " + item.message()))
                .as("skipped")
                .hasSize(items.size() - planned);
        assertThat(change(id).count(ItemState.VERIFIED)).isGreaterThan(30);
        assertThat(taken().values())
                .as("requests that AWS took")
                .hasSize(planned - left.size() - change(id).count(ItemState.UNKNOWN))
                .allMatch(times -> times == 1);
        assertThat(items.stream().filter(item -> item.state() == ItemState.UNKNOWN))
                .as("what never reached AWS, which nobody knows")
                .allMatch(item -> !VALUE.equals(inAws().get(item.subject()).get("team")));
        assertThat(items.stream().filter(item -> item.state() == ItemState.VERIFIED))
                .allMatch(item -> VALUE.equals(inAws().get(item.subject()).get("team")));
    }

    @Test
    void killedAtEachPoint() {
        long id = proposed();
        rig.simulator.faults().add(Fault.slow(LONG).on("GetResources").times(Fault.FOR_EVER));
        dies("select from background_work where kind = 'aws-change' and state = 'running'");
        assertThat(change(id).previewed()).isEmpty();
        work();
        assertThat(change(id).previewed()).isPresent();
        int planned = change(id).count(ItemState.PLANNED);
        changes.approve(id, change(id).version());

        // a request that never reached AWS, while others do
        rig.simulator.faults().add(Fault.slow(LONG).on("TagResources").times(Fault.FOR_EVER));
        rig.simulator.faults().add(Fault.dropped().on("TagResources").times(1));
        dies("select from aws_change_item where state = 'writing'");
        assertThat(change(id).count(ItemState.WRITING)).isPositive();

        // while it is read what became of those
        rig.simulator.faults().add(Fault.slow(LONG).on("GetResources").times(Fault.FOR_EVER));
        dies("select from background_work where kind = 'aws-change' and state = 'running' and fence = 2");

        // while others are sent, and while all is read back
        rig.simulator.faults().add(Fault.slow(LONG).on("TagResources").times(Fault.FOR_EVER));
        dies("select from aws_change_item where state = 'written'");
        work();
        assertWrittenOnce(id, planned);
        assertThat(rig.database
                        .jdbc()
                        .sql("select cast(max(attempts) as int) from aws_change_item")
                        .query(Integer.class)
                        .single())
                .as("nothing is sent again without knowing")
                .isEqualTo(1);
        assertThat(change(id).count(ItemState.UNKNOWN))
                .as("what never reached AWS")
                .isPositive();
    }

    @Test
    void aNodeThatWasTakenForDeadHasNoSay() {
        long id = proposed();
        work();
        int planned = change(id).count(ItemState.PLANNED);
        changes.approve(id, change(id).version());
        rig.simulator.faults().add(Fault.slow(LONG).on("TagResources").times(Fault.FOR_EVER));
        var first = begun();
        Awaited.until(() -> isAny("select from aws_change_item where state = 'writing'"));
        work();
        first.join();
        assertWrittenOnce(id, planned);
    }

    @Test
    void whatAnApproverSawIsNotReadAnew() {
        long id = proposed();
        UUID preview = underWay().getFirst();
        work();
        int version = change(id).version();
        // its node died between the last item and the end of its work
        rig.database
                .jdbc()
                .sql("update background_work set state = 'running', ended_at = null where id = :id")
                .param("id", preview)
                .update();
        ChangeItem first = items(change(id)).getFirst();
        rig.simulator.resources().tag(first.subject(), Map.of("team", "vision"));
        work();
        assertThat(items(change(id)).getFirst()).isEqualTo(first);
        assertThat(change(id).version()).isEqualTo(version);
    }
}
