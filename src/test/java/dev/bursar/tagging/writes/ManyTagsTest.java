package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.resources.TagFailure;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.Full;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.Test;

/** A change of many tags in several accounts and Regions: each ends in the right state, and all come back. */
class ManyTagsTest extends TagChanges {
    private static final int REFUSED = 20;

    @Test
    void eachOfFiveHundredEndsInTheRightState() {
        Set<String> arns = forgotten(25);
        Map<String, Map<String, String>> before = inAws();
        String without = accounts().get(1);
        String busy = accounts().get(2);
        Set<String> refused = arns.stream()
                .filter(arn -> !arn.contains(without) && !arn.contains(busy))
                .sorted()
                .limit(REFUSED)
                .collect(Collectors.toUnmodifiableSet());
        refused.forEach(arn -> rig.simulator
                .tagWrites()
                .fail(new TagFailure(400, "InvalidParameterException", "No such thing")
                        .onDemand()
                        .of(arn)));
        rig.simulator
                .tagWrites()
                .fail(TagFailure.THROTTLED.onDemand().inAccount(busy).times(30));
        rig.simulator.roles().works(MemberRoles.WRITER, without, false);

        long id = proposed(arns);
        work();
        assertThat(inAws()).isEqualTo(before);
        changes.approve(id, change(id).version());
        work();
        assertThat(change(id).state()).isEqualTo(State.DONE_WITH_FAILURES);
        Map<String, ChangeItem> items = byArn(id);
        assertThat(items.keySet()).isEqualTo(arns).hasSize(500);
        Map<String, Map<String, String>> expected = new HashMap<>(before);
        items.forEach((arn, item) -> {
            if (arn.contains(without)) {
                assertThat(item.state()).isEqualTo(ItemState.SKIPPED);
                assertThat(item.why()).isEqualTo(ItemWhy.NOT_READ);
            } else if (refused.contains(arn)) {
                assertThat(item.state()).isEqualTo(ItemState.FAILED);
                assertThat(item.message()).isEqualTo("No such thing");
            } else {
                assertThat(item.state()).as(arn).isEqualTo(ItemState.VERIFIED);
                Map<String, String> tagged = new HashMap<>(before.getOrDefault(arn, Map.of()));
                tagged.put("team", VALUE);
                expected.put(arn, tagged);
            }
        });
        assertThat(inAws()).isEqualTo(expected);

        // a second run of the same finds that all is so
        rig.simulator.tagWrites().clearFailures();
        int requests = writes();
        rig.run("tag-check");
        long again = proposed(arns);
        work();
        assertThat(change(again).size()).isEqualTo(100 + REFUSED);
        assertThat(change(again).count(ItemState.PLANNED)).isEqualTo(REFUSED);
        assertThat(writes()).isEqualTo(requests);
        changes.reject(again, change(again).version(), "Seen");

        long back = changes.undo(id, "Wrong");
        work();
        changes.approve(back, change(back).version());
        work();
        assertThat(change(back).state()).isEqualTo(State.DONE);
        assertThat(inAws()).isEqualTo(before);
    }

    @Test
    void aKilledProcessLeavesNothingTwiceAndNothingLost() throws InterruptedException {
        Set<String> arns = forgotten(3);
        long id = proposed(arns);
        work();
        changes.approve(id, change(id).version());
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofMillis(400)).on("TagResources").times(Fault.FOR_EVER));
        Process node = rig.process("task:aws-change", "bursar.changes.busy=1ms", "bursar.changes.settled=1s");
        SyncRig.go(node);
        Awaited.until(() -> byArn(id).values().stream().anyMatch(item -> item.state() == ItemState.WRITING));
        node.destroyForcibly().waitFor();
        assertThat(byArn(id).values()).anyMatch(item -> item.state() == ItemState.WRITING);
        rig.simulator.faults().clear();
        work();
        assertThat(change(id).count(ItemState.VERIFIED)).isGreaterThan(arns.size() / 2);
        // what never left has no answer either
        byArn(id)
                .forEach((arn, item) -> assertThat(item.state())
                        .as(arn)
                        .isEqualTo(
                                VALUE.equals(inAws().get(arn).get("team")) ? ItemState.VERIFIED : ItemState.UNKNOWN));
        assertThat(rig.database
                        .jdbc()
                        .sql("select cast(max(attempts) as int) from aws_change_item")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @Full("how changes are carried out, stored and shown")
    void aThousandInTwentyPlacesAreWrittenWithinAMinute() {
        Set<String> arns = forgotten(50);
        rig.database.jdbc().sql("update aws_write_setting set most = 2000").update();
        long id = proposed(arns);
        work();
        changes.approve(id, change(id).version());
        long began = System.nanoTime();
        work();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        AwsChange done = change(id);
        System.out.printf("1,000 resources in 20 places written and read back: %d ms%n", took.toMillis());
        assertThat(done.count(ItemState.VERIFIED)).isEqualTo(1_000);
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }
}
