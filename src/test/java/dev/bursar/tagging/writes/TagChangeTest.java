package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.kernel.PersonId;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.TagFailure;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.ViolationQuestion;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import dev.bursar.tagging.writes.TagChangeService.Planned;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.SyncRig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tags of the seeded organisation are written over HTTP, read back, fail by resource, are stopped and undone. */
class TagChangeTest {
    private static final String VALUE = "platform";

    private final SyncRig rig = SyncRig.that(
            SyncRig.Has.CHARGES,
            Map.of(
                    "bursar.aws.charge-files",
                    SyncRig.Has.SETTINGS.get("bursar.aws.charge-files"),
                    "bursar.changes.busy",
                    "1ms",
                    "bursar.changes.settled",
                    "20ms",
                    "bursar.changes.seen",
                    "1s"));
    private final TagChangeService tags = rig.bean(TagChangeService.class);
    private final AwsChangeService changes = rig.bean(AwsChangeService.class);

    @BeforeEach
    void violations() {
        rig.database.jdbc().sql("""
                        insert into tag_policy (name, tag_key, any_key_case, rule, allowed, with_free, with_service_made, from_day,
                               grace_days)
                        values ('Team', 'team', false, 'any', '{}', true, false, '2026-01-01', 0)
                        """).update();
        rig.database
                .jdbc()
                .sql(
                        "insert into person (id, user_name, user_key, display_name) overriding system value values (:id, 'x', 'x', 'x')")
                .param("id", PersonId.SYSTEM.value())
                .update();
        rig.run("tag-check");
        turn(true);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void turn(boolean on) {
        var settings = rig.bean(WriteSettingsService.class);
        WriteSettings now = settings.state().tags();
        settings.change(new WriteSettings(
                on, false, now.roleName(), null, null, null, 1_000, false, now.version(), null, null));
    }

    private List<Planned> writable() {
        return tags.plan(ViolationQuestion.USUAL, ChosenViolations.ALL).tags().stream()
                .filter(one -> one.obstacle().isEmpty())
                .toList();
    }

    private long proposed() {
        return tags.propose(
                writable().stream()
                        .map(one -> new Choice(one.row().id(), VALUE))
                        .toList(),
                "Forgotten");
    }

    private void work() {
        for (UUID id : rig.database
                .jdbc()
                .sql("select id from background_work where kind = 'aws-change' and state in ('waiting', 'running')")
                .query(UUID.class)
                .list()) {
            rig.bean(BackgroundTasks.class).run(task(), id);
        }
    }

    private BackgroundTask task() {
        return rig.beans(BackgroundTask.class).stream()
                .filter(one -> one.kind().equals("aws-change"))
                .findFirst()
                .orElseThrow();
    }

    private AwsChange change(long id) {
        return changes.change(id).orElseThrow().change();
    }

    private AwsChange written() {
        long id = proposed();
        work();
        changes.approve(id, change(id).version());
        work();
        return change(id);
    }

    private List<ChangeItem> items(AwsChange change) {
        return changes.items(change.id(), List.of(), 0, 500);
    }

    /** What AWS has, without Bursar. */
    private Map<String, Map<String, String>> inAws() {
        return rig.simulator.resources().all().stream().collect(Collectors.toMap(Resource::arn, Resource::tags));
    }

    private int writes() {
        return rig.simulator.requests().count("TagResources")
                + rig.simulator.requests().count("UntagResources");
    }

    @Test
    void violationsAreFixedAndEveryTagComesBack() {
        Map<String, Map<String, String>> before = inAws();
        long id = proposed();
        assertThat(writable()).isEmpty();
        assertThatThrownBy(() -> changes.approve(id, change(id).version()))
                .isInstanceOf(AwsChangeRefused.class)
                .hasMessage("NOT_PREVIEWED");
        work();
        assertThat(writes()).isZero();
        int planned = change(id).count(ItemState.PLANNED);
        assertThat(planned).isGreaterThan(30);

        changes.approve(id, change(id).version());
        work();
        AwsChange done = change(id);
        assertThat(done.state()).isEqualTo(done.count(ItemState.FAILED) > 0 ? State.DONE_WITH_FAILURES : State.DONE);
        assertThat(done.count(ItemState.VERIFIED)).isGreaterThan(30);
        Map<String, Map<String, String>> expected = new HashMap<>(before);
        for (ChangeItem item : items(done)) {
            if (item.state() == ItemState.VERIFIED) {
                Map<String, String> tagged = new HashMap<>(expected.get(item.subject()));
                if (item.wanted() == null) {
                    tagged.remove(item.part());
                } else {
                    tagged.put(item.part(), item.wanted());
                }
                expected.put(item.subject(), tagged);
            }
        }
        assertThat(inAws()).isEqualTo(expected);

        // the inventory has them at once, and the next check closes what they fix
        rig.run("tag-check");
        assertThat(open(done)).isZero();
        int requests = writes();
        assertThat(requests).isGreaterThanOrEqualTo(done.count(ItemState.VERIFIED) / 20);

        long back = changes.undo(id, "Wrong team");
        work();
        changes.approve(back, change(back).version());
        work();
        assertThat(change(back).state()).isEqualTo(State.DONE);
        assertThat(inAws()).isEqualTo(before);
        assertThat(change(id).count(ItemState.VERIFIED)).isZero();
        assertThat(change(id).count(ItemState.UNDONE)).isEqualTo(done.count(ItemState.VERIFIED));
        assertThatThrownBy(() -> changes.undo(id, "Again"))
                .isInstanceOf(AwsChangeRefused.class)
                .hasMessage("NOTHING_TO_UNDO");
    }

    private int open(AwsChange change) {
        return rig.database
                .jdbc()
                .sql("""
                        select cast(count(*) as int) from tag_violation v join aws_change_item i on i.source = v.id
                         where i.change_id = :id and i.state = 'verified' and v.closed_at is null
                        """)
                .param("id", change.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void eachResourceEndsInItsOwnState() {
        List<Planned> all = writable();
        String failing = all.get(0).row().arn();
        String busy = all.get(1).row().arn();
        String other = all.stream()
                .map(one -> one.row().account())
                .filter(account -> !account.equals(all.get(0).row().account())
                        && !account.equals(all.get(1).row().account()))
                .findFirst()
                .orElseThrow();
        rig.simulator
                .tagWrites()
                .fail(new TagFailure(400, "InvalidParameterException", "No such thing")
                        .onDemand()
                        .of(failing));
        rig.simulator.tagWrites().fail(TagFailure.THROTTLED.onDemand().of(busy).times(2));
        rig.simulator.roles().works(MemberRoles.WRITER, other, false);
        AwsChange done = written();
        assertThat(done.state()).isEqualTo(State.DONE_WITH_FAILURES);
        Map<String, ChangeItem> items =
                items(done).stream().collect(Collectors.toMap(ChangeItem::subject, one -> one, (one, two) -> one));
        assertThat(items.get(failing).state()).isEqualTo(ItemState.FAILED);
        assertThat(items.get(failing).code()).isEqualTo("InvalidParameterException");
        assertThat(items.get(failing).message()).isEqualTo("No such thing");
        assertThat(items.get(busy).state()).isEqualTo(ItemState.VERIFIED);
        assertThat(items.values().stream().filter(one -> one.account().equals(other)))
                .isNotEmpty()
                .allMatch(one -> one.state() == ItemState.SKIPPED && one.why() == ItemWhy.NOT_READ);
        assertThat(inAws().get(failing)).doesNotContainKey("team");
        assertThat(items.values().stream().filter(one -> one.state() == ItemState.VERIFIED))
                .allMatch(one -> VALUE.equals(inAws().get(one.subject()).get("team")));
    }

    @Test
    void whatChangedMeanwhileIsLeftAlone() {
        long id = proposed();
        work();
        ChangeItem first = items(change(id)).stream()
                .filter(one -> one.state() == ItemState.PLANNED)
                .findFirst()
                .orElseThrow();
        rig.simulator.resources().tag(first.subject(), Map.of("team", "vision"));
        changes.approve(id, change(id).version());
        work();
        ChangeItem now = items(change(id)).get(first.number() - 1);
        assertThat(now.state()).isEqualTo(ItemState.SKIPPED);
        assertThat(now.why()).isEqualTo(ItemWhy.CHANGED_SINCE);
        assertThat(now.found()).isEqualTo("vision");
        assertThat(inAws().get(first.subject())).containsEntry("team", "vision");
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        rig.simulator.faults().add(Fault.cutShort().on("TagResources").times(1));
        AwsChange done = written();
        assertThat(done.count(ItemState.UNKNOWN)).isZero();
        assertThat(done.count(ItemState.VERIFIED)).isGreaterThan(30);
        // no request that AWS had taken left a second time
        assertThat(rig.database
                        .jdbc()
                        .sql("select cast(max(attempts) as int) from aws_change_item")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nothingIsWrittenOnceItIsTurnedOff() {
        long id = proposed();
        work();
        changes.approve(id, change(id).version());
        turn(false);
        work();
        assertThat(change(id).state()).isEqualTo(State.STOPPED);
        assertThat(change(id).count(ItemState.VERIFIED)).isZero();
        assertThat(writes()).isZero();
        assertThatThrownBy(this::proposed).isInstanceOf(AwsChangeRefused.class).hasMessage("OFF");
    }

    @Test
    void proposalsExpire() {
        long id = proposed();
        work();
        rig.clock.forward(Duration.ofDays(15));
        assertThat(change(id).state()).isEqualTo(State.EXPIRED);
        assertThat(changes.page(new ChangeQuestion(Optional.of(ChangeQuestion.Which.OPEN)))
                        .found())
                .isZero();
        assertThatThrownBy(() -> changes.approve(id, change(id).version()))
                .isInstanceOf(AwsChangeRefused.class)
                .hasMessage("DECIDED");
        assertThat(writable()).isNotEmpty();
    }
}
