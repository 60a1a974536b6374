package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.resources.TagFailure;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import dev.bursar.tagging.writes.TagChangeService.Planned;
import module java.base;
import org.junit.jupiter.api.Test;

/** Tags of the seeded organisation are written over HTTP, read back, fail by resource, are stopped and undone. */
class TagChangeTest extends TagChanges {
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
    void aResourceThatIsFullByNowIsNamedBeforeAnybodyDecides() {
        Planned one = writable().stream()
                .filter(each -> each.row().finding().problem() == Problem.MISSING)
                .findFirst()
                .orElseThrow();
        rig.simulator
                .resources()
                .tag(
                        one.row().arn(),
                        IntStream.range(0, 50).boxed().collect(Collectors.toMap(n -> "key" + n, n -> "x")));
        long id = tags.propose(List.of(new Choice(one.row().id(), VALUE)), "Forgotten");
        work();
        assertThat(items(change(id))).singleElement().satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.SKIPPED);
            assertThat(item.why()).isEqualTo(ItemWhy.REFUSED);
            assertThat(item.code()).isEqualTo("TooManyTags");
        });
        assertThat(change(id).state()).isEqualTo(State.NOTHING_TO_WRITE);
        assertThat(writes()).isZero();
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

    @Test
    void aTagIsLeftWhereItsRightKeyIsRefused() {
        List<Planned> all = writable();
        String arn = all.get(0).row().arn();
        rig.simulator.resources().tag(arn, Map.of("Team", "vision"));
        rig.database
                .jdbc()
                .sql("update tag_violation set problem = 'key-case', found = 'Team' where id = :id")
                .param("id", all.get(0).row().id())
                .update();
        rig.database
                .jdbc()
                .sql("update resource set tags = :tags where arn = :arn")
                .param("tags", "{\"Team\":\"vision\"}")
                .param("arn", arn)
                .update();
        rig.simulator
                .tagWrites()
                .fail(new TagFailure(400, "InvalidParameterException", "No")
                        .onDemand()
                        .of(arn)
                        .times(1));
        List<ChangeItem> of = items(written()).stream()
                .filter(item -> item.subject().equals(arn))
                .toList();
        assertThat(of)
                .extracting(ChangeItem::part, ChangeItem::state, ChangeItem::why)
                .containsExactly(
                        tuple("team", ItemState.FAILED, ItemWhy.REFUSED),
                        tuple("Team", ItemState.SKIPPED, ItemWhy.OTHER_MISSING));
        assertThat(inAws().get(arn)).containsEntry("Team", "vision").doesNotContainKey("team");
    }

    @Test
    void whatCantBeReadAfterALostAnswerIsNotCalledSkipped() {
        long id = proposed();
        int before = rig.simulator.requests().entries().size();
        work();
        String account = items(change(id)).stream()
                .filter(item -> item.state() == ItemState.PLANNED)
                .map(ChangeItem::account)
                .findFirst()
                .orElseThrow();
        rig.simulator
                .faults()
                .add(Fault.cutShort().on("TagResources").inAccount(account).times(Fault.FOR_EVER));
        // what a part's reading took before anybody decided it takes once before it is written, and never again
        rig.simulator
                .faults()
                .add(Fault.accessDenied()
                        .on("GetResources")
                        .inAccount(account)
                        .after(readings(before, account))
                        .times(Fault.FOR_EVER));
        changes.approve(id, change(id).version());
        work();
        assertThat(change(id).state()).isEqualTo(State.DONE_WITH_FAILURES);
        assertThat(items(change(id)).stream().filter(item -> item.account().equals(account) && item.sentAt() != null))
                .isNotEmpty()
                .allMatch(item -> item.state() == ItemState.UNKNOWN);
    }

    private int readings(int before, String account) {
        return (int) rig.simulator.requests().entries().stream()
                .skip(before)
                .filter(one ->
                        one.operation().equals("GetResources") && one.account().equals(account))
                .count();
    }

    @Test
    void anUndoIsNotStoppedByTheOwnerThatTheTagGave() {
        AwsChange done = written();
        rig.database
                .jdbc()
                .sql("update aws_change_item set team_id = 1 where change_id = :id")
                .param("id", done.id())
                .update();
        rig.database
                .jdbc()
                .sql("update resource set team_id = 2, owner_by = 'rules'")
                .update();
        long back = changes.undo(done.id(), "Wrong");
        work();
        changes.approve(back, change(back).version());
        work();
        assertThat(change(back).count(ItemState.VERIFIED)).isEqualTo(done.count(ItemState.VERIFIED));
        assertThat(change(back).count(ItemState.SKIPPED)).isZero();
    }

    @Test
    void aResourceThatHasAnotherOwnerSinceIsLeftAlone() {
        long id = proposed();
        work();
        rig.database
                .jdbc()
                .sql("update aws_change_item set team_id = 1 where change_id = :id")
                .param("id", id)
                .update();
        rig.database
                .jdbc()
                .sql("update resource set team_id = 2, owner_by = 'rules'")
                .update();
        changes.approve(id, change(id).version());
        work();
        assertThat(writes()).isZero();
        assertThat(items(change(id)).stream().map(ChangeItem::why)).contains(ItemWhy.NOT_ALLOWED);
    }

    @Test
    void oneServiceThatRefusesAndASessionThatEndedStopNobodyElse() {
        rig.simulator.faults().add(Fault.expiredToken().on("TagResources").times(1));
        rig.simulator
                .tagWrites()
                .fail(new TagFailure(403, "AccessDeniedException", "Not authorized")
                        .onDemand()
                        .of(writable().getFirst().row().arn()));
        rig.simulator
                .tagWrites()
                .fail(new TagFailure(409, "ResourceLockedException", "Locked")
                        .onDemand()
                        .of(writable().get(1).row().arn()));
        AwsChange done = written();
        assertThat(items(done).stream().filter(item -> item.state() == ItemState.FAILED))
                .extracting(ChangeItem::code)
                .contains("AccessDeniedException", "ResourceLockedException");
        assertThat(done.count(ItemState.VERIFIED)).isGreaterThan(30);
    }

    @Test
    void aProposalEndsByItselfWhereNothingIsLeftToWrite() {
        long id = proposed();
        items(change(id)).forEach(item -> {
            Map<String, String> tags = new HashMap<>(
                    rig.simulator.resources().named(item.subject()).tags());
            if (item.wanted() == null) {
                tags.remove(item.part());
            } else {
                tags.put(item.part(), item.wanted());
            }
            rig.simulator.resources().tag(item.subject(), tags);
        });
        rig.simulator.faults().add(Fault.accessDenied().on("GetResources").times(1));
        work();
        assertThat(change(id).state()).as("some wasn't read").isEqualTo(State.PROPOSED);
        changes.readAgain(id, change(id).version());
        rig.simulator.faults().clear();
        work();
        assertThat(change(id).state()).isEqualTo(State.NOTHING_TO_WRITE);
        assertThat(change(id).ended()).isPresent();
        assertThat(writes()).isZero();
        // its resources can be in another change
        assertThat(change(proposed()).state()).isEqualTo(State.PROPOSED);
    }

    @Test
    void whatFailedIsProposedAgainAndWhatNobodyKnowsIsReadAgain() {
        String failing = writable().get(0).row().arn();
        rig.simulator
                .tagWrites()
                .fail(new TagFailure(400, "InvalidParameterException", "No such thing")
                        .onDemand()
                        .of(failing)
                        .times(1));
        rig.simulator.faults().add(Fault.lost().on("TagResources").times(1));
        rig.simulator.resources().lag(Duration.ofSeconds(170));
        AwsChange done = written();
        assertThat(done.count(ItemState.UNKNOWN)).as("its answer was lost").isPositive();
        assertThat(done.count(ItemState.DIFFERS)).as("not seen so soon").isPositive();
        rig.clock.forward(Duration.ofSeconds(170));
        changes.lookAgain(done.id());
        work();
        AwsChange known = change(done.id());
        assertThat(known.count(ItemState.UNKNOWN) + known.count(ItemState.DIFFERS))
                .isZero();
        assertThat(known.count(ItemState.VERIFIED)).isGreaterThan(30);
        assertThat(known.state()).isEqualTo(State.DONE_WITH_FAILURES);
        assertThatThrownBy(() -> changes.lookAgain(done.id()))
                .isInstanceOf(AwsChangeRefused.class)
                .hasMessage("NOTHING_TO_READ");

        rig.simulator.resources().lag(Duration.ZERO);
        long again = changes.proposeAgain(done.id(), "It is there by now");
        work();
        assertThat(items(change(again)))
                .extracting(ChangeItem::subject)
                .contains(failing)
                .hasSize(known.count(ItemState.FAILED));
        changes.approve(again, change(again).version());
        work();
        assertThat(change(again).count(ItemState.VERIFIED)).isEqualTo(known.count(ItemState.FAILED));
        assertThat(inAws().get(failing)).containsEntry("team", VALUE);
    }

    @Test
    void anUndoIsUndone() {
        AwsChange done = written();
        Map<String, Map<String, String>> after = inAws();
        long back = changes.undo(done.id(), "Wrong team");
        work();
        changes.approve(back, change(back).version());
        work();
        long again = changes.undo(back, "Right team");
        work();
        changes.approve(again, change(again).version());
        work();
        assertThat(inAws()).isEqualTo(after);
        assertThat(change(back).count(ItemState.VERIFIED)).isZero();
        assertThat(change(done.id()).count(ItemState.VERIFIED)).isEqualTo(done.count(ItemState.VERIFIED));
    }

    @Test
    void whatCouldntBeReadIsReadAgainOnceItCan() {
        rig.simulator.faults().add(Fault.accessDenied().on("GetResources").times(Fault.FOR_EVER));
        long id = proposed();
        work();
        assertThat(change(id).count(ItemState.PLANNED)).isZero();
        rig.simulator.faults().clear();
        int seen = change(id).version();
        changes.readAgain(id, seen);
        assertThat(change(id).previewed()).isEmpty();
        assertThatThrownBy(() -> changes.readAgain(id, seen)).isInstanceOf(StaleEdit.class);
        work();
        assertThat(change(id).count(ItemState.PLANNED)).isGreaterThan(30);
        changes.approve(id, change(id).version());
        work();
        assertThat(change(id).count(ItemState.VERIFIED)).isGreaterThan(30);
    }
}
